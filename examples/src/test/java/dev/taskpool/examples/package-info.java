/** Runs each example as its users do, in a JVM of its own. */
@NullMarked
package dev.taskpool.examples;

import org.jspecify.annotations.NullMarked;
