package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.card.CardException;
import org.seqnet.cudnn.network.Lesson.Result;
import org.seqnet.cudnn.network.Lessons.Lengths;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;

/** What must not change what is learned, to the bit: where data come from, how work is queued, who else learns. */
class ResidentLearningTest extends OnStandIn {
    /** Where each sequence has its own number of steps. */
    private static final Lengths RAGGED = n -> 1 + n % 6;

    private static void assertEqual(Result one, Result other) {
        assertArrivesAt(one, other);
        assertThat(one.figures()).isEqualTo(other.figures());
    }

    private static void assertArrivesAt(Result one, Result other) {
        assertThat(one.parameters()).isEqualTo(other.parameters());
        assertThat(one.average()).isEqualTo(other.average());
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.steps()).isEqualTo(other.steps());
    }

    private static Recurrent dropping() {
        return new Recurrent(Cell.LSTM, 2, 5, 0.4, 1);
    }

    @Test
    void bytes_give_what_their_values_as_floats_give() {
        for (boolean areSigned : new boolean[] {true, false}) {
            for (Lengths lengths : List.<Lengths>of(n -> 4, RAGGED)) {
                var bytes = Lessons.ofNumbers(lengths, true, areSigned);
                assertThat(bytes.byteValues()).isPresent();
                var lesson = Lessons.classes(Lessons.lstm(), bytes);
                var floats = Lessons.ofNumbers(lengths, false, areSigned);
                assertThat(floats.byteValues()).isEmpty();
                assertEqual(lesson.on(card, 7), lesson.of(floats).on(card, 7));
            }
        }
    }

    @Test
    void images_of_bytes_give_what_those_of_floats_give() {
        var bytes = Lessons.classes(Lessons.cnn(0.3), Lessons.images(true));
        assertThat(bytes.sequences().byteValues()).isPresent();
        var learned = bytes.on(card, 7);
        assertEqual(learned, bytes.of(Lessons.images(false)).on(card, 7));
        assertEqual(learned, bytes.run(plan -> new CudnnLearning(card, plan, 0), 7));
    }

    @Test
    void bytes_that_the_network_scales_stay_bytes() {
        var bytes = Lessons.ofNumbers(n -> 4, true, false);
        var rule = new PreprocessingRule(Optional.empty(), Filling.NONE, false);
        var preprocessing = rule.learn(bytes, Lessons.FEATURES, () -> false);
        var scaled = bytes.preprocessed(preprocessing);
        assertThat(scaled.byteValues()).isPresent();
        var floats = Lessons.ofNumbers(n -> 4, false, false).preprocessed(preprocessing);
        var lesson = Lessons.classes(Lessons.lstm(), scaled);
        var learned = lesson.on(card, 7);
        assertEqual(learned, lesson.of(floats).on(card, 7));
        CudnnLearningTest.assertAlike(learned, lesson.onProcessor(7));
    }

    @Test
    void sequences_that_do_not_fit_come_one_mini_batch_at_a_time() {
        for (Lengths lengths : List.<Lengths>of(n -> 4, RAGGED)) {
            var lesson = Lessons.classes(dropping(), Lessons.floats(lengths));
            var resident = lesson.on(card, 7);
            var uploaded = lesson.run(plan -> new CudnnLearning(card, plan, 0), 7);
            assertEqual(uploaded, resident);
        }
    }

    @Test
    void a_recorded_mini_batch_gives_what_its_calls_give() {
        for (var updater : Updater.values()) {
            var lesson = Lessons.classes(dropping(), Lessons.floats(n -> 4))
                    .with(options -> options.withUpdater(updater, 0.01)
                            .withGradientClipping(0.05)
                            .withL2(0.01)
                            .withAverageWeights(true));
            var recorded = lesson.on(card, 7);
            standIn.reset();
            standIn.refuse("cuStreamBeginCapture_v2");
            assertEqual(lesson.on(card, 7), recorded);
            standIn.reset();
            standIn.refuse("cuGraphInstantiateWithFlags");
            assertEqual(lesson.on(card, 7), recorded);
            standIn.reset();
            standIn.refuse("cuStreamEndCapture");
            assertEqual(lesson.on(card, 7), recorded);
            standIn.reset();
        }
    }

    @ParameterizedTest
    @MethodSource("org.seqnet.cudnn.network.Lessons#ofAllKinds")
    void every_kind_of_network_is_recorded_and_works_late(Lesson lesson) {
        var recorded = lesson.on(card, 7);
        standIn.workLate();
        assertEqual(lesson.on(card, 7), recorded);
        standIn.reset();
        standIn.refuse("cuStreamBeginCapture_v2");
        assertEqual(lesson.on(card, 7), recorded);
        if (!lesson.sequences().shape().isAnyLength()) {
            standIn.refuse("cuGraphLaunch");
            assertThatThrownBy(() -> lesson.on(card, 7)).hasMessageContaining("cuGraphLaunch");
        }
    }

    @Test
    void predictions_and_gradients_do_not_depend_on_when_the_card_works() {
        var lesson = Lessons.classes(dropping(), Lessons.floats(RAGGED));
        var atOnce = results(lesson);
        standIn.workLate();
        assertThat(results(lesson)).containsExactly(atOnce.toArray(float[][]::new));
    }

    /** Returns what a kernel gives, used again and again. */
    private List<float[]> results(Lesson lesson) {
        var sequences = lesson.sequences();
        var parameters = lesson.start().parameters();
        var results = new ArrayList<float[]>();
        var batches = lesson.batches();
        try (var kernel = new CudnnKernel(
                card, lesson.architecture(), lesson.plan(batches).input(), true)) {
            batches.begin(1, lesson.order(1));
            var dropout = new SeedStream(3, Purpose.DROPOUT);
            for (int n = 0; n < 3; n++) {
                var outputs = new float[10 * Lessons.CLASSES];
                int first = 5 * n;
                kernel.load(parameters);
                kernel.predict(
                        (index, target, at) -> sequences.copyTo(first + index, target, at),
                        sequences.timeSteps(first, 10),
                        10,
                        outputs,
                        0);
                var gradients = new float[parameters.length];
                kernel.differentiate(parameters, batches.next(), dropout, gradients);
                results.add(outputs);
                results.add(gradients);
            }
        } finally {
            Lesson.close(batches);
        }
        return results;
    }

    @Test
    void with_little_memory_mini_batches_are_uploaded() {
        var lesson = Lessons.classes(Lessons.lstm(), Lessons.floats(n -> 500));
        var resident = lesson.on(card, 4);
        long enough = 100L << 20;
        for (long tooLittle = 32L << 20; enough - tooLittle > 1 << 14; ) {
            long memory = (enough + tooLittle) / 2;
            standIn.memory(memory);
            try {
                assertEqual(lesson.on(card, 4), resident);
                enough = memory;
            } catch (CardException e) {
                tooLittle = memory;
            }
        }
        standIn.memory(enough);
        standIn.refuse("cuEventSynchronize"); // which only uploads call
        assertThatThrownBy(() -> lesson.on(card, 1)).hasMessageContaining("cuEventSynchronize");
    }

    @Test
    void what_was_recorded_is_not_done_in_memory_that_has_moved_since() {
        var lesson = Lessons.classes(Lessons.cnn(0.3), Lessons.images(false));
        var recorded = lesson.on(card, 12);
        standIn.reset();
        standIn.refuse("cuStreamBeginCapture_v2");
        assertEqual(lesson.on(card, 12), recorded);
        standIn.reset();
    }

    @Test
    void nothing_is_overwritten_that_the_card_still_reads() {
        var resident = Lessons.classes(dropping(), Lessons.floats(n -> 4));
        var ragged = resident.of(Lessons.floats(RAGGED));
        for (var lesson : List.of(
                resident,
                ragged,
                resident.with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3)))),
                ragged.with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3)))))) {
            var atOnce = lesson.on(card, 10);
            standIn.workLate();
            assertEqual(lesson.on(card, 10), atOnce);
            standIn.reset();
        }
    }

    @Test
    void at_most_four_steps_wait_for_the_card() {
        var lesson = Lessons.lstmOfFloats().with(options -> options.withBatchSize(2));
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            assertThat(waiting(learning, lesson, 1)).containsOnly(0L);
            standIn.workLate();
            var waiting = waiting(learning, lesson, 2);
            long step = waiting.get(0);
            assertThat(step).isGreaterThan(10);
            assertThat(waiting)
                    .containsExactly(
                            step, 2 * step, 3 * step, 4 * step, 4 * step, 4 * step, 4 * step, 4 * step, 4 * step,
                            4 * step);
        } finally {
            standIn.reset();
            Lesson.close(batches);
        }
    }

    /** Learns for an epoch, and returns how much work waits after each step. */
    private List<Long> waiting(CudnnLearning learning, Lesson lesson, int epoch) {
        var waiting = new ArrayList<Long>();
        learning.beginEpoch(epoch, lesson.order(epoch));
        for (int n = 0; n < learning.batches(); n++) {
            learning.step(0.01);
            waiting.add(standIn.waiting());
        }
        return waiting;
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void a_training_goes_on_on_the_other_device(Updater updater) {
        var lesson =
                Lessons.classes(dropping(), Lessons.floats(n -> 4)).with(options -> options.withUpdater(updater, 0.01));
        var straight = lesson.onProcessor(12);
        var half = lesson.on(card, 6);
        CudnnLearningTest.assertAlike(lesson.after(half, 2).onProcessor(6), straight);
        CudnnLearningTest.assertAlike(lesson.after(lesson.onProcessor(6), 2).on(card, 6), straight);
        assertArrivesAt(lesson.after(half, 2).on(card, 6), lesson.on(card, 12));
    }

    @Test
    void two_learn_side_by_side() throws Exception {
        var one = Lessons.classes(dropping(), Lessons.floats(n -> 4));
        var other = Lessons.labels(Lessons.lstm(), Lessons.floats(RAGGED));
        var expected = List.of(one.on(card, 20), other.on(card, 20));
        var threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Result>> learned =
                    List.of(threads.submit(() -> one.on(card, 20)), threads.submit(() -> other.on(card, 20)));
            assertEqual(learned.get(0).get(), expected.get(0));
            assertEqual(learned.get(1).get(), expected.get(1));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_training_may_end_in_the_middle_of_an_epoch() {
        var lesson = Lessons.lstmOfFloats();
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            learning.beginEpoch(1, lesson.order(1));
            learning.step(0.01);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> learning.step(0.01)).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(learning.parameters(Which.LATEST)).hasSize(lesson.start().parameters().length);
        } finally {
            Lesson.close(batches);
        }
    }

    @Test
    void whichever_call_fails_it_is_told_and_nothing_is_left() {
        var lesson = Lessons.classes(dropping(), Lessons.floats(n -> 4))
                .with(options -> options.withGradientClipping(0.05).withAverageWeights(true));
        var augmented = lesson.with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3))));
        assertThat(failures(lesson)).isGreaterThan(100);
        assertThat(failures(augmented)).isGreaterThan(100);
    }

    /** Returns how many failures were told; all others change nothing. */
    private int failures(Lesson lesson) {
        standIn.reset();
        var undisturbed = lesson.on(card, 4);
        long calls = standIn.calls();
        int told = 0;
        for (long call = 1; call <= calls; call++) {
            standIn.reset();
            standIn.failAt(call);
            try {
                // what cannot be recorded is called, and what cannot be destroyed is forgotten
                assertEqual(lesson.on(card, 4), undisturbed);
            } catch (SeqNetException e) {
                told++;
                assertThat(e).isInstanceOf(CardException.class).hasMessageStartingWith("The GPU failed: ");
            }
            standIn.failAt(0);
            assertThat(standIn.left()).as("call %d", call).isEmpty();
        }
        return told;
    }

    @Test
    void too_little_memory_is_told_before_the_first_step() {
        var lesson = Lessons.classes(new Recurrent(Cell.LSTM, 2, 512, 0, 1), Lessons.floats(n -> 4));
        standIn.memory(40L << 20);
        assertThatThrownBy(() -> lesson.on(card, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching("The GPU has too little free memory: \\d+ MB more are required and \\d+ MB are "
                        + "free\\. Decrease the batch size, close other programs that use the GPU, or set the device "
                        + "to cpu\\.");
    }
}
