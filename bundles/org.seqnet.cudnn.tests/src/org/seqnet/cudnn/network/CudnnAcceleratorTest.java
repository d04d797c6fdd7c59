package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.StandIn;
import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.sequence.SequenceShape;

class CudnnAcceleratorTest {
    private static final SequenceShape SHAPE = new SequenceShape(8, 8);

    private StandIn standIn;
    private Card card;
    private CudnnAccelerator accelerator;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
        card = standIn.card();
        accelerator = with(new CardSpeed(2e-6, 8e-6, 1e14, 2e12, 2e10));
    }

    private CudnnAccelerator with(CardSpeed speed) {
        return new CudnnAccelerator(card, "cuDNN 9.1.0", new CostModel(speed, () -> 1e11));
    }

    @AfterEach
    void nothing_is_left_or_wrong() {
        assertThat(standIn.left()).isEmpty();
        assertThat(standIn.trouble()).isEmpty();
    }

    private static Architecture of(Encoder encoder) {
        return new Architecture(encoder, new Classes(3));
    }

    static Stream<Encoder> encoders() {
        var lstm = new Recurrent(Cell.LSTM, 1, 3, 0, 1);
        var fcn = new TemporalConvolutional(Design.FCN, 3, 3, 3, 1, 0);
        return Stream.concat(
                Stream.of(Cell.values()).map(cell -> new Recurrent(cell, 2, 3, 0.1, 0)),
                Stream.of(
                        new Recurrent(Cell.LSTM, 1, 3, 0, 1, true, Pooling.LAST_STEP),
                        new Recurrent(Cell.LSTM, 1, 3, 0, 1, false, Pooling.MEAN),
                        new Recurrent(Cell.GRU, 1, 3, 0, 0, true, Pooling.ATTENTION),
                        new Convolutional(1, List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0.2)), 5, 0.3),
                        fcn,
                        new TemporalConvolutional(Design.RESNET, 3, 2, 3, 1, 0),
                        new TemporalConvolutional(Design.INCEPTION, 3, 3, 5, 1, 0),
                        new Composition(lstm, fcn)));
    }

    static Stream<Encoder> encodersOfSequences() {
        return encoders().filter(encoder -> !encoder.readsImages());
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void what_it_does_not_refuse_it_computes(Encoder encoder) {
        assertThat(accelerator.refusal(of(encoder), SHAPE)).isEmpty();
        try (var kernel = accelerator.kernel(of(encoder), SHAPE)) {
            var parameters = StartWeights.of(of(encoder), SHAPE, 1);
            assertThat(kernel.parameterCount()).isEqualTo(parameters.length);
            kernel.load(parameters);
            var answer = new float[3];
            kernel.predict((n, target, at) -> target[at] = 1, new int[] {8}, 1, answer, 0);
            assertThat((double) answer[0] + answer[1] + answer[2]).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void it_tells_what_computes() {
        assertThat(accelerator.name()).isEqualTo("GPU, Stand-in");
        assertThat(accelerator.library()).isEqualTo("cuDNN 9.1.0");
    }

    @Test
    void rocket_is_refused() {
        assertThat(accelerator.refusal(of(Rocket.ofMost(840, 1, LinearClassifier.RIDGE)), SHAPE))
                .contains("The GPU does not compute Rocket networks.");
    }

    @Test
    void a_network_that_has_no_room_is_refused_before_it_begins() {
        var large = of(new Recurrent(Cell.LSTM, 2, 1024, 0, 1));
        assertThat(accelerator.refusal(large, SHAPE)).isEmpty();
        standIn.memory(200L << 20);
        // 4 * 1024 * (8 + 1024 + 1) + 4 * 1024 * (1024 + 1024 + 1) + 3 * 1025 parameters, 24 bytes each
        assertThat(accelerator.refusal(large, SHAPE))
                .contains("The network takes at least 290 MB of the GPU's memory, of which 200 MB are free.");
    }

    @Test
    void whether_a_job_is_worth_it_depends_on_the_card_that_was_measured() {
        var job = new Job(of(new Recurrent(Cell.LSTM, 2, 128, 0, 1)), SHAPE, 8, 100, 2, true, LearnedLayers.ALL, 1e12);
        assertThat(accelerator.isWorthIt(job)).isTrue();
        assertThat(with(new CardSpeed(1e-3, 1e-3, 1e9, 1e9, 1e9)).isWorthIt(job))
                .isFalse();
    }

    @Test
    void a_card_is_measured_when_it_starts() {
        var measured = new CudnnAccelerator(card, "cuDNN 9.1.0");
        var job = new Job(of(new Recurrent(Cell.LSTM, 1, 1, 0, 1)), SHAPE, 8, 1, 64, true, LearnedLayers.ALL, 1e12);
        assertThat(measured.isWorthIt(job)).isFalse();
    }

    /** Of a step of training; cuDNN launches several kernels in some calls. */
    @ParameterizedTest
    @MethodSource("encodersOfSequences")
    void at_least_one_kernel_is_counted_for_each_call_and_not_too_many(Encoder encoder) {
        var lesson = Lessons.classes(encoder, Lessons.floats(n -> 8));
        // the first time, kernels are loaded
        lesson.on(card, 1);
        var batches = lesson.batches();
        try (var learning = accelerator.learn(lesson.plan(batches))) {
            learning.beginEpoch(1, lesson.order(1));
            long before = standIn.calls();
            learning.step(0.01);
            // but for those that enter the card, wait for a mark and set it
            long calls = standIn.calls() - before - 3;
            var shape = new SequenceShape(8, Lessons.FEATURES);
            var work = Workload.of(new Job(lesson.architecture(), shape, 8, 8, 1, true, LearnedLayers.ALL, 1e12));
            double launches = 3 * work.launches() + CostModel.LAUNCHES_PER_UPDATE;
            assertThat(launches / calls).isBetween(1.0, 4.0);
        } finally {
            Lesson.close(batches);
        }
    }

    @Test
    void fifty_trainings_one_after_another_leave_nothing_and_all_learn_the_same() {
        var lesson = Lessons.lstmOfFloats();
        long free = card.freeBytes();
        var expected = lesson.run(accelerator::learn, 2);
        for (int run = 0; run < 50; run++) {
            var result = lesson.run(accelerator::learn, 2);
            assertThat(result.parameters()).containsExactly(expected.parameters());
            assertThat(card.freeBytes()).isEqualTo(free);
            assertThat(standIn.left()).isEmpty();
        }
    }

    @Test
    void a_training_may_go_from_thread_to_thread() throws InterruptedException {
        var lesson = Lessons.lstmOfFloats();
        var expected = lesson.run(accelerator::learn, 3);
        var batches = lesson.batches();
        try (var learning = accelerator.learn(lesson.plan(batches))) {
            elsewhere(() -> learning.beginEpoch(1, lesson.order(1)));
            for (int n = 0; n < 3; n++) {
                elsewhere(() -> learning.step(lesson.options().learningRate()));
            }
            var figures = new ArrayList<Figures>();
            elsewhere(() -> figures.add(learning.figures()));
            assertThat(figures).containsExactly(expected.figures());
            var parameters = new ArrayList<float[]>();
            elsewhere(() -> parameters.add(learning.parameters(Which.LATEST)));
            assertThat(parameters.get(0)).containsExactly(expected.parameters());
            elsewhere(learning::close);
        } finally {
            Lesson.close(batches);
        }
    }

    private static void elsewhere(Runnable work) throws InterruptedException {
        var thrown = new ArrayList<Throwable>();
        var thread = new Thread(work);
        thread.setUncaughtExceptionHandler((where, failure) -> thrown.add(failure));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
    }
}
