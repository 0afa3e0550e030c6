package dev.taskpool.remote.internal.serial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides by name which classes may travel; immutable.
 *
 * <p>A pattern is a binary name ({@code com.acme.Order$Line}), a package ({@code com.acme.*}), a package and all below it
 * ({@code com.acme.**}) or everything ({@code **}). What is denied stays denied whatever allows it; classes known as
 * steps of deserialization attacks are always denied. The JDK's plain values pass even if nothing allows them.
 */
public final class ClassPolicy {
    private static final Pattern GRAMMAR =
            Pattern.compile("\\*\\*|[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*"
                    + "(\\.[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*)*(\\.\\*{1,2})?");
    private static final Patterns BASICS = new Patterns(BasicClasses.PATTERNS);
    private static final Patterns GADGETS = new Patterns(GadgetClasses.PATTERNS);

    private final Patterns allow;
    private final Patterns deny;

    /**
     * Makes a policy of two lists of patterns.
     *
     * @throws IllegalArgumentException if a pattern is malformed; the message names it
     */
    public ClassPolicy(List<String> allow, List<String> deny) {
        this.allow = new Patterns(allow);
        this.deny = new Patterns(deny);
    }

    /** Whether the class of this binary name may travel; an array is judged by what it holds. */
    public boolean allows(String className) {
        String name = elementName(className);
        if (name.isEmpty()) {
            return true;
        }
        if (deny.match(name) || GADGETS.match(name)) {
            return false;
        }
        return allow.match(name) || BASICS.match(name);
    }

    /** Binary name of what an array holds in the end; empty for a primitive. */
    private static String elementName(String className) {
        if (!className.startsWith("[")) {
            return className;
        }
        int dimensions = className.lastIndexOf('[') + 1;
        boolean holdsObjects = className.startsWith("L", dimensions) && className.endsWith(";");
        return holdsObjects ? className.substring(dimensions + 1, className.length() - 1) : "";
    }

    /** A list of patterns, taken apart for quick answers. */
    private static final class Patterns {
        private final Set<String> names = new HashSet<>();
        private final Set<String> packages = new HashSet<>();
        private final List<String> trees = new ArrayList<>();

        Patterns(List<String> patterns) {
            patterns.forEach(this::add);
        }

        boolean match(String name) {
            if (names.contains(name)) {
                return true;
            }
            int end = name.lastIndexOf('.');
            return packages.contains(end < 0 ? "" : name.substring(0, end)) || isInTree(name);
        }

        private boolean isInTree(String name) {
            for (String tree : trees) { // for each class that travels: a stream would take longer than all the rest
                if (name.startsWith(tree)) {
                    return true;
                }
            }
            return false;
        }

        private void add(String pattern) {
            if (!GRAMMAR.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "class pattern: '" + pattern + "' (expected: a class name, com.acme.*, com.acme.** or **)");
            }
            if (pattern.endsWith("**")) {
                trees.add(pattern.substring(0, pattern.length() - 2));
            } else if (pattern.endsWith(".*")) {
                packages.add(pattern.substring(0, pattern.length() - 2));
            } else {
                names.add(pattern);
            }
        }
    }
}
