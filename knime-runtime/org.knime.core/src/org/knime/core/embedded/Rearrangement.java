package org.knime.core.embedded;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;

/**
 * Carries out what a column rearranger says. The embedded runtime's own, never exported: KNIME has its table back ends
 * between {@code ExecutionContext} and {@code ColumnRearranger}.
 */
public interface Rearrangement {

    /** Computes the new columns of a table and returns it with all its columns rearranged. */
    BufferedDataTable apply(BufferedDataTable table, ExecutionContext context, ExecutionMonitor progress)
            throws CanceledExecutionException;
}
