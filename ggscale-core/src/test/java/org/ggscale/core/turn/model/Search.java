package org.ggscale.core.turn.model;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.ggscale.core.turn.model.Model.Fault;
import org.ggscale.core.turn.model.Model.Step;

/** A breadth-first search of everything a model can reach. */
final class Search<S> {
    private final Model<S> model;
    private final Map<S, Optional<S>> parents = new HashMap<>();
    private final Queue<S> queue = new ArrayDeque<>();
    private final Map<Fault, S> faults = new EnumMap<>(Fault.class);

    private Search(Model<S> model) {
        this.model = model;
    }

    /** Visits every reachable state. */
    static <S> Verdict exhaust(Model<S> model) {
        return new Search<>(model).run(false);
    }

    /** Visits states until one is faulty. */
    static <S> Verdict untilFault(Model<S> model) {
        return new Search<>(model).run(true);
    }

    private Verdict run(boolean untilFault) {
        visit(model.initial(), Optional.empty());
        while (!queue.isEmpty() && !(untilFault && !faults.isEmpty())) {
            S state = queue.remove();
            List<Step<S>> steps = model.steps(state);
            model.faults(state, steps).forEach(fault -> faults.putIfAbsent(fault, state));
            Optional<S> parent = Optional.of(state);
            steps.forEach(step -> visit(step.next(), parent));
        }
        Map<Fault, List<String>> traces = new EnumMap<>(Fault.class);
        faults.forEach((fault, state) -> traces.put(fault, trace(state)));
        return new Verdict(parents.size(), traces);
    }

    private void visit(S state, Optional<S> parent) {
        if (parents.putIfAbsent(state, parent) == null) {
            queue.add(state);
        }
    }

    private List<String> trace(S end) {
        var trace = new LinkedList<String>();
        S state = end;
        for (Optional<S> parent = parents.get(state); parent.isPresent(); parent = parents.get(state)) {
            trace.addFirst(actionBetween(parent.get(), state));
            state = parent.get();
        }
        return trace;
    }

    private String actionBetween(S parent, S state) {
        return model.steps(parent).stream()
                .filter(step -> step.next().equals(state))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    /**
     * What a search found.
     *
     * @param states how many states it visited
     * @param traces the shortest way to each kind of fault
     */
    record Verdict(int states, Map<Fault, List<String>> traces) {
        Set<Fault> faults() {
            return traces.keySet();
        }
    }
}
