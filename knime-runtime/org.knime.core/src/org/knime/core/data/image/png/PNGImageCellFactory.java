package org.knime.core.data.image.png;

import java.io.IOException;
import java.io.InputStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromInputStream;
import org.knime.core.data.DataType;

/** Makes cells that hold images. */
public class PNGImageCellFactory implements FromInputStream {

    /** The type of the cells. */
    public static final DataType TYPE = PNGImageContent.TYPE;

    @Override
    public DataType getDataType() {
        return TYPE;
    }

    @Override
    public DataCell createCell(final InputStream input) throws IOException {
        return create(input);
    }

    /** Makes a cell. */
    public static DataCell create(final InputStream is) throws IOException {
        return new PNGImageContent(is).toImageCell();
    }

    /** Makes a cell. */
    public static DataCell create(final byte[] contents) {
        return new PNGImageContent(contents).toImageCell();
    }
}
