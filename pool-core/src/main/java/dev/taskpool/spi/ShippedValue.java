package dev.taskpool.spi;

/** What stands for a value in a payload that does not hold the value itself. */
public interface ShippedValue {
    /**
     * How large the value is where it lies.
     *
     * @return bytes
     */
    long bytes();

    /**
     * What must not be collected as long as the payload may be read.
     *
     * @return any object
     */
    Object keptAlive();
}
