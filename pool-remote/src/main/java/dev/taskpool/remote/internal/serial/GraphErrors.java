package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.KryoException;
import dev.taskpool.TaskSerializationException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of whatever was thrown while a graph was written or read the exception that callers see. */
final class GraphErrors {
    private static final String TRACE = "Serialization trace:\n";
    private static final Pattern TRACE_LINE = Pattern.compile("(.+) \\((.+)\\)");
    private static final int LONGEST_CHAIN = 1000;
    private static final int LONGEST_PATH = 20;
    private static final int LONGEST_CAUSE_CHARS = 4_000;

    private GraphErrors() {}

    /** Whether a deeper stack may help. */
    static boolean isTooDeep(Throwable thrown) {
        return chain(thrown).stream().anyMatch(GraphErrors::saysTooDeep);
    }

    /** Describes what was thrown; errors of the virtual machine itself pass on, but for a lack of stack or heap. */
    static GraphException describe(@Nullable Class<?> root, Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Throwable last = chain.get(chain.size() - 1);
        List<String> lines = trace(chain);
        String path = shortened(path(root, lines));
        for (Throwable t : chain) {
            if (t instanceof RefusedException refused) {
                return new GraphException(refused.className(), path, refused.reason(), brief(causeOf(refused)));
            }
            if (t instanceof TaskSerializationException inner) {
                return ofShipped(inner, shortened(path(root, trace(chain.subList(0, chain.indexOf(t))))));
            }
        }
        if (isTooDeep(thrown)) {
            return new GraphException(
                    root == null ? "" : root.getName(),
                    path,
                    "graph: too deep (expected: <= " + StackRoom.DEEP.levels() + " levels)",
                    brief(last));
        }
        Throwable cause = chain.stream().filter(t -> !isWrapper(t)).findFirst().orElse(last);
        return new GraphException(className(root, lines), path, message(cause), brief(cause));
    }

    /** A value that the graph refers to could not be written itself. */
    private static GraphException ofShipped(TaskSerializationException inner, String path) {
        String whole = path.isEmpty() || inner.path().isEmpty() ? path + inner.path() : path + "->" + inner.path();
        return new GraphException(inner.className(), whole, String.valueOf(inner.getMessage()), inner);
    }

    /** Kryo's complaints have a line for each level of the graph, which may be megabytes. */
    private static Throwable brief(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (!(cause instanceof KryoException) || text.length() <= LONGEST_CAUSE_CHARS) {
            return cause;
        }
        var brief = new KryoException(text.substring(0, LONGEST_CAUSE_CHARS) + "...", cause.getCause());
        brief.setStackTrace(cause.getStackTrace());
        return brief;
    }

    /** Lets an error pass that no codec should hold. */
    static void rethrowIfFatal(Throwable thrown) {
        boolean isOrdinary = thrown instanceof StackOverflowError || thrown instanceof OutOfMemoryError;
        if (thrown instanceof VirtualMachineError error && !isOrdinary) {
            throw error;
        }
    }

    private static boolean saysTooDeep(Throwable t) {
        if (t instanceof StackOverflowError || t instanceof TooDeepException) {
            return true;
        }
        return t.getClass() == KryoException.class
                && String.valueOf(t.getMessage()).startsWith("Max depth exceeded");
    }

    private static Throwable causeOf(RefusedException refused) {
        Throwable cause = refused.getCause();
        return cause == null ? refused : cause;
    }

    /** Kryo's and reflection's envelopes say nothing themselves. */
    private static boolean isWrapper(Throwable t) {
        boolean isEnvelope = t.getClass() == KryoException.class || t instanceof InvocationTargetException;
        return isEnvelope && t.getCause() != null;
    }

    private static String message(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        int trace = text.indexOf(TRACE);
        String reason = trace < 0 ? text : text.substring(0, trace).strip();
        return cause instanceof KryoException ? reason : cause.getClass().getName() + ": " + reason;
    }

    private static String className(@Nullable Class<?> root, List<String> lines) {
        if (lines.isEmpty()) {
            return root == null ? "" : root.getName();
        }
        return part(lines.get(0), 2);
    }

    private static String path(@Nullable Class<?> root, List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (String line : lines) {
            names.add(part(line, 1));
        }
        String owner = root == null ? part(lines.get(lines.size() - 1), 2) : root.getName();
        names.add(owner.substring(owner.lastIndexOf('.') + 1)
                .replaceFirst("\\$\\$Lambda.*", "")
                .replaceFirst("^.*\\$(?=\\D)", ""));
        Collections.reverse(names);
        return String.join(".", names);
    }

    /** Both ends of a path that is long. */
    private static String shortened(String path) {
        List<String> names = List.of(path.split("\\."));
        int size = names.size();
        return size <= LONGEST_PATH
                ? path
                : String.join(".", names.subList(0, LONGEST_PATH / 2)) + "..."
                        + String.join(".", names.subList(size - LONGEST_PATH / 2, size));
    }

    private static String part(String line, int group) {
        var match = TRACE_LINE.matcher(line);
        return match.matches() ? match.group(group) : line;
    }

    /** The fields on the way, innermost first. */
    private static List<String> trace(List<Throwable> chain) {
        for (Throwable t : chain) {
            String text = t instanceof KryoException ? String.valueOf(t.getMessage()) : "";
            int start = text.lastIndexOf(TRACE);
            if (start >= 0) {
                return text.substring(start + TRACE.length()).lines().toList();
            }
        }
        return List.of();
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null && chain.size() < LONGEST_CHAIN; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}
