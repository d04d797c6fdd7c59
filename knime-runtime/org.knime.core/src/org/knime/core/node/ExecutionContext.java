package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.embedded.Rearrangement;
import org.knime.core.node.DefaultNodeProgressMonitor.SubNodeProgressMonitor;
import org.knime.core.node.util.CheckUtils;

/** Makes a node's output tables while it executes. */
public class ExecutionContext extends ExecutionMonitor {

    private final Node node;

    /** Makes a context for a node's execution. */
    @Deprecated
    public ExecutionContext(final NodeProgressMonitor progMon, final Node node) {
        super(progMon);
        this.node = Objects.requireNonNull(node);
    }

    /** Starts a table; the domains in the spec are kept and widened. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    /** Starts a table; {@code initDomain} says whether the spec's domains are kept and widened, or computed anew. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(
                spec,
                DataContainerSettings.builder()
                        .withInitializedDomain(initDomain)
                        .build());
    }

    /** Starts a table. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    /** Computes new columns and rearranges all. */
    public BufferedDataTable createColumnRearrangeTable(
            final BufferedDataTable in, final ColumnRearranger rearranger, final ExecutionMonitor subProgressMon)
            throws CanceledExecutionException {
        return ((Rearrangement) rearranger.createStreamableFunction()).apply(in, this, subProgressMon);
    }

    /** Returns the same table under another number. */
    public BufferedDataTable createWrappedTable(final BufferedDataTable in) {
        return new BufferedDataTable(in.getDataTableSpec(), in.rows());
    }

    /**
     * Returns the same rows under another spec.
     *
     * @throws IllegalArgumentException if it has another number of columns
     */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable in, final DataTableSpec newSpec) {
        int before = in.getDataTableSpec().getNumColumns();
        int after = newSpec.getNumColumns();
        CheckUtils.checkArgument(before == after, "A spec of %d columns does not fit a table of %d.", after, before);
        return new BufferedDataTable(newSpec, in.rows());
    }

    /**
     * Returns a table of the columns of two, whose rows have the same keys in the same order.
     *
     * @throws IllegalArgumentException if they do not, or a column name occurs twice
     */
    public BufferedDataTable createJoinedTable(
            final BufferedDataTable left, final BufferedDataTable right, final ExecutionMonitor exec)
            throws CanceledExecutionException {
        CheckUtils.checkArgument(
                left.size() == right.size(), "Tables of %d and %d rows cannot be joined.", left.size(), right.size());
        List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            exec.checkCanceled();
            DataRow first = left.rows().get(i);
            DataRow second = right.rows().get(i);
            CheckUtils.checkArgument(
                    first.getKey().equals(second.getKey()),
                    "Row keys differ in row %d: \"%s\" vs. \"%s\".",
                    i,
                    first.getKey(),
                    second.getKey());
            rows.add(new DefaultRow(
                    first.getKey(),
                    Stream.concat(first.stream(), second.stream()).toArray(DataCell[]::new)));
        }
        return new BufferedDataTable(
                new DataTableSpec(left.getDataTableSpec(), right.getDataTableSpec()), List.copyOf(rows));
    }

    /** Returns a context whose whole progress is the given share of this one's. */
    public ExecutionContext createSubExecutionContext(final double maxProg) {
        return new ExecutionContext(new SubNodeProgressMonitor(getProgressMonitor(), maxProg, false), node);
    }
}
