package org.seqnet.knime.sequence;

import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;

/** Offers the columns of the first table that hold lists or vectors of numbers. */
final class ListColumns extends CompatibleColumnsProvider {
    ListColumns() {
        super(List.of(ListDataValue.class, DoubleVectorValue.class));
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return holdsNumbers(column);
    }

    /** Returns whether a column holds lists or vectors, and all that is in them are numbers. */
    static boolean holdsNumbers(DataColumnSpec column) {
        return Columns.accepts(DoubleVectorValue.class).test(column)
                || Columns.accepts(ListDataValue.class).test(column)
                        && Optional.ofNullable(column.getType().getCollectionElementType())
                                .map(element -> element.isCompatible(DoubleValue.class))
                                .orElse(true); // a column of nothing but missing cells
    }
}
