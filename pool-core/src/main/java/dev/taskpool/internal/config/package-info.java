/** HOCON to immutable settings. */
@NullMarked
package dev.taskpool.internal.config;

import org.jspecify.annotations.NullMarked;
