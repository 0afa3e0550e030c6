/** What single parts take: serialization, the schedule, messages. Knows the insides of the modules, as nothing else here. */
@NullMarked
package dev.taskpool.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
