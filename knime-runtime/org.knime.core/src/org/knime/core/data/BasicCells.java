package org.knime.core.data;

import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DenseDoubleVectorCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

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
        registry.register(new DenseDoubleVectorCell.DenseDoubleVectorSerializer(), new DoubleVectorCellFactory());
        registry.register(new PNGImageCell.PNGSerializer(), new PNGImageCellFactory());
    }
}
