package dev.taskpool.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a test to the cases of the conformance list that it covers; see {@code conformance-cases.txt}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Case {
    /**
     * The cases.
     *
     * @return ids as in {@code POOL-03}
     */
    String[] value();
}
