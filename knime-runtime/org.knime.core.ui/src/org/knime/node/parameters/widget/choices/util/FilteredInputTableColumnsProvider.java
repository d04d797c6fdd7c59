package org.knime.node.parameters.widget.choices.util;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;

/** Lists those columns of an input table that fit. */
public interface FilteredInputTableColumnsProvider extends InputTableIndexHolder, ColumnChoicesProvider {
    @Override
    default List<DataColumnSpec> columnChoices(NodeParametersInput context) {
        return context.getInTableSpec(getInputTableIndex()).stream()
                .flatMap(spec -> spec.stream())
                .filter(this::isIncluded)
                .toList();
    }

    boolean isIncluded(DataColumnSpec col);
}
