/** What the tests of every backend share: fixtures, signals between processes, and a check that nothing is left behind. */
@NullMarked
package dev.taskpool.testkit;

import org.jspecify.annotations.NullMarked;
