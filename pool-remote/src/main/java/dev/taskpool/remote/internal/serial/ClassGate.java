package dev.taskpool.remote.internal.serial;

import dev.taskpool.AsyncResult;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;

/** Lets classes in and out: by the policy, and never a pool or a part of one. */
record ClassGate(ClassPolicy policy, ClassLoader loader) {

    /** Loads a class without initialising it; a name the policy denies is not loaded. */
    Class<?> load(String className) {
        requireAllowed(className);
        try {
            Class<?> type = Class.forName(className, false, loader);
            requireTravels(type);
            return type;
        } catch (ClassNotFoundException e) {
            throw new RefusedException(className, "class not found: " + className, e);
        } catch (LinkageError e) {
            throw new RefusedException(className, "class cannot be loaded: " + className + ": " + e, e);
        }
    }

    void check(Class<?> type) {
        requireAllowed(type.getName());
        requireTravels(type);
    }

    void requireAllowed(String className) {
        if (!policy.allows(className)) {
            throw new RefusedException(className, className + " may not travel: the class policy denies it");
        }
    }

    private static void requireTravels(Class<?> type) {
        if (TaskPool.class.isAssignableFrom(type) || type.getName().startsWith("org.apache.pekko.")) {
            throw new RefusedException(type.getName(), type.getName() + ": a pool cannot travel into a task");
        }
        if (AsyncResult.class.isAssignableFrom(type) || ResultIterator.class.isAssignableFrom(type)) {
            throw new RefusedException(
                    type.getName(), type.getName() + ": a result handle cannot travel into a task, only its value can");
        }
    }
}
