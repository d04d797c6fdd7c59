package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Six real data sets of the archive, which are not part of the repository: in {@code shared/ucr} beside it or above, or
 * where the system property {@code seqnet.ucr} says.
 */
class UcrArchiveTest {

    @ParameterizedTest
    @CsvSource({
        "ArrowHead, 36, 175, 251, 251, 1, 3",
        "BasicMotions, 40, 40, 100, 100, 6, 4",
        "Covid3Month, 140, 61, 84, 84, 1, 0",
        "GunPoint, 50, 150, 150, 150, 1, 2",
        "ItalyPowerDemand, 67, 1029, 24, 24, 1, 2",
        "JapaneseVowels, 270, 370, 7, 29, 12, 9"
    })
    void a_data_set_is_read_as_its_description_says(
            String name, int train, int test, int shortest, int longest, int dimensions, int classes)
            throws IOException {
        var folder = UcrSets.folder();
        assumeTrue(folder.isPresent(), "shared/ucr is not here");
        var cases = new ArrayList<SeriesCase>();
        for (var part : ArchivePart.values()) {
            var file = folder.get().resolve(part.fileName(name) + ".ts");
            var lines = plainLines(file);
            try (var reader = SeriesReader.open(file, file.toString())) {
                assertThat(reader.header().classes()).hasSize(classes);
                var read = SeriesText.rest(reader);
                assertThat(read).hasSize(part == ArchivePart.TRAIN ? train : test);
                for (var i = 0; i < read.size(); i++) {
                    assertThat(plain(read.get(i))).isEqualTo(plain(lines.get(i)));
                }
                cases.addAll(read);
            }
        }
        assertThat(cases).allMatch(one -> one.sequence().shape().size(1) == dimensions);
        assertThat(cases.stream()
                        .mapToInt(one -> one.sequence().shape().size(0))
                        .min())
                .hasValue(shortest);
        assertThat(cases.stream()
                        .mapToInt(one -> one.sequence().shape().size(0))
                        .max())
                .hasValue(longest);
        assertThat(cases.stream().flatMap(one -> one.label().stream()).distinct())
                .hasSize(classes);
        assertThat(cases).allMatch(one -> one.target().isPresent() == (classes == 0) && !one.hasMissing());
    }

    /** Returns the lines of the cases. */
    private static List<String> plainLines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .dropWhile(line -> !line.equalsIgnoreCase("@data"))
                .skip(1)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Returns a case as a list of texts: what is stated of it, then its values dimension by dimension. */
    private static List<String> plain(SeriesCase one) {
        var texts = new ArrayList<String>();
        texts.add(one.label().orElseGet(() -> Double.toString(one.target().orElseThrow())));
        var shape = one.sequence().shape();
        for (var dimension = 0; dimension < shape.size(1); dimension++) {
            for (var step = 0; step < shape.size(0); step++) {
                texts.add(Float.toString(one.sequence().value(step * shape.size(1) + dimension)));
            }
        }
        return texts;
    }

    /** Returns the same of a line, read in a plain second way. */
    private static List<String> plain(String line) {
        var end = line.lastIndexOf(':');
        var stated = line.substring(end + 1);
        return Stream.concat(
                        Stream.of(stated.contains(".") ? Double.toString(Double.parseDouble(stated)) : stated),
                        Stream.of(line.substring(0, end).split("[:,]"))
                                .map(value -> Float.toString(Float.parseFloat(value))))
                .toList();
    }
}
