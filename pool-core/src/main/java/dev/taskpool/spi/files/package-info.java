/** Files that processes share, and that do not outlive them: for backends, and for the memory that programs share. */
@NullMarked
package dev.taskpool.spi.files;

import org.jspecify.annotations.NullMarked;
