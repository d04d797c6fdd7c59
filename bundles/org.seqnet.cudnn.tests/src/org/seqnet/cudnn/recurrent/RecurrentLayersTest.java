package org.seqnet.cudnn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.card.CardException;
import org.seqnet.cudnn.network.KernelOnCard;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** Recurrent networks on the card that stands in for one, compared with the processor's kernel. */
class RecurrentLayersTest extends OnStandIn {
    private static final int FEATURES = 3;
    private static final int UNITS = 5;
    private static final int CLASSES = 4;
    private static final int[] EQUAL = {6, 6, 6, 6};
    private static final int[] UNEQUAL = {4, 1, 6, 3, 6};

    private static Recurrent network(Cell cell, int layers, boolean bidirectional, Pooling pooling, double dropout) {
        return new Recurrent(cell, layers, UNITS, dropout, 0, bidirectional, pooling);
    }

    private static Architecture architecture(Recurrent network) {
        return new Architecture(network, new Classes(CLASSES));
    }

    private static SequenceShape shape() {
        return SequenceShape.ofAnyLength(FEATURES);
    }

    private static float[] random(int count, long seed, double deviation) {
        var stream = new SeedStream(seed, Purpose.START_WEIGHTS);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * stream.nextGaussian());
        }
        return values;
    }

    private static MiniBatch batch(int[] lengths, long seed) {
        int steps = Arrays.stream(lengths).sum();
        var classes = new int[lengths.length];
        Arrays.setAll(classes, n -> n % CLASSES);
        var targets = new Targets(LabelSets.ofClasses(classes));
        return new MiniBatch(random(steps * FEATURES, seed, 1), lengths, targets, lengths.length);
    }

    /** Returns what a kernel makes of some mini-batches: probabilities, then losses and gradients. */
    private static List<float[]> results(NetworkKernel kernel, List<int[]> lengths, int outputs) {
        var results = new ArrayList<float[]>();
        // Sums over all units are about as large in every network.
        var parameters = random(kernel.parameterCount(), 7, 1 / Math.sqrt(outputs));
        for (int i = 0; i < lengths.size(); i++) {
            var batch = batch(lengths.get(i), i + 1);
            var starts = new int[batch.size() + 1];
            for (int n = 0; n < batch.size(); n++) {
                starts[n + 1] = starts[n] + batch.timeSteps()[n] * FEATURES;
            }
            kernel.load(parameters);
            var probabilities = new float[batch.size() * CLASSES];
            kernel.predict(
                    (n, target, at) ->
                            System.arraycopy(batch.values(), starts[n], target, at, starts[n + 1] - starts[n]),
                    batch.timeSteps(),
                    batch.size(),
                    probabilities,
                    0);
            var gradients = new float[kernel.parameterCount()];
            var outcome = kernel.differentiate(parameters, batch, new SeedStream(3, Purpose.DROPOUT, i), gradients);
            results.add(probabilities);
            results.add(new float[] {(float) outcome.lossSum(), (float) outcome.correct()});
            results.add(gradients);
        }
        return results;
    }

    private static List<float[]> onProcessor(Architecture architecture, List<int[]> lengths) {
        try (var kernel = NetworkKernel.ofProcessor(architecture, shape(), 1, 0, Precision.SINGLE)) {
            return results(kernel, lengths, architecture.encoder().outputs());
        }
    }

    private List<float[]> onCard(Architecture architecture, List<int[]> lengths) {
        try (var kernel = KernelOnCard.of(standIn.card(), architecture, shape())) {
            return results(kernel, lengths, architecture.encoder().outputs());
        }
    }

    private static void assertAlike(List<float[]> found, List<float[]> expected, String description) {
        for (int i = 0; i < expected.size(); i++) {
            float[] wanted = expected.get(i);
            float largest = 0;
            for (float value : wanted) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(found.get(i)).as("%s: result %d", description, i).hasSameSizeAs(wanted);
            for (int k = 0; k < wanted.length; k++) {
                assertThat(found.get(i)[k])
                        .as("%s: value %d of result %d", description, k, i)
                        .isCloseTo(wanted[k], within(1e-4f * Math.abs(wanted[k]) + 3e-6f * largest));
            }
        }
    }

    private void compare(Recurrent network, List<int[]> lengths) {
        var architecture = architecture(network);
        var found = onCard(architecture, lengths);
        assertAlike(found, onProcessor(architecture, lengths), network + ": " + lengths.size());
        assertThat(standIn.trouble()).as(network.toString()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void every_network_computes_what_the_processor_does(Cell cell) {
        for (var pooling : Pooling.values()) {
            for (boolean bidirectional : new boolean[] {false, true}) {
                for (int layers : new int[] {1, 2, 3}) {
                    for (double dropout : new double[] {0, 0.4}) {
                        var network = network(cell, layers, bidirectional, pooling, dropout);
                        compare(network, List.of(EQUAL, UNEQUAL));
                    }
                }
            }
        }
    }

    @Test
    void mini_batches_may_become_smaller_larger_shorter_and_longer() {
        int[] one = {2};
        int[] longer = {9, 9, 9, 9, 9, 9, 9};
        int[] others = {3, 9, 1, 2, 9, 4, 5};
        int[] alike = {3, 9, 1, 2, 9, 5, 4};
        var lengths = List.of(EQUAL, one, longer, UNEQUAL, others, alike, EQUAL);
        for (double dropout : new double[] {0, 0.4}) {
            compare(network(Cell.LSTM, 2, true, Pooling.LAST_STEP, dropout), lengths);
            compare(network(Cell.GRU, 2, false, Pooling.ATTENTION, dropout), lengths);
        }
    }

    @Test
    void networks_of_more_units_and_sequences_of_more_steps_than_a_block_has_threads_are_computed_as_well() {
        compare(new Recurrent(Cell.GRU, 1, 140, 0.4, 0, false, Pooling.ATTENTION), List.of(new int[] {150, 140}));
        compare(new Recurrent(Cell.RNN_TANH, 1, 140, 0, 0, true, Pooling.MEAN), List.of(new int[] {9, 9}));
    }

    @Test
    void every_member_of_an_ensemble_computes_what_the_processor_does() {
        var network = network(Cell.LSTM, 2, false, Pooling.LAST_STEP, 0.4);
        var architecture = new Architecture(network, new Classes(CLASSES), 3);
        var lengths = List.of(EQUAL, UNEQUAL);
        assertAlike(onCard(architecture, lengths), onProcessor(architecture, lengths), "ensemble");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void where_the_faster_algorithm_is_not_supported_the_standard_one_computes_the_same(int call) {
        for (double dropout : new double[] {0, 0.4}) {
            standIn.refusePersistent(call);
            compare(network(Cell.LSTM, 2, false, Pooling.LAST_STEP, dropout), List.of(EQUAL, UNEQUAL, EQUAL));
            // Each descriptor is tried once; with dropout, each layer has one.
            assertThat(standIn.refusals()).isEqualTo(dropout == 0 ? 1 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void whichever_call_fails_nothing_is_left_behind(Pooling pooling) {
        int layers = pooling == Pooling.LAST_STEP ? 2 : 1;
        var architecture = architecture(network(Cell.LSTM, layers, true, pooling, 0.4));
        var lengths = List.of(new int[] {2, 1});
        onCard(architecture, lengths);
        long calls = standIn.calls();
        int told = 0;
        for (long call = 1; call <= calls; call++) {
            standIn.reset();
            standIn.failAt(call);
            try {
                onCard(architecture, lengths);
            } catch (CardException e) {
                told++;
            }
            assertThat(standIn.left()).as("after call %d", call).isEmpty();
        }
        // Those of the way out cannot be told to anyone.
        assertThat(told).isGreaterThan((int) calls / 2);
    }
}
