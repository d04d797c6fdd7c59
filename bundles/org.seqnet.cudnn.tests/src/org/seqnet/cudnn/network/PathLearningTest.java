package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.network.Lesson.Start;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/** Paths of labels, learned on a card and by the processor. */
class PathLearningTest extends OnStandIn {
    private static final int LABELS = 5;

    /** From none of the labels to all of them. */
    private static LabelSets labels() {
        var sets = new ArrayList<int[]>();
        for (int n = 0; n < Lessons.SEQUENCES; n++) {
            int bits = n * 7 % 32;
            sets.add(
                    IntStream.range(0, LABELS).filter(k -> (bits >> k & 1) == 1).toArray());
        }
        return LabelSets.of(sets);
    }

    private static Lesson lesson(List<Integer> order) {
        var path = new LabelPath(LABELS, 4, 6, order);
        return new Lesson(
                new Architecture(Lessons.lstm(), path),
                Lessons.options(),
                Lessons.floats(n -> 1 + n % 4),
                new Targets(labels(), Lessons.weights(), 0));
    }

    private void assertLearnsAlike(Lesson lesson) {
        for (int steps : new int[] {1, 3, 12}) {
            var found = lesson.on(card, steps);
            var expected = lesson.onProcessor(steps);
            assertThat(found.parameters()).containsExactly(expected.parameters(), within(1e-4f));
            assertThat(found.state()).containsExactly(expected.state(), within(1e-4f));
        }
        double loss = lesson.onProcessor(1).figures().lossSum();
        assertThat(lesson.on(card, 1).figures().lossSum()).isCloseTo(loss, within(1e-4 * loss));
    }

    @Test
    void labels_are_learned_in_a_fixed_order() {
        assertLearnsAlike(lesson(List.of(3, 0, 4, 1, 2)));
    }

    @Test
    void labels_are_learned_in_the_order_that_the_network_likes() {
        assertLearnsAlike(lesson(List.of()));
    }

    @Test
    void paths_are_learned_on_an_encoder_that_does_not() {
        assertLearnsAlike(lesson(List.of(3, 0, 4, 1, 2)).withFixedEncoder());
    }

    @Test
    void a_mini_batch_whose_loss_is_no_number_is_told() {
        for (var order : List.of(List.<Integer>of(), List.of(3, 0, 4, 1, 2))) {
            var lesson = lesson(order);
            var parameters = lesson.start().parameters().clone();
            parameters[parameters.length - 1] = Float.NaN;
            var broken = new Lesson(
                    lesson.architecture(),
                    lesson.options(),
                    lesson.sequences(),
                    lesson.targets(),
                    true,
                    new Start(parameters, new float[0], 0, 0));
            var found = broken.on(card, 3).figures();
            assertThat(found.failed())
                    .hasValue(1)
                    .isEqualTo(broken.onProcessor(1).figures().failed());
            assertThat(found.lossSum()).isNaN();
            assertThat(found.correct()).isZero();
        }
    }

    /** Sequences of one length, whose mini-batches are recorded, whatever their labels. */
    @Test
    void recorded_mini_batches_have_other_labels_each_time() {
        var any = lesson(List.of());
        var sequences = Lessons.floats(n -> 4);
        assertLearnsAlike(any.of(sequences));
        assertThat(any.of(sequences).on(card, 12).figures().failed()).isEmpty();
    }
}
