package org.knime.core.data.image.png;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;

/** Makes cells that hold images. */
public class PNGImageCellFactory implements DataCellFactory {

    /** The type of the cells. */
    public static final DataType TYPE = PNGImageContent.TYPE;

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    /** Makes a cell. */
    public static DataCell create(final byte[] contents) {
        return new PNGImageContent(contents).toImageCell();
    }
}
