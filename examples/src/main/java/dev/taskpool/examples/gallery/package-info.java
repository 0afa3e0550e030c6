/**
 * The small programs that every user of Python's {@code multiprocessing} and {@code threading} has met, one by one. The
 * table in {@code docs/from-python.md} has their numbers, and says what each uses in place of what.
 */
@NullMarked
package dev.taskpool.examples.gallery;

import org.jspecify.annotations.NullMarked;
