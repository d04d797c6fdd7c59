package org.knime.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.text.ParseException;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionContext;

/** Makes cells of one type. */
public interface DataCellFactory {

    /** Returns the type of the cells. */
    DataType getDataType();

    /** Is called before the first cell is made. */
    @Deprecated
    default void init(final ExecutionContext execContext) {}

    /** Is called before the first cell is made. */
    default void initFactory(final FileStoreFactory fileStoreFactory) {}

    /** Makes cells of texts. */
    public interface FromString extends DataCellFactory {

        /** Parses a text. */
        DataCell createCell(final String input);
    }

    /** Makes cells of short texts, such as numbers. */
    public interface FromSimpleString extends FromString {}

    /** Makes cells of texts that may be long or have several lines. */
    public interface FromComplexString extends FromString {}

    /** Makes cells of bytes. */
    public interface FromInputStream extends DataCellFactory {

        /** Reads a cell; the caller closes the stream. */
        DataCell createCell(final InputStream input) throws IOException;
    }

    /** Makes cells of characters. */
    public interface FromReader extends DataCellFactory {

        /** Reads a cell; the caller closes the reader. */
        DataCell createCell(final Reader input) throws IOException, ParseException;
    }
}
