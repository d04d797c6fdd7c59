package org.knime.core.data;

import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

/** KNIME's own cells, known without the platform's extension registry. */
final class BasicCells {

    private BasicCells() {}

    static void registerWith(DataTypeRegistry registry) {
        registry.register(new IntCell.IntCellSerializer(), new IntCell.IntCellFactory());
        registry.register(new DoubleCell.DoubleSerializer(), new DoubleCell.DoubleCellFactory());
        registry.register(new LongCell.LongSerializer(), new LongCell.LongCellFactory());
        registry.register(new StringCell.StringSerializer(), new StringCell.StringCellFactory());
        registry.register(new BooleanCell.BooleanSerializer(), new BooleanCell.BooleanCellFactory());
        registry.register(new MissingCell.MissingSerializer(), null);
        registry.register(new ListCell.ListCellSerializer(), null);
    }
}
