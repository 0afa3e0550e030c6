/** Programs that show what a pool is for, each with a {@code main} and readable in a few minutes. */
@NullMarked
package dev.taskpool.examples;

import org.jspecify.annotations.NullMarked;
