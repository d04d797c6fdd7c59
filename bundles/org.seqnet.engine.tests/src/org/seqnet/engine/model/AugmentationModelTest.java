package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Cutout;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.HorizontalFlip;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.VerticalFlip;
import org.seqnet.engine.network.Toys;

class AugmentationModelTest {
    private static final Augmentation SEQUENCES =
            Augmentation.of(new Crop(0.9), new TimeWarp(0.2), new FeatureScaling(0.1), new Jitter(1 / 3.0));
    private static final Augmentation IMAGES = Augmentation.of(
            new HorizontalFlip(0.5), new VerticalFlip(0.25), new Rotation(10), new Shift(2), new Cutout(3));

    @Test
    void the_augmentation_of_a_training_comes_back_in_its_order() throws IOException {
        var sequences = Toys.augmented(SEQUENCES);
        var images = Toys.augmented(IMAGES);

        assertThat(read(written(sequences))).isEqualTo(sequences);
        assertThat(text(sequences))
                .contains(
                        "version=8\n",
                        """
                        augmentation.1=CROP 0.9
                        augmentation.2=TIME_WARP 0.2
                        augmentation.3=SCALING 0.1
                        augmentation.4=JITTER 0.3333333333333333
                        training.bestEpoch=1
                        """);
        assertThat(read(written(images))).isEqualTo(images);
        assertThat(text(images))
                .contains(
                        """
                        augmentation.1=HORIZONTAL_FLIP 0.5
                        augmentation.2=VERTICAL_FLIP 0.25
                        augmentation.3=ROTATION 10.0
                        augmentation.4=SHIFT 2
                        augmentation.5=CUTOUT 3
                        """);
    }

    @Test
    void a_network_without_augmentation_is_written_as_before() throws IOException {
        assertThat(text(Toys.augmented(Augmentation.none()))).isEqualTo(text(Toys.network()));
        assertThat(text(Toys.network())).contains("version=1\n").doesNotContain("augmentation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=8|version=7|'augmentation.1' is unknown in this version of the format.",
                "augmentation.2=|augmentation.3=|'augmentation.3' is unknown in this version of the format.",
                "JITTER 0.5|GLITTER 0.5|'augmentation.1' is 'GLITTER 0.5', not a known augmentation and its strength.",
                "JITTER 0.5|JITTER|'augmentation.1' is 'JITTER', not a known augmentation and its strength.",
                "JITTER 0.5||'augmentation.1' is '', not a known augmentation and its strength.",
                "JITTER 0.5|JITTER x|'augmentation.1' is 'JITTER x', not a known augmentation and its strength.",
                "JITTER 0.5|JITTER NaN|Jitter: NaN is not greater than 0 and at most 1000000.",
                "SHIFT 2|SHIFT 2.5|'augmentation.2' is 'SHIFT 2.5', not a known augmentation and its strength.",
                "SHIFT 2|SHIFT -2147483648|Shift: -2147483648 is not at least 1 pixel.",
            })
    void a_wrong_augmentation_is_refused_by_name(String right, String wrong, String fault) {
        var network = Toys.augmented(Augmentation.of(new Jitter(0.5), new Shift(2)));

        assertRefused(
                manifestChanged(network, right, wrong == null ? "" : wrong), "m.net, entry 'manifest.txt': " + fault);
    }
}
