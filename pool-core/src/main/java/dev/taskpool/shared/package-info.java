/**
 * Memory that several processes on one machine share without copies: bytes, and arrays of numbers.
 *
 * <p>What is here is a handle: small and serializable. It may be captured by a task, be an item or a result, or stand in a
 * field of either; wherever it arrives it gives the same memory.
 */
@NullMarked
package dev.taskpool.shared;

import org.jspecify.annotations.NullMarked;
