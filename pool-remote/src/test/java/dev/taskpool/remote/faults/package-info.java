/** What becomes of a pool and its callers when a worker is harmed, for every harm and every moment. */
package dev.taskpool.remote.faults;
