package org.seqnet.knime.idx;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.tensor.Tensor;

/** The content of IDX files, for tests. */
public final class IdxFile {
    private IdxFile() {}

    /** Returns a header and the items that it announces. */
    public static byte[] of(IdxHeader header, List<Tensor> items) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(0);
            out.writeByte(header.elementType().code());
            out.writeByte(header.rank());
            for (int size : header.sizes()) {
                out.writeInt(size);
            }
            for (var item : items) {
                item.elements().write(out);
            }
        }
        return bytes.toByteArray();
    }

    /** Returns the same, packed by gzip. */
    public static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
