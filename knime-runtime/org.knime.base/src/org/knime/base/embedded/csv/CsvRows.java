package org.knime.base.embedded.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;

/**
 * The rows of a CSV text. Values are trimmed; an empty one is missing. In quotes, a value may hold delimiters, line
 * breaks, and quotes that are written twice. Empty lines and lines of comment are no rows.
 */
final class CsvRows implements AutoCloseable {
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Reader text;
    private final CsvFormat format;
    private int line = 1;
    private int rowLine;
    private int next;

    CsvRows(Reader text, CsvFormat format) throws IOException {
        this.text = new BufferedReader(text);
        this.format = format;
        next = this.text.read();
        if (next == BYTE_ORDER_MARK) {
            next = this.text.read();
        }
    }

    /** Returns the number of the line in which the latest row began, counted from 1. */
    int line() {
        return rowLine;
    }

    /**
     * Returns the next row's values; a missing one is {@code null}.
     *
     * @return {@code null} after the last row
     * @throws IOException also if a quote is not closed; the message names the line
     */
    String[] next() throws IOException {
        while (next != END) {
            if (format.isComment(next)) {
                skipLine();
            } else if (!skipLineBreak()) {
                return row();
            }
        }
        return null;
    }

    private String[] row() throws IOException {
        rowLine = line;
        var values = new ArrayList<String>();
        values.add(value());
        while (next == format.delimiter()) {
            advance();
            values.add(value());
        }
        skipLineBreak();
        return values.toArray(String[]::new);
    }

    private String value() throws IOException {
        skipBlanks();
        var value = new StringBuilder();
        if (format.isQuote(next)) {
            quoted(value);
        } else {
            while (!endsValue()) {
                value.append((char) next);
                advance();
            }
        }
        var trimmed = value.toString().trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    private void quoted(StringBuilder value) throws IOException {
        int begin = line;
        advance();
        while (true) {
            if (format.isQuote(next)) {
                advance();
                if (!format.isQuote(next)) {
                    break; // otherwise two quotes stand for one
                }
            }
            if (next == END) {
                throw new IOException("line " + begin + ": the quote that begins here has no end.");
            }
            line += next == '\n' ? 1 : 0;
            value.append((char) next);
            advance();
        }
        skipBlanks();
        if (!endsValue()) {
            throw new IOException("line " + line + ": after a quoted value comes '" + (char) next
                    + "'. Expected the delimiter or the end of the line.");
        }
    }

    private void skipBlanks() throws IOException {
        while (next <= ' ' && !endsValue()) {
            advance();
        }
    }

    private boolean endsValue() {
        return next == END || next == '\n' || next == '\r' || next == format.delimiter();
    }

    private void skipLine() throws IOException {
        while (next != END && next != '\n' && next != '\r') {
            advance();
        }
        skipLineBreak();
    }

    private boolean skipLineBreak() throws IOException {
        if (next != '\n' && next != '\r') {
            return false;
        }
        boolean mayBeTwo = next == '\r';
        advance();
        if (mayBeTwo && next == '\n') {
            advance();
        }
        line++;
        return true;
    }

    private void advance() throws IOException {
        next = text.read();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
