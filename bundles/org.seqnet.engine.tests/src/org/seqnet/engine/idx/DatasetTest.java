package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetTest {

    @ParameterizedTest
    @EnumSource(Dataset.class)
    void every_entry_has_ten_classes_and_several_mirrors_for_each_file(Dataset dataset) {
        assertThat(dataset.classNames()).hasSize(10).doesNotHaveDuplicates();
        for (var split : Split.values()) {
            for (var file : new DatasetFile[] {dataset.imagesFile(split), dataset.labelsFile(split)}) {
                assertThat(file.mirrors()).hasSizeGreaterThan(1).allMatch(uri -> uri.getPath()
                        .endsWith("/" + file.packedName()));
                assertThat(file.mirrors()).extracting(URI::getHost).doesNotHaveDuplicates();
                assertThat(file.content().sha256()).matches("[0-9a-f]{64}");
            }
        }
    }

    @Test
    void files_bear_the_names_and_sizes_they_were_published_with() {
        var images = Dataset.MNIST.imagesFile(Split.TRAIN);
        var labels = Dataset.FASHION_MNIST.labelsFile(Split.TEST);

        assertThat(images.name()).isEqualTo("train-images-idx3-ubyte");
        assertThat(images.content().bytes()).isEqualTo(47_040_016);
        assertThat(labels.packedName()).isEqualTo("t10k-labels-idx1-ubyte.gz");
        assertThat(labels.content().bytes()).isEqualTo(10_008);
    }

    @Test
    void labels_mean_what_the_publishers_say() {
        assertThat(Dataset.MNIST.classNames().get(7)).isEqualTo("7");
        assertThat(Dataset.FASHION_MNIST.classNames()).startsWith("T-shirt/top").endsWith("Ankle boot");
        assertThat(Dataset.FASHION_MNIST).hasToString("Fashion-MNIST");
    }
}
