package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/** Whole networks on a card and on the processor: ensembles, fixed encoders, paths of labels. */
class CudnnKernelTest extends OnStandIn {
    private static final SequenceShape SHAPE = new SequenceShape(6, 6);
    private static final Encoder CNN =
            new Convolutional(1, List.of(new ConvolutionBlock(3, 3, 1, 2, true, 0.2)), 5, 0.3);
    private static final LabelSets CLASSES = LabelSets.ofClasses(new int[] {2, 0, 1, 1, 0, 2, 2});
    private static final LabelSets SETS = LabelSets.of(List.of(
            new int[] {1, 3},
            new int[] {},
            new int[] {0, 1, 2, 3},
            new int[] {2},
            new int[] {0, 3},
            new int[] {1, 2, 3},
            new int[] {3}));
    private static final int SIZE = 7;

    private static Architecture network(Head head, int members) {
        return new Architecture(CNN, head, members);
    }

    private static float[] parameters(Architecture architecture) {
        return StartWeights.of(architecture, SHAPE, 5);
    }

    private static float[] values() {
        var random = new Random(1);
        var values = new float[SIZE * SHAPE.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] timeSteps() {
        var steps = new int[SIZE];
        Arrays.fill(steps, SHAPE.timeSteps());
        return steps;
    }

    private static SequenceSource source() {
        var values = values();
        return (n, target, at) -> System.arraycopy(values, n * SHAPE.values(), target, at, SHAPE.values());
    }

    /** What a kernel makes of all sequences. */
    private record Made(Outcome outcome, float[] gradients, float[] answers, float[] lastMember) {
        static Made by(NetworkKernel kernel, Architecture architecture, LabelSets labels) {
            var parameters = parameters(architecture);
            var gradients = new float[parameters.length];
            Arrays.fill(gradients, Float.NaN);
            var weights = Weights.of(new float[] {1, 0.5f, 2, 0, 1, 1, 3});
            var batch = new MiniBatch(values(), timeSteps(), new Targets(labels, weights, 0), SIZE);
            var outcome = kernel.differentiate(parameters, batch, new SeedStream(3, Purpose.DROPOUT), gradients);
            kernel.load(parameters);
            int outputs = architecture.head().outputs();
            var answers = new float[SIZE * outputs];
            kernel.predict(source(), timeSteps(), SIZE, answers, 0);
            var last = new float[SIZE * outputs + 1];
            kernel.predictMember(architecture.members() - 1, source(), timeSteps(), SIZE, last, 1);
            return new Made(outcome, gradients, answers, last);
        }

        void assertLike(Made other) {
            assertThat(outcome.lossSum()).isCloseTo(other.outcome.lossSum(), within(1e-4 * other.outcome.lossSum()));
            assertThat(outcome.correct()).isCloseTo(other.outcome.correct(), within(1e-9));
            assertThat(gradients).containsExactly(other.gradients, within(1e-4f));
            assertThat(answers).containsExactly(other.answers, within(1e-5f));
            assertThat(lastMember).containsExactly(other.lastMember, within(1e-5f));
        }
    }

    private Made compare(Architecture architecture, LabelSets labels, boolean trainsEncoder) {
        try (var kernel = new CudnnKernel(card, architecture, SHAPE, trainsEncoder);
                var processor = NetworkKernel.ofProcessor(
                        architecture, SHAPE, 1, trainsEncoder ? 0 : Integer.MAX_VALUE, Precision.SINGLE)) {
            assertThat(kernel.parameterCount()).isEqualTo(processor.parameterCount());
            var made = Made.by(kernel, architecture, labels);
            made.assertLike(Made.by(processor, architecture, labels));
            return made;
        }
    }

    @Test
    void the_members_of_an_ensemble_drop_each_their_own_and_answer_by_their_mean() {
        var made = compare(network(new Classes(3), 3), CLASSES, true);
        assertThat(made.answers()[0]).isNotEqualTo(made.lastMember()[1]);
    }

    @Test
    void an_encoder_that_does_not_learn_has_no_gradients() {
        for (int members = 1; members <= 2; members++) {
            var made = compare(network(new Classes(3), members), CLASSES, false);
            int own = made.gradients().length / members;
            int head = own - (CNN.outputs() + 1) * 3;
            for (int member = 0; member < members; member++) {
                var ofMember = Arrays.copyOfRange(made.gradients(), member * own, (member + 1) * own);
                assertThat(Arrays.copyOf(ofMember, head)).containsOnly(0);
                assertThat(ofMember[own - 1]).isNotZero();
            }
        }
    }

    @Test
    void paths_of_labels_are_learned_in_a_fixed_order_or_the_likeliest_first() {
        compare(network(new LabelPath(4, 4, 5, List.of(2, 0, 3, 1)), 1), SETS, true);
        compare(network(new LabelPath(4, 4, 5, List.of()), 1), SETS, true);
        compare(network(new LabelPath(4, 4, 5, List.of()), 1), SETS, false);
    }

    @Test
    void other_mini_batches_may_have_more_labels() {
        var path = network(new LabelPath(4, 4, 5, List.of(2, 0, 3, 1)), 1);
        var few = LabelSets.of(List.of(
                new int[] {1}, new int[] {}, new int[] {0}, new int[] {2}, new int[] {0}, new int[] {}, new int[] {3}));
        try (var kernel = new CudnnKernel(card, path, SHAPE, true);
                var processor = NetworkKernel.ofProcessor(path, SHAPE, 1, 0, Precision.SINGLE)) {
            for (var labels : List.of(few, SETS, few)) {
                Made.by(kernel, path, labels).assertLike(Made.by(processor, path, labels));
            }
        }
    }

    @Test
    void too_few_parameters_are_refused() {
        try (var kernel = new CudnnKernel(card, network(new Classes(3), 2), SHAPE, true)) {
            int count = kernel.parameterCount();
            assertThatThrownBy(() -> kernel.load(new float[count - 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The network has %d parameters, not %d.", count, count - 1);
        }
    }

    @Test
    void another_thread_than_the_one_that_made_it_may_use_and_close_it() throws InterruptedException {
        var architecture = network(new Classes(3), 2);
        var kernel = new CudnnKernel(card, architecture, SHAPE, true);
        var here = Made.by(kernel, architecture, CLASSES);
        var there = new Made[1];
        var thread = new Thread(() -> {
            there[0] = Made.by(kernel, architecture, CLASSES);
            kernel.close();
        });
        thread.start();
        thread.join();
        assertThat(there[0].gradients()).containsExactly(here.gradients());
        assertThat(there[0].answers()).containsExactly(here.answers());
    }

    @Test
    void threads_that_compute_at_once_do_not_disturb_each_other() throws InterruptedException {
        var architectures = List.of(network(new Classes(3), 2), network(new LabelPath(4, 4, 5, List.of()), 1));
        var labels = List.of(CLASSES, SETS);
        var alone = new Made[2];
        var together = new Made[2][10];
        for (int i = 0; i < 2; i++) {
            try (var kernel = new CudnnKernel(card, architectures.get(i), SHAPE, true)) {
                alone[i] = Made.by(kernel, architectures.get(i), labels.get(i));
            }
        }
        var threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int number = i;
            threads[i] = new Thread(() -> {
                try (var kernel = new CudnnKernel(card, architectures.get(number), SHAPE, true)) {
                    for (int run = 0; run < 10; run++) {
                        together[number][run] = Made.by(kernel, architectures.get(number), labels.get(number));
                    }
                }
            });
            threads[i].start();
        }
        for (int i = 0; i < 2; i++) {
            threads[i].join();
            for (var made : together[i]) {
                assertThat(made.gradients()).containsExactly(alone[i].gradients());
                assertThat(made.answers()).containsExactly(alone[i].answers());
            }
        }
    }

    @Test
    void fifty_kernels_one_after_another_leave_nothing() {
        var architecture = network(new LabelPath(4, 4, 5, List.of(2, 0, 3, 1)), 1);
        long free = card.freeBytes();
        for (int run = 0; run < 50; run++) {
            try (var kernel = new CudnnKernel(card, architecture, SHAPE, true)) {
                Made.by(kernel, architecture, SETS);
            }
            assertThat(card.freeBytes()).isEqualTo(free);
        }
    }

    @Test
    void whichever_call_fails_a_kernel_says_so_and_leaves_nothing() {
        var architecture = network(new LabelPath(4, 4, 5, List.of()), 1);
        Made expected;
        try (var kernel = new CudnnKernel(card, architecture, SHAPE, true)) {
            expected = Made.by(kernel, architecture, SETS);
        }
        // once more: kernels are loaded at their first use only
        standIn.reset();
        try (var kernel = new CudnnKernel(card, architecture, SHAPE, true)) {
            Made.by(kernel, architecture, SETS).assertLike(expected);
        }
        long calls = standIn.calls();
        int told = 0;
        for (long call = 1; call <= calls; call++) {
            standIn.reset();
            standIn.failAt(call);
            try (var kernel = new CudnnKernel(card, architecture, SHAPE, true)) {
                Made.by(kernel, architecture, SETS).assertLike(expected);
            } catch (SeqNetException e) {
                assertThat(e).hasMessageStartingWith("The GPU failed: ");
                told++;
            }
            standIn.failAt(0);
            assertThat(standIn.left()).as("after call %d failed", call).isEmpty();
        }
        // All but those that free something.
        assertThat(told).isGreaterThan((int) (0.7 * calls));
    }
}
