package org.seqnet.knime.sequence;

import java.util.List;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.StringCell;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Offers the columns of the first table that can define the order of rows: numbers, dates, times and their texts. */
final class OrderColumns extends CompatibleColumnsProvider {
    OrderColumns() {
        super(List.of(DataValue.class));
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return haveOrder(column);
    }

    /** Returns whether the values have an order, or are texts that may state one. */
    static boolean haveOrder(DataColumnSpec column) {
        var type = column.getType();
        return type.isMissingValueType() || areNumbers(type) || areTimes(type) || areTexts(type);
    }

    /** Returns whether the values are texts and nothing else; KNIME's dates are texts too, but not in order of time. */
    static boolean areTexts(DataType type) {
        return type.isCompatible(StringValue.class) && !type.isCompatible(BoundedValue.class);
    }

    private static boolean areNumbers(DataType type) {
        return (type.isCompatible(DoubleValue.class) || type.isCompatible(LongValue.class))
                && !type.isCompatible(BooleanValue.class);
    }

    /**
     * KNIME's dates and times are of several types in a bundle that need not be there. What they have in common: they
     * are bounded, and have an order of their own instead of their texts'. Its date-based durations have none: a month
     * has no length.
     */
    static boolean areTimes(DataType type) {
        return type.isCompatible(BoundedValue.class)
                && !type.isCompatible(DoubleValue.class)
                && !type.isCompatible(BooleanValue.class)
                && type.getCellClass() != null
                && !type.getComparator().equals(StringCell.TYPE.getComparator());
    }
}
