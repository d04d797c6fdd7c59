package org.seqnet.knime.execution;

import java.util.Locale;
import org.knime.core.node.ExecutionMonitor;

/** Tells how far a node has come with the rows of a table. */
public final class RowProgress {
    private RowProgress() {}

    /** Reports that so many rows are done; the text is made only if somebody looks. */
    public static void report(ExecutionMonitor monitor, long done, long rows) {
        monitor.setProgress((double) done / rows, () -> String.format(Locale.ROOT, "row %,d of %,d", done, rows));
    }
}
