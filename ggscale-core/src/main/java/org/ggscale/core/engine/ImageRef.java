package org.ggscale.core.engine;

import java.util.List;
import java.util.regex.Pattern;

/** How an engine is started: the {@code image_ref} of an engine version. */
public sealed interface ImageRef {
    /** Returns the text form that {@link #parse} reads. */
    String text();

    /**
     * An image of a container registry, such as {@code registry.example/engine:1.4.2@sha256:...}.
     *
     * @param text the reference as given
     */
    record Container(String text) implements ImageRef {
        private static final Pattern FORM =
                Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
                        + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
                        + "(?:@sha256:[0-9a-f]{64})?");

        /** Refuses texts that are no image reference. */
        public Container {
            if (text.length() > 512 || !FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("image_ref is name:tag[@sha256:...] of a container image, "
                        + "process:[\"command\", ...] or in-process:NAME");
            }
        }
    }

    /**
     * A command of the host's machine: {@code process:["/opt/engine/bin/engine", "--fast"]}; no shell is involved.
     *
     * @param command the program and its arguments; the program is not empty
     */
    record Command(List<String> command) implements ImageRef {
        /** Copies the command and refuses an empty program and NUL characters. */
        public Command {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isEmpty()) {
                throw new IllegalArgumentException("image_ref process: needs a command whose first text is not empty");
            }
            if (command.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
                throw new IllegalArgumentException("image_ref process: has a NUL character");
            }
        }

        @Override
        public String text() {
            return "process:" + StringArray.write(command);
        }
    }

    /**
     * A Java object that the embedder registered: {@code in-process:NAME}.
     *
     * @param name {@code [A-Za-z0-9][A-Za-z0-9._-]*}
     */
    record InProcess(String name) implements ImageRef {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

        /** Refuses other names. */
        public InProcess {
            if (name.length() > 128 || !FORM.matcher(name).matches()) {
                throw new IllegalArgumentException("image_ref in-process: needs a name of A-Za-z0-9._-");
            }
        }

        @Override
        public String text() {
            return "in-process:" + name;
        }
    }

    /**
     * Reads any of the three forms.
     *
     * @throws IllegalArgumentException when the text is none of them
     */
    static ImageRef parse(String text) {
        if (text.startsWith("process:")) {
            return new Command(StringArray.read(text.substring("process:".length())));
        }
        if (text.startsWith("in-process:")) {
            return new InProcess(text.substring("in-process:".length()));
        }
        return new Container(text);
    }
}
