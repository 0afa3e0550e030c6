/** What becomes of figures: a file, tables, plots, and a document that shows them. */
@NullMarked
package dev.taskpool.benchmarks.report;

import org.jspecify.annotations.NullMarked;
