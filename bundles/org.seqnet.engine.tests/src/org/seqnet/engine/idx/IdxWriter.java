package org.seqnet.engine.idx;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.seqnet.engine.tensor.Tensor;

/** Writes an IDX file item by item, as many as its header announces. The same items give the same bytes. */
public final class IdxWriter implements AutoCloseable {

    private final IdxHeader header;
    private final DataOutputStream out;
    private int written;

    private IdxWriter(IdxHeader header, OutputStream out) throws IOException {
        this.header = header;
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.out.writeShort(0);
        this.out.writeByte(header.elementType().code());
        this.out.writeByte(header.rank());
        for (var size : header.sizes()) {
            this.out.writeInt(size);
        }
    }

    /** Writes the header. The stream is closed with this writer. */
    public static IdxWriter plain(OutputStream out, IdxHeader header) throws IOException {
        return new IdxWriter(header, out);
    }

    /** Writes the header, all packed by gzip. The stream is closed with this writer. */
    public static IdxWriter gzip(OutputStream out, IdxHeader header) throws IOException {
        return new IdxWriter(header, new GZIPOutputStream(out));
    }

    /**
     * Writes one item.
     *
     * @throws IllegalArgumentException if its type or shape is not the header's, or it is scaled: IDX has no place for
     *     a scale
     * @throws IllegalStateException if all announced items have been written
     */
    public void write(Tensor item) throws IOException {
        if (written == header.count()) {
            throw new IllegalStateException("The header specifies " + header.count() + " items, not more.");
        }
        if (item.elementType() != header.elementType() || !item.shape().equals(header.itemShape())) {
            throw new IllegalArgumentException(
                    "An item of " + item + " cannot be written to a file of " + header + ".");
        }
        if (!item.scale().isIdentity()) {
            throw new IllegalArgumentException(
                    "A scaled tensor cannot be written; IDX files contain unscaled elements.");
        }
        item.elements().write(out);
        written++;
    }

    /** @throws IOException if items are missing; the stream is closed all the same */
    @Override
    public void close() throws IOException {
        try (out) {
            if (written != header.count()) {
                throw new IOException(written + " of " + header.count() + " items were written.");
            }
        }
    }
}
