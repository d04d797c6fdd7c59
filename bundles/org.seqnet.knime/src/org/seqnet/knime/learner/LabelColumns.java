package org.seqnet.knime.learner;

import java.util.List;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.Columns;

/** Offers the columns of the first table that can hold labels: strings, whole numbers and booleans. */
public final class LabelColumns extends CompatibleColumnsProvider {
    /** Says whether a column can hold labels. */
    public static final Predicate<DataColumnSpec> FITTING = Columns.accepts(NominalValue.class, LongValue.class);

    /** Returns the name of the last column whose labels the spec names, or else that can hold labels. */
    public static String preferred(DataTableSpec spec) {
        return Columns.last(spec, FITTING.and(column -> column.getDomain().hasValues()))
                .or(() -> Columns.last(spec, FITTING))
                .orElse("");
    }

    /** Creates the choices of the first table. */
    public LabelColumns() {
        super(List.of(NominalValue.class, LongValue.class));
    }
}
