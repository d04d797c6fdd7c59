package org.seqnet.engine.idx;

import java.io.IOException;
import org.seqnet.engine.tensor.ElementType;

/**
 * Reads the classes from a labels file, one after another: N or N x 1 whole numbers, or QMNIST's table of N x 8 int, of
 * which the first column is the class (the others tell writer and place of a digit in NIST's collection).
 */
public final class IdxLabels implements AutoCloseable {

    private static final int QMNIST_COLUMNS = 8;

    private final IdxReader file;

    private IdxLabels(IdxReader file) {
        this.file = file;
    }

    /**
     * Takes over a reader that is at its start, unless this method throws.
     *
     * @throws IOException if the file holds no labels; the message says what it holds and what is expected
     */
    public static IdxLabels of(IdxReader file) throws IOException {
        check(file.name(), file.header());
        return new IdxLabels(file);
    }

    private static void check(String name, IdxHeader header) throws IOException {
        if (header.rank() > 2) {
            throw new IOException(name + ": this file contains " + header
                    + "; labels have one dimension. Check whether the images file and the labels file are swapped.");
        }
        if (header.elementType() == ElementType.FLOAT || header.elementType() == ElementType.DOUBLE) {
            throw new IOException(name + ": labels of type " + header.elementType()
                    + " are not supported; select a file with integer labels.");
        }
        var columns = header.itemShape().elements();
        if (columns > 1 && !(columns == QMNIST_COLUMNS && header.elementType() == ElementType.INT)) {
            throw new IOException(name + ": this file contains " + header + ", " + columns
                    + " columns. Labels must be integers of shape N or N x 1; several columns are supported "
                    + "only for QMNIST's N x 8 int, where the first is the class. Save the "
                    + "class column to its own file, and select that file.");
        }
    }

    /** Returns the name that messages use. */
    public String name() {
        return file.name();
    }

    /** Returns the number of labels. */
    public int count() {
        return file.header().count();
    }

    public boolean hasNext() {
        return file.hasNext();
    }

    /** Returns the next label; throws as {@link IdxReader#next}. */
    public int next() throws IOException {
        return (int) file.next().elements().raw(0);
    }

    /** Passes over the next labels, or all that are left if fewer; throws as {@link IdxReader#skip}. */
    public int skip(int items) throws IOException {
        return file.skip(items);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
