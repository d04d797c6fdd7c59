package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.seqnet.engine.series.SeriesCase;
import org.seqnet.engine.series.SeriesReader;
import org.seqnet.engine.series.TargetKind;
import org.seqnet.knime.idx.IdxFile;

/** Files of time series, plain and gzipped; words and lines of them are damaged as well as bytes. */
final class SeriesTarget implements Target {
    private static final int GZIP = 0x1F;
    private static final List<String> TS = List.of(
            """
            #Two sensors
            @problemName Walking
            @timeStamps false
            @missing true
            @univariate false
            @dimensions 2
            @equalLength true
            @seriesLength 3
            @classLabel true up down
            @data
            1,2,3:10,20,30:up
            -0.5,?,1e-3:4.,5E2,NaN:down
            """,
            "@problemName x\n@equalLength false\n@missing false\n@targetLabel true\n@data\n1,2:0.5\n1,2,3:-1e300\n",
            "@problemName x\r\n@univariate true\r\n@data\r\n1,2\r\n3\r\n");
    private static final List<String> ARFF = List.of(
            """
            % A comment
            @relation Gun
            @attribute att0 numeric
            @attribute 'att 1' real
            @attribute target {1, '2 b'}
            @data
            1,2,1
            ?,?,'2 b' % a remark
            """,
            """
            @relation 'Basic Motions'
            @attribute relationalAtt relational
             @attribute att0 numeric
             @attribute att1 numeric
            @end relationalAtt
            @attribute activity {Standing,Running}
            @data
            "1,2\\n3,4\\n5,6",Standing
            '7,?\\n8,9\\n10,?',Running
            """,
            "@relation x\n@attribute a numeric\n@attribute target numeric\n@data\n1,0.25\n");

    private final List<String> texts;

    private SeriesTarget(List<String> texts) {
        this.texts = texts;
    }

    static SeriesTarget ts() {
        return new SeriesTarget(TS);
    }

    static SeriesTarget arff() {
        return new SeriesTarget(ARFF);
    }

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var text : texts) {
            corpus.add(text.getBytes(StandardCharsets.UTF_8));
            corpus.add(IdxFile.packed(text.getBytes(StandardCharsets.UTF_8)));
        }
        return corpus;
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (valid[0] != GZIP) {
            return changed(valid, mutator);
        }
        if (mutator.oneIn(3)) {
            return mutator.bytes(valid);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(valid))) {
            return IdxFile.packed(changed(unpacked.readAllBytes(), mutator));
        }
    }

    private static byte[] changed(byte[] valid, Mutator mutator) {
        if (mutator.oneIn(3)) {
            return mutator.bytes(valid);
        }
        var text = new String(valid, StandardCharsets.UTF_8);
        var lines = mutator.oneIn(2) ? mutator.list(List.of(text.split("\n"))) : List.of(text.split("\n"));
        var words = new ArrayList<>(List.of(String.join("\n", lines).split("(?<=[ ,:\\\\n\"'])|(?=[ ,:\\\\n\"'])")));
        for (int n = mutator.below(3); n > 0; n--) {
            words.set(mutator.below(words.size()), mutator.word());
        }
        return String.join("", words).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        try (var reader = SeriesReader.open(() -> new ByteArrayInputStream(bytes), "data.ts")) {
            var header = reader.header();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var series = next.get();
                var shape = series.sequence().shape();
                header.dimensions()
                        .ifPresent(stated -> assertThat(shape.size(1)).isEqualTo(stated));
                header.length().ifPresent(stated -> assertThat(shape.size(0)).isEqualTo(stated));
                assertThat(series.hasMissing()).isEqualTo(lacksValues(series));
                series.label().ifPresent(label -> assertThat(header.classes()).contains(label));
                assertThat(series.target().isPresent() && header.target() != TargetKind.NUMBER)
                        .isFalse();
            }
        }
    }

    private static boolean lacksValues(SeriesCase series) {
        boolean lacks = false;
        for (int i = 0; i < series.sequence().size(); i++) {
            assertThat(Float.isInfinite(series.sequence().value(i))).isFalse();
            lacks |= Float.isNaN(series.sequence().value(i));
        }
        return lacks;
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException && refusal.getMessage().startsWith("data.ts, ");
    }
}
