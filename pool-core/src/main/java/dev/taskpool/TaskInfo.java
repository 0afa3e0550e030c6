package dev.taskpool;

/**
 * Which task an event is about.
 *
 * @param taskId the call, numbered from 1 within its pool
 * @param name the name given with {@link TaskOptions#name}, or an empty string
 * @param itemIndex the item's index in its call, -1 for a single call
 * @param workerId the worker that runs or ran it, 0 if none did
 * @param pid that worker's process id, 0 if none did
 * @param attempt which run of the item this is, from 1
 */
public record TaskInfo(long taskId, String name, int itemIndex, int workerId, long pid, int attempt) {}
