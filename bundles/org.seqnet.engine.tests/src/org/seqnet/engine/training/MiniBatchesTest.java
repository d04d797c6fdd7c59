package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Augmenter;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

class MiniBatchesTest {
    private static final SequenceShape SHAPE = new SequenceShape(2, 3);

    @Test
    void every_sequence_comes_once_in_the_epoch_s_order_and_the_last_batch_is_smaller() {
        var data = ToySequences.learnable(7, SHAPE, 3, 1);
        int[][] orders = {{6, 5, 4, 3, 2, 1, 0}, {0, 2, 4, 6, 1, 3, 5}};
        try (var batches = new MiniBatches(data.sequences(), new Targets(data.labels()), 3, Optional.empty())) {
            assertThat(batches.count()).isEqualTo(3);
            for (var order : orders) {
                batches.begin(1, order);
                for (int number = 0; number < 3; number++) {
                    var batch = batches.next();
                    assertThat(batch.size()).isEqualTo(number < 2 ? 3 : 1);
                    for (int i = 0; i < batch.size(); i++) {
                        int sequence = order[3 * number + i];
                        var expected = new float[6];
                        data.sequences().copyTo(sequence, expected, 0);
                        assertThat(batch.targets().labels().label(i, 0)).isEqualTo(data.label(sequence));
                        assertThat(Arrays.copyOfRange(batch.values(), 6 * i, 6 * i + 6))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void sequences_of_different_lengths_stand_one_after_another() {
        var data = ToySequences.learnableOfAnyLength(20, 9, 3, 2, 1);
        var order = new int[] {3, 19, 0, 7, 12, 11, 4, 1, 2, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17, 18};
        try (var batches = new MiniBatches(data.sequences(), new Targets(data.labels()), 6, Optional.empty())) {
            for (int epoch = 0; epoch < 2; epoch++) {
                batches.begin(1, order);
                for (int number = 0; number < 4; number++) {
                    var batch = batches.next();
                    int at = 0;
                    for (int i = 0; i < batch.size(); i++) {
                        int sequence = order[6 * number + i];
                        var expected = new float[3 * data.sequences().timeSteps(sequence)];
                        data.sequences().copyTo(sequence, expected, 0);
                        assertThat(batch.timeSteps()[i])
                                .isEqualTo(data.sequences().timeSteps(sequence));
                        assertThat(batch.targets().labels().label(i, 0)).isEqualTo(data.label(sequence));
                        assertThat(Arrays.copyOfRange(batch.values(), at, at + expected.length))
                                .isEqualTo(expected);
                        at += expected.length;
                    }
                }
            }
        }
    }

    @Test
    void batches_larger_than_the_data_are_as_large_as_the_data() {
        var data = ToySequences.learnable(4, SHAPE, 2, 1);
        try (var batches = new MiniBatches(data.sequences(), new Targets(data.labels()), 1000, Optional.empty())) {
            batches.begin(1, new int[] {0, 1, 2, 3});
            var batch = batches.next();

            assertThat(batches.count()).isEqualTo(1);
            assertThat(batch.size()).isEqualTo(4);
            assertThat(batch.values()).hasSize(24);
        }
    }

    @Test
    void an_augmenter_changes_each_sequence_by_its_epoch_and_its_place_in_the_data() {
        var data = ToySequences.learnableOfAnyLength(9, 7, 3, 2, 1);
        var order = new int[] {3, 0, 7, 4, 1, 2, 5, 8, 6};
        var augmentation = Augmentation.of(new Crop(0.8), new Jitter(0.1));
        var plain = new Augmenter(augmentation, 5, Recurrent.reference(), 3, 0);
        try (var batches = new MiniBatches(
                data.sequences(),
                new Targets(data.labels()),
                4,
                Optional.of(new Augmenter(augmentation, 5, Recurrent.reference(), 3, 0)))) {
            for (int epoch = 2; epoch < 4; epoch++) {
                batches.begin(epoch, order);
                for (int number = 0; number < 3; number++) {
                    var batch = batches.next();
                    int at = 0;
                    for (int i = 0; i < batch.size(); i++) {
                        int sequence = order[4 * number + i];
                        int steps = data.sequences().timeSteps(sequence);
                        var expected = new float[3 * steps];
                        data.sequences().copyTo(sequence, expected, 0);
                        plain.apply(epoch, sequence, expected, 0, steps);
                        assertThat(Arrays.copyOfRange(batch.values(), at, at + expected.length))
                                .isEqualTo(expected);
                        at += expected.length;
                    }
                }
            }
        }
    }
}
