package org.seqnet.knime.sequence;

import java.util.Comparator;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValueComparator;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.StepCollector;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/**
 * The order of the rows of a group.
 *
 * @param <P> the position of a row, which is compared
 */
interface StepOrder<P> {
    /** Returns the order column, if there is one. */
    OptionalInt column();

    /**
     * Returns the position of a row in which no cell is missing.
     *
     * @throws KNIMEException if the row has none; the message names it
     */
    P position(DataRow row, long index) throws KNIMEException;

    /** Returns how positions are compared. */
    Comparator<? super P> comparator();

    /** Starts to collect the steps of a group. */
    default Steps<P> steps(int features) {
        return new Steps<>(this, new StepCollector<>(features, comparator()));
    }

    /** The steps of a group so far. */
    record Steps<P>(StepOrder<P> order, StepCollector<P> collector) {
        void add(DataRow row, long index, double[] values) throws KNIMEException {
            collector.add(order.position(row, index), values);
        }

        boolean isEmpty() {
            return collector.steps() == 0;
        }

        /** Returns the steps in their order, each by how many were added before it. */
        int[] places() {
            return collector.order();
        }

        Tensor build() {
            return collector.build();
        }
    }

    /**
     * Finds the order column, if rows are to be sorted.
     *
     * @param group the index of the group column
     * @throws InvalidSettingsException if it is not there, or its values have no order
     */
    static StepOrder<?> of(DataTableSpec table, int group, SequenceReshaperParameters parameters)
            throws InvalidSettingsException {
        if (!parameters.sortSteps) {
            return new AsInTable();
        }
        int column = Columns.find(
                table,
                "input table",
                "Order column",
                parameters.orderColumn,
                "numbers, dates or times",
                OrderColumns::haveOrder);
        var spec = table.getColumnSpec(column);
        if (column == group) {
            throw Failures.invalid(
                    "Order column: column '%s' is also the group column, so all rows of a group have the same value."
                            .formatted(spec.getName()),
                    "Select another order column, or do not sort time steps.");
        }
        return OrderColumns.areTexts(spec.getType())
                ? new TextOrder(column, spec.getName(), "Or select another order column, or do not sort time steps.")
                : new CellOrder(column, spec.getType().getComparator());
    }

    /** Rows keep their order in the table. */
    record AsInTable() implements StepOrder<Boolean> {
        @Override
        public OptionalInt column() {
            return OptionalInt.empty();
        }

        @Override
        public Boolean position(DataRow row, long index) {
            return true;
        }

        @Override
        public Comparator<Boolean> comparator() {
            return (one, other) -> 0;
        }
    }

    /** Cells are compared as KNIME's Sorter does. */
    record CellOrder(int index, DataValueComparator comparator) implements StepOrder<DataCell> {
        @Override
        public OptionalInt column() {
            return OptionalInt.of(index);
        }

        @Override
        public DataCell position(DataRow row, long rowIndex) {
            return row.getCell(index);
        }
    }
}
