package org.seqnet.knime.label;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Offers the columns of the first table that hold sets or lists of labels. */
public final class CollectionColumns extends CompatibleColumnsProvider {
    /** Creates the choices of the first table. */
    public CollectionColumns() {
        super(List.of(CollectionDataValue.class));
    }

    @Override
    public boolean isIncluded(DataColumnSpec column) {
        return CollectionColumn.FITTING.test(column);
    }
}
