package org.seqnet.knime.symbol;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.tensor.TensorValue;

/** Offers the columns of the first table that networks read: tensors, texts, and lists of symbols. */
public class SequenceColumns extends CompatibleColumnsProvider {
    /** Creates the choices of the first table. */
    public SequenceColumns() {
        super(List.of(TensorValue.class, StringValue.class, CollectionDataValue.class));
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return SymbolColumn.SEQUENCES.test(column);
    }
}
