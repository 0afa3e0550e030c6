/** Runs each program of the gallery in this JVM, and looks at what it prints. */
@NullMarked
package dev.taskpool.examples.gallery;

import org.jspecify.annotations.NullMarked;
