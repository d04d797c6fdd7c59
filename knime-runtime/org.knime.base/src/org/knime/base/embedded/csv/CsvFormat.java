package org.knime.base.embedded.csv;

/**
 * The characters that mean something in a CSV text; 0 is none.
 *
 * @param delimiter stands between the values of a row
 * @param quote stands around values that hold other such characters
 * @param comment begins a line that is no row
 */
record CsvFormat(char delimiter, char quote, char comment) {
    boolean isQuote(int character) {
        return quote != 0 && character == quote;
    }

    boolean isComment(int character) {
        return comment != 0 && character == comment;
    }
}
