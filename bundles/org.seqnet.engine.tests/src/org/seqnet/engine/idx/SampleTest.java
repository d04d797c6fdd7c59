package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.tensor.Shape;

/** The real images that the repository ships. */
class SampleTest {

    @ParameterizedTest
    @CsvSource({"TRAIN,2000,9", "TEST,500,9"})
    void the_sample_is_sound_and_holds_every_class(Split split, int images, int firstLabel) throws IOException {
        var folder = sampleFolder();
        var counts = new int[10];
        try (var reader = LabelledIdxReader.open(
                folder.resolve(split.imagesName() + ".gz"), folder.resolve(split.labelsName() + ".gz"))) {
            assertThat(reader.header().count()).isEqualTo(images);
            assertThat(reader.header().itemShape()).isEqualTo(Shape.of(28, 28));
            for (var n = 0; n < images; n++) {
                var label = reader.next().label();
                counts[label]++;
                assertThat(n == 0 && label != firstLabel).isFalse();
            }
        }
        for (var count : counts) {
            assertThat(count).isBetween(images / 13, images / 7);
        }
    }

    private static Path sampleFolder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var sample = folder.resolve("workflows/fashion-mnist-sample/data");
            if (Files.isDirectory(sample)) {
                return sample;
            }
        }
        throw new AssertionError("workflows/fashion-mnist-sample/data is not above "
                + Path.of("").toAbsolutePath());
    }
}
