/**
 * What a backend brings, and what every backend speaks: commands to a worker, events from it, and the codec between.
 *
 * <p>For authors of backends; programs that use a pool need nothing of this. It knows neither processes nor files nor
 * the way messages travel.
 */
@NullMarked
package dev.taskpool.spi;

import org.jspecify.annotations.NullMarked;
