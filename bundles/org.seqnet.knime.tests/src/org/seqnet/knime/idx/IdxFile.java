package org.seqnet.knime.idx;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.tensor.Tensor;

/** IDX files for tests. */
public final class IdxFile {
    private IdxFile() {}

    /** Writes a header and the items that it announces, and closes the stream. */
    public static void write(OutputStream out, IdxHeader header, List<Tensor> items) throws IOException {
        try (var data = new DataOutputStream(new BufferedOutputStream(out))) {
            data.writeShort(0);
            data.writeByte(header.elementType().code());
            data.writeByte(header.rank());
            for (int size : header.sizes()) {
                data.writeInt(size);
            }
            for (var item : items) {
                item.elements().write(data);
            }
        }
    }
}
