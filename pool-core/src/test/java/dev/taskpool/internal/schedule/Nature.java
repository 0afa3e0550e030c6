package dev.taskpool.internal.schedule;

/** What an item of a random history does whenever it is run: some always fail, some fail at first. */
final class Nature {
    private Nature() {}

    private static int of(long callId, int index) {
        return Math.floorMod((int) (callId * 7919 + index * 104_729L), 24);
    }

    static boolean succeeds(long callId, int index, int attempt) {
        int nature = of(callId, index);
        return nature > 3 || (nature > 0 && attempt > nature);
    }

    static boolean succeeds(Decision.Assign unit, int offset) {
        return succeeds(unit.callId(), unit.first() + offset, unit.attempt());
    }

    static boolean retryable(long callId, int index) {
        return of(callId, index) > 0;
    }
}
