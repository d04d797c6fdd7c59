package org.knime.core.data;

/** Makes cells of one type. */
public interface DataCellFactory {

    /** Returns the type of the cells. */
    DataType getDataType();

    /** Makes cells of strings. */
    interface FromString extends DataCellFactory {

        /** Returns the cell that a string states, which may be refused by an {@link IllegalArgumentException}. */
        DataCell createCell(String input);
    }

    /** Makes cells of strings of a line. */
    interface FromSimpleString extends FromString {}
}
