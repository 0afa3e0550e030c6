/** What processes share, in one process, in several, and when one of them is killed. */
package dev.taskpool.remote.sharing;
