package org.ggscale.core.turn.model;

/** The game's row in the database; every change is a compare-and-set. */
record Row(Status status, int current, int target, int epoch, Owner owner) {
    static final Row INITIAL = new Row(Status.RUNNING, 0, 0, 0, Owner.NOBODY);

    enum Status {
        RUNNING,
        STARTING,
        IN_PROGRESS,
        FAILED,
        UNREACHABLE,
        STOPPED
    }

    /** Who works on the game, since which epoch. */
    record Owner(int host, int epoch) {
        static final Owner NOBODY = new Owner(-1, 0);
    }

    boolean pending() {
        return target == current + 1;
    }

    boolean is(Status wanted) {
        return status == wanted;
    }

    Row claimed(int host) {
        return new Row(Status.IN_PROGRESS, current, current + 1, epoch + 1, new Owner(host, epoch + 1));
    }

    Row takenOver(int host) {
        return renewed(host).moved(Status.IN_PROGRESS, 0);
    }

    Row renewed(int host) {
        return new Row(status, current, target, epoch + 1, new Owner(host, epoch + 1));
    }

    Row committed(int turn) {
        return new Row(Status.RUNNING, turn, target, epoch, Owner.NOBODY);
    }

    Row resumed(int turn) {
        return new Row(Status.RUNNING, turn, target, epoch + 1, Owner.NOBODY);
    }

    Row released(Status next) {
        return new Row(next, current, target, epoch, Owner.NOBODY);
    }

    Row moved(Status next, int epochs) {
        return new Row(next, current, target, epoch + epochs, owner);
    }
}
