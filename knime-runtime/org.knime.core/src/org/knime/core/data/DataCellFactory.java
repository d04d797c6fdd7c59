package org.knime.core.data;

/** Makes cells of one type. */
public interface DataCellFactory {

    /** Returns the type of the cells. */
    DataType getDataType();

    /** Makes cells of texts. */
    public interface FromString extends DataCellFactory {}

    /** Makes cells of short texts, such as numbers. */
    public interface FromSimpleString extends FromString {}

    /** Makes cells of texts that may be long or have several lines. */
    public interface FromComplexString extends FromString {}

    /** Makes cells of bytes. */
    public interface FromInputStream extends DataCellFactory {}

    /** Makes cells of characters. */
    public interface FromReader extends DataCellFactory {}
}
