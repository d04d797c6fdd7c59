package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.knime.fuzz.Fuzzer.Bound;

/**
 * Damaged inputs of every kind that comes from outside: read, or refused in a sentence, within bounded memory. A few
 * here; {@code benchmarks/fuzz} runs the same with many, by system properties.
 */
class FuzzTest {
    private static final int FEW = 300;

    /** The readers, as {@code benchmarks/fuzz --target} calls them. */
    enum Kind {
        IDX(IdxTarget::new),
        TS(SeriesTarget::ts),
        ARFF(SeriesTarget::arff),
        RDATA(RDataTarget::new),
        ARCHIVE(ArchiveTarget::new),
        CHECKPOINT(CheckpointTarget::new),
        PNG(PngTarget::new),
        JPEG(JpegTarget::new),
        CELL(CellTarget::new),
        PORT(PortTarget::new),
        SPEC(SpecTarget::new),
        SAFETENSORS(SafetensorsTarget::new);

        private final Supplier<Target> target;

        Kind(Supplier<Target> target) {
            this.target = target;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void damaged_input_is_read_or_refused_in_a_sentence(Kind kind) throws Exception {
        assumeTrue(property("target", kind.toString()).equals(kind.toString()), "another target was asked for");
        var fuzzer = new Fuzzer(kind.target.get());
        long first = Long.parseLong(property("seed." + kind, property("seed", "1")));

        long next = fuzzer.run(first, bound());

        assertThat(fuzzer.outcomes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(next - first);
        report("%s: seeds %d to %d, %s; next seed %d%n".formatted(kind, first, next - 1, fuzzer.outcomes(), next));
    }

    private static Bound bound() {
        var minutes = property("minutes", "");
        if (minutes.isEmpty()) {
            long runs = Long.parseLong(property("runs", Integer.toString(FEW)));
            return done -> done < runs;
        }
        var end = Instant.now().plus(Duration.ofMillis((long) (60_000 * Double.parseDouble(minutes))));
        return done -> Instant.now().isBefore(end);
    }

    private static void report(String line) throws Exception {
        var file = property("results", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String property(String name, String otherwise) {
        return System.getProperty("seqnet.fuzz." + name, otherwise);
    }
}
