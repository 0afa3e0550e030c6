/** Workers that are threads of this JVM. */
@NullMarked
package dev.taskpool.internal.local;

import org.jspecify.annotations.NullMarked;
