package org.seqnet.engine.series;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.file.FileSource;

/**
 * The text of a file in UTF-8, read byte by byte with the place for messages. What ends a line is a line feed, a
 * carriage return, or both. Holds no more of a line than one field of it, or a line of a header.
 */
final class TextSource implements AutoCloseable {

    static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_FIELD = 1000;
    private static final int LONGEST_LINE = 1 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileSource file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private int line = 1;
    private int column = 1;
    private int fieldLine = 1;
    private int fieldColumn = 1;
    private byte[] word = new byte[64];

    /** Takes over the file. */
    TextSource(FileSource file) throws IOException {
        this.file = file;
        fill();
        if (end >= BYTE_ORDER_MARK.length
                && Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            at = BYTE_ORDER_MARK.length;
        }
    }

    /** Returns the next byte without taking it: a line feed for any end of a line, {@link #END} at the end. */
    int peek() throws IOException {
        if (at == end) {
            fill();
        }
        if (end < 0) {
            return END;
        }
        var next = buffer[at] & 0xFF;
        return next == '\r' ? '\n' : next;
    }

    /** Takes the next byte, of which {@link #peek} has told that it is there. */
    void take() throws IOException {
        var taken = buffer[at++];
        if (taken == '\n' || taken == '\r') {
            if (taken == '\r' && peek() == '\n' && buffer[at] == '\n') {
                at++;
            }
            line++;
            column = 1;
        } else if ((taken & 0xC0) != 0x80) { // which goes on with a character of several bytes
            column++;
        }
    }

    private void fill() throws IOException {
        at = 0;
        do {
            end = end < 0 ? END : file.read(buffer, 0, buffer.length);
        } while (end == 0);
    }

    /** Returns whether the line, or the file, ends here. */
    boolean isLineEnd() throws IOException {
        var next = peek();
        return next == '\n' || next == END;
    }

    /** Takes spaces and tabs. */
    void takeSpaces() throws IOException {
        for (var next = peek(); next == ' ' || next == '\t'; next = peek()) {
            take();
        }
    }

    /** Takes the rest of the line with its end. */
    void takeLine() throws IOException {
        while (!isLineEnd()) {
            take();
        }
        if (peek() != END) {
            take();
        }
    }

    /**
     * Takes lines that hold nothing or a comment.
     *
     * @param comments the characters that begin comments
     * @return whether there is another line
     */
    boolean toNextLine(String comments) throws IOException {
        while (true) {
            takeSpaces();
            var next = peek();
            if (next == END) {
                return false;
            }
            if (next != '\n' && comments.indexOf(next) < 0) {
                return true;
            }
            takeLine();
        }
    }

    /**
     * Takes what stands before one of the given characters or the end of the line, which stay. Returns it without
     * spaces around; {@link #malformed(String)} then tells its place.
     */
    String field(String stops) throws IOException {
        takeSpaces();
        mark();
        return text(stops, LONGEST_FIELD, "a value").strip();
    }

    /** Takes what stands between two quotes, of which the first is next; a backslash stands before any character. */
    String quoted() throws IOException {
        mark();
        var quote = peek();
        take();
        var length = 0;
        for (var next = peek(); next != quote; next = peek()) {
            if (next == '\\') {
                take();
            }
            if (isLineEnd()) {
                throw malformed("a quote begins here that does not end on this line. Correct the file.");
            }
            length = append(length, LONGEST_FIELD, "a value");
        }
        take();
        return new String(word, 0, length, StandardCharsets.UTF_8);
    }

    /** Takes a whole line of a header and returns it, without spaces around. */
    String line() throws IOException {
        takeSpaces();
        mark();
        var text = text("", LONGEST_LINE, "a line of the header").strip();
        takeLine();
        return text;
    }

    /** Makes what comes next the place that {@link #malformed(String)} tells. */
    void mark() {
        fieldLine = line;
        fieldColumn = column;
    }

    /** Returns the number of the line, from 1. */
    int lineNumber() {
        return line;
    }

    private String text(String stops, int most, String what) throws IOException {
        var length = 0;
        while (!isLineEnd() && stops.indexOf(peek()) < 0) {
            length = append(length, most, what);
        }
        return new String(word, 0, length, StandardCharsets.UTF_8);
    }

    private int append(int length, int most, String what) throws IOException {
        if (length == most) {
            throw malformed(String.format(
                    Locale.ROOT,
                    "%s has more than %,d bytes. The file is damaged or not a file of time series.",
                    what,
                    most));
        }
        if (length == word.length) {
            word = Arrays.copyOf(word, 2 * length);
        }
        word[length] = (byte) peek();
        take();
        return length + 1;
    }

    /** Returns the failure of what stands at the field or line last read. */
    MalformedException malformed(String problem) {
        return new MalformedException(file.name() + ", line " + fieldLine + ", column " + fieldColumn + ": " + problem);
    }

    /** Returns the failure of a whole line. */
    MalformedException malformed(int wholeLine, String problem) {
        return new MalformedException(file.name() + ", line " + wholeLine + ": " + problem);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
