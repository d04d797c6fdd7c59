package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import org.junit.jupiter.api.Test;
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
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** How learners change their training sequences at random. */
class AugmentationTest {
    @Test
    void nothing_is_augmented_unless_the_user_wants_it() {
        assertThat(new LstmLearnerParameters().recipe().options().augmentation())
                .isEqualTo(Augmentation.none());
        assertThat(new RnnLearnerParameters().recipe().options().augmentation()).isEqualTo(Augmentation.none());
        assertThat(new CnnLearnerParameters().recipe().options().augmentation()).isEqualTo(Augmentation.none());
        assertThat(new CnnRnnLearnerParameters().recipe().options().augmentation())
                .isEqualTo(Augmentation.none());
    }

    @Test
    void whoever_enables_it_finds_usual_strengths() {
        var sequences = new SequenceAugmentationParameters();
        sequences.enabled = true;
        var images = new ImageAugmentationParameters();
        images.enabled = true;

        assertThat(sequences.augmentation())
                .isEqualTo(Augmentation.of(new TimeWarp(0.1), new FeatureScaling(0.1), new Jitter(0.03)));
        assertThat(images.augmentation()).isEqualTo(Augmentation.of(new Rotation(10), new Shift(2)));
    }

    @Test
    void each_change_can_be_set_and_disabled_by_itself() {
        var sequences = new SequenceAugmentationParameters();
        sequences.enabled = true;
        sequences.timeWarping = "0";
        sequences.scaling = "0.0";
        assertThat(sequences.augmentation()).isEqualTo(Augmentation.of(new Jitter(0.03)));
        sequences.jitter = "0";
        assertThat(sequences.augmentation()).isEqualTo(Augmentation.none());
        sequences.crop = 0.9;
        assertThat(sequences.augmentation()).isEqualTo(Augmentation.of(new Crop(0.9)));

        var images = new ImageAugmentationParameters();
        images.enabled = true;
        images.horizontalFlip = true;
        images.verticalFlip = true;
        images.rotation = 0;
        images.shift = 0;
        images.cutout = 8;
        assertThat(images.augmentation())
                .isEqualTo(Augmentation.of(new HorizontalFlip(0.5), new VerticalFlip(0.5), new Cutout(8)));
    }

    @Test
    void strengths_outside_their_range_are_refused_when_the_dialog_is_applied() {
        var lstm = new LstmLearnerParameters();
        lstm.augmentation.enabled = true;
        lstm.augmentation.jitter = "a lot";
        assertInvalid(lstm::validate, "Jitter: NaN is not greater than 0 and at most 1000000.");
        lstm.augmentation.crop = 90;
        assertInvalid(lstm::validate, "Crop: 90.0 is not greater than 0 and at most 1.");
        var cnn = new CnnLearnerParameters();
        cnn.augmentation.enabled = true;
        cnn.augmentation.rotation = 360;
        assertInvalid(cnn::validate, "Rotation: 360.0 is not greater than 0 and at most 180.");
    }

    @Test
    void a_shift_beyond_the_image_is_refused_before_it_is_trained_on() {
        var parameters = Bars.parameters();
        parameters.augmentation.enabled = true;
        parameters.augmentation.shift = 6;

        var run = NodeRun.configuring(parameters, Bars.spec(Bars.GREY));

        assertInvalid(
                () -> LearnerNode.configure(run, run),
                "Shift: 6 pixels are too many for images of 6 x 6 pixels. Use at most 5.",
                "Change the network settings, or reshape the table.");
    }

    @Test
    void a_learner_augments_what_it_trains_on_and_the_network_remembers_it() throws Exception {
        var plain = network(LearnerRun.of(Orders.parameters(), Orders.rows(60)));
        var parameters = Orders.parameters();
        parameters.augmentation.enabled = true;

        var network = network(LearnerRun.of(parameters, Orders.rows(60)));
        parameters.device.threads = 1;

        assertThat(network.provenance().options().augmentation()).isEqualTo(parameters.augmentation.augmentation());
        assertThat(network.parameters()).isNotEqualTo(plain.parameters());
        assertThat(network(LearnerRun.of(parameters, Orders.rows(60))).parameters())
                .isEqualTo(network.parameters());
    }

    private static TrainedNetwork network(NodeRun run) {
        return ((NetworkPortObject) run.object(0)).network();
    }
}
