package org.seqnet.knime.predictor;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;

/** A table with lists of predictions as long rows: one for each element of the lists. */
interface LongRows {
    /** Returns the spec of the rows. */
    DataTableSpec spec();

    /** Returns the rows of a table whose last columns are the lists. */
    BufferedDataTable of(BufferedDataTable lists, ExecutionContext exec, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException;
}
