package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.rdata.RData;
import org.seqnet.engine.rdata.RValue;
import org.seqnet.knime.idx.IdxFile;

/** Data files of R, plain and gzipped: series, factors and data frames. */
final class RDataTarget implements Target {
    private static final int GZIP = 0x1F;
    private static final int SYMBOL = 1;
    private static final int PAIR_WITH_NAME = 2 | 1 << 10;
    private static final int TEXT = 9;
    private static final int INTEGERS = 13;
    private static final int REALS = 14;
    private static final int TEXTS = 16;
    private static final int LIST = 19;
    private static final int NULL = 254;
    private static final int ATTRIBUTES = 1 << 9;

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var file : List.of(file(RDataTarget::series), file(RDataTarget::factor), file(RDataTarget::frame))) {
            corpus.add(file);
            corpus.add(IdxFile.packed(file));
        }
        return corpus;
    }

    private interface Value {
        void write(DataOutputStream out) throws IOException;
    }

    /** Returns a file with one value, by the description in R Internals. */
    private static byte[] file(Value value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBytes("RDX2\nX\n");
        for (int number : new int[] {2, 0x40202, 0x20300}) {
            out.writeInt(number);
        }
        pair(out, "x", value);
        out.writeInt(NULL);
        return bytes.toByteArray();
    }

    private static void pair(DataOutputStream out, String name, Value value) throws IOException {
        out.writeInt(PAIR_WITH_NAME);
        out.writeInt(SYMBOL);
        text(out, name);
        value.write(out);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(TEXT);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void series(DataOutputStream out) throws IOException {
        out.writeInt(REALS | ATTRIBUTES);
        out.writeInt(3);
        for (double value : new double[] {0.5, Double.NaN, -1e300}) {
            out.writeDouble(value);
        }
        pair(out, "tsp", years -> {
            years.writeInt(REALS);
            years.writeInt(1);
            years.writeDouble(1956);
        });
        out.writeInt(NULL);
    }

    private static void factor(DataOutputStream out) throws IOException {
        out.writeInt(INTEGERS | ATTRIBUTES);
        out.writeInt(4);
        for (int code : new int[] {1, 2, Integer.MIN_VALUE, 1}) {
            out.writeInt(code);
        }
        pair(out, "levels", levels -> {
            levels.writeInt(TEXTS);
            levels.writeInt(2);
            text(levels, "a");
            text(levels, "ü");
        });
        out.writeInt(NULL);
    }

    private static void frame(DataOutputStream out) throws IOException {
        out.writeInt(LIST);
        out.writeInt(3);
        series(out);
        factor(out);
        out.writeInt(NULL);
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
        visit(RData.read(FileSource.open(() -> new ByteArrayInputStream(bytes), "data.rda")));
    }

    private static void visit(RValue value) {
        if (value instanceof RValue.Items items) {
            assertThat(items.values()).doesNotContainNull();
            items.values().forEach(RDataTarget::visit);
        }
        value.attributes().values().forEach(RDataTarget::visit);
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException && refusal.getMessage().startsWith("data.rda, ");
    }
}
