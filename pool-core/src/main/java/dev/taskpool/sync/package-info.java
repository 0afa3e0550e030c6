/**
 * Objects that several processes on one machine share: queues, locks, semaphores, events, barriers, collections and
 * numbers. A {@link dev.taskpool.sync.Manager} makes them, in the process that started it.
 *
 * <p>What it gives are handles: small, serializable values. They may be captured by a task, be an item or a result, stand
 * in a field of a record, or be put on a queue; wherever they arrive they are the same object. Two handles of one object
 * are equal. Handles are thread-safe.
 *
 * <p>The end of a process, however it comes, gives back what it held: locks, permits, places at a barrier and places in
 * the row of those who wait. What is said here of a <em>holder that dies</em> needs no help by that process, and takes
 * milliseconds.
 *
 * <p>Every call on a handle whose manager has ended throws {@link dev.taskpool.PoolException} that says so, at once; calls
 * that wait then are ended in the same way. What was written before a call through one handle is seen after a call
 * through another one that observes it (happens-before), across processes as well.
 */
@NullMarked
package dev.taskpool.sync;

import org.jspecify.annotations.NullMarked;
