package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.idx.IdxFile;

/** IDX files, plain and gzipped, alone and as images with labels. */
final class IdxTarget implements Target {
    private static final int GZIP = 0x1F;

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var type : ElementType.values()) {
            corpus.add(file(IdxHeader.of(type, 3, 2, 2)));
            corpus.add(IdxFile.packed(file(IdxHeader.of(type, 3))));
        }
        corpus.add(file(IdxHeader.of(ElementType.UNSIGNED_BYTE, 0, 28, 28)));
        corpus.add(file(IdxHeader.of(ElementType.BYTE, 2, 1, 1, 1, 1, 1, 1, 2)));
        corpus.add(IdxFile.packed(file(IdxHeader.of(ElementType.UNSIGNED_BYTE, 2, 100, 100))));
        return corpus;
    }

    private static byte[] file(IdxHeader header) throws IOException {
        var item = Tensor.ofStream(
                header.itemShape(), header.elementType(), new ByteArrayInputStream(new byte[(int) header.itemBytes()]));
        return IdxFile.of(header, Collections.nCopies(header.count(), item));
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (valid[0] != GZIP || mutator.oneIn(3)) {
            return mutator.bytes(valid);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(valid))) {
            return IdxFile.packed(mutator.bytes(unpacked.readAllBytes()));
        }
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        IOException refusal = null;
        try (var reader = open(bytes)) {
            reader.skip(Integer.MAX_VALUE);
        } catch (IOException e) {
            refusal = e;
        }
        boolean labels;
        try (var reader = open(bytes)) {
            labels =
                    reader.header().rank() == 1 && reader.header().elementType().compareTo(ElementType.FLOAT) < 0;
            reader.skip(1);
            while (reader.hasNext()) {
                reader.next();
            }
            assertThat(refusal).as("what a reader item by item accepts").isNull();
        }
        if (labels) {
            readAsLabels(bytes);
        }
    }

    private static void readAsLabels(byte[] bytes) throws IOException {
        try (var reader = LabelledIdxReader.of(open(bytes), open(bytes))) {
            for (int i = 0; i < reader.header().count(); i++) {
                var item = reader.next();
                assertThat(item.label())
                        .isEqualTo((int) item.tensor().elements().raw(0));
            }
        }
    }

    private static IdxReader open(byte[] bytes) throws IOException {
        return IdxReader.open(new ByteArrayInputStream(bytes), "data.idx");
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException && refusal.getMessage().startsWith("data.idx");
    }
}
