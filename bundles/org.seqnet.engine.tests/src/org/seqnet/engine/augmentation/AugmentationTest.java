package org.seqnet.engine.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;

class AugmentationTest {
    private static final Augmentation SEQUENCES =
            Augmentation.of(new Crop(0.9), new TimeWarp(0.2), new FeatureScaling(0.1), new Jitter(0.05));
    private static final Augmentation IMAGES = Augmentation.of(
            new HorizontalFlip(0.5), new VerticalFlip(0.5), new Rotation(10), new Shift(2), new Cutout(8));

    @Test
    void there_is_one_kind_for_each_class() {
        var all = Stream.of(SEQUENCES, IMAGES)
                .flatMap(augmentation -> augmentation.transformations().stream())
                .toList();

        assertThat(all)
                .<Class<?>>extracting(Object::getClass)
                .containsExactlyInAnyOrder(Transformation.class.getPermittedSubclasses());
        assertThat(all).extracting(Transformation::kind).containsExactlyInAnyOrder(Transformation.Kind.values());
    }

    @Test
    void an_augmentation_reads_as_people_would_say_it() {
        assertThat(SEQUENCES.title()).isEqualTo("crop to 90%, time warping 0.2, scaling 0.1, jitter 0.05");
        assertThat(IMAGES.title())
                .isEqualTo("horizontal flip, vertical flip, rotation by up to 10 degrees, shift by up to 2 pixels, "
                        + "cutout of 8 x 8 pixels");
        assertThat(Augmentation.none().title()).isEmpty();
        assertThat(Augmentation.none().isNone()).isTrue();
        assertThat(SEQUENCES.isNone()).isFalse();
    }

    @Test
    void strengths_outside_their_range_are_refused_by_name() {
        refused(() -> new Jitter(0), "Jitter: 0.0 is not greater than 0 and at most 1000000.");
        refused(() -> new Jitter(Double.NaN), "Jitter: NaN is not greater than 0 and at most 1000000.");
        refused(
                () -> new Jitter(Double.POSITIVE_INFINITY),
                "Jitter: Infinity is not greater than 0 and at most 1000000.");
        refused(() -> new FeatureScaling(1.5), "Scaling: 1.5 is not greater than 0 and at most 1.");
        refused(() -> new TimeWarp(-1), "Time warping: -1.0 is not greater than 0 and at most 2.");
        refused(() -> new Crop(90), "Crop: 90.0 is not greater than 0 and at most 1.");
        refused(() -> new Shift(0), "Shift: 0 is not at least 1 pixel.");
        refused(() -> new Rotation(181), "Rotation: 181.0 is not greater than 0 and at most 180.");
        refused(() -> new HorizontalFlip(2), "Horizontal flip: 2.0 is not greater than 0 and at most 1.");
        refused(() -> new VerticalFlip(0), "Vertical flip: 0.0 is not greater than 0 and at most 1.");
        refused(() -> new Cutout(-3), "Cutout: -3 is not at least 1 pixel.");
    }

    @Test
    void an_augmentation_that_does_not_fit_the_network_is_refused() {
        var images = new SequenceShape(10, 12);
        var grey = Convolutional.reference();

        SEQUENCES.requireFor(Recurrent.reference(), SequenceShape.ofAnyLength(3));
        IMAGES.requireFor(grey, images);
        Augmentation.none().requireFor(grey, images);
        refused(
                () -> IMAGES.requireFor(Recurrent.reference(), images),
                "Horizontal flip is an augmentation of images, but LSTM, 2 layers of 128 units reads sequences. "
                        + "Disable it.");
        refused(
                () -> SEQUENCES.requireFor(grey, images),
                "Crop is an augmentation of sequences, but CNN, filters 32 of 3 x 3, 64 of 3 x 3, 128 dense units "
                        + "reads images. "
                        + "Disable it.");
        refused(
                () -> Augmentation.of(new Shift(10)).requireFor(grey, images),
                "Shift: 10 pixels are too many for images of 10 x 12 pixels. Use at most 9.");
        refused(
                () -> Augmentation.of(new Cutout(4)).requireFor(grey.withChannels(3), images),
                "Cutout: 4 pixels are too many for images of 10 x 4 pixels. Use at most 3.");
    }

    @Test
    void a_sequence_depends_on_seed_epoch_and_place_alone() {
        var expected = augmented(new Augmenter(SEQUENCES, 1, Recurrent.reference(), 3, 1), 2, 5);

        var busy = new Augmenter(SEQUENCES, 1, Recurrent.reference(), 3, 1);
        augmented(busy, 7, 9);
        assertThat(augmented(busy, 2, 5)).isEqualTo(expected);
        assertThat(List.of(
                        Arrays.toString(expected),
                        Arrays.toString(augmented(busy, 3, 5)),
                        Arrays.toString(augmented(busy, 2, 6)),
                        Arrays.toString(augmented(busy, 5, 2)),
                        Arrays.toString(augmented(new Augmenter(SEQUENCES, 2, Recurrent.reference(), 3, 1), 2, 5))))
                .doesNotHaveDuplicates();
    }

    @Test
    void changes_are_the_same_on_every_machine() {
        float[] sequence = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81};
        new Augmenter(SEQUENCES, 42, Recurrent.reference(), 1, 0).apply(1, 0, sequence, 0, 10);
        float[] image = {0, 1, 4, 9, 16, 25, 36, 49, 64};
        new Augmenter(Augmentation.of(new Rotation(30)), 42, Convolutional.reference(), 3, 0).apply(1, 0, image, 0, 3);

        assertThat(sequence)
                .containsExactly(
                        0.18425104f,
                        0.91718787f,
                        2.3547096f,
                        5.2747755f,
                        10.970617f,
                        18.665909f,
                        27.92777f,
                        38.087738f,
                        49.890354f,
                        65.10233f);
        assertThat(image)
                .containsExactly(
                        0.3315212f, 2.5801f, 10.961946f, 6.624587f, 16, 35.808887f, 27.048925f, 43.911404f, 59.02718f);
    }

    private static float[] augmented(Augmenter augmenter, int epoch, int index) {
        float[] values = {1, 2, 0, 3, 5, 0, 2, 8, 1, 7, 1, 0};
        augmenter.apply(epoch, index, values, 0, 4);
        return values;
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
