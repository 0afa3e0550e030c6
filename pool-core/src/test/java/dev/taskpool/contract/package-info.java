/** What every pool promises, whatever its workers are: interfaces of tests that each backend runs. */
@NullMarked
package dev.taskpool.contract;

import org.jspecify.annotations.NullMarked;
