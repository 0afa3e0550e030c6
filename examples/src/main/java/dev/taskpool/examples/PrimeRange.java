package dev.taskpool.examples;

/**
 * Some numbers in a row, whose primes can be counted. Items need not be {@code Serializable}.
 *
 * @param from the first number
 * @param length how many numbers
 */
record PrimeRange(long from, int length) {
    /** Counts by trial division: slow on purpose, the slower the larger the numbers. */
    int count() {
        int primes = 0;
        for (long n = from; n < from + length; n++) {
            if (isPrime(n)) {
                primes++;
            }
        }
        return primes;
    }

    private static boolean isPrime(long n) {
        if (n < 4) {
            return n > 1;
        }
        if (n % 2 == 0) {
            return false;
        }
        for (long d = 3; d * d <= n; d += 2) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }
}
