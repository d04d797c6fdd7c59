package org.seqnet.engine.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;

class PermutationImportanceTest {
    private static final int ROWS = 200;

    /** Returns a network that reads the first feature alone, where class 1 has a logit of 1. */
    private static TrainedNetwork network() {
        var network = LinearNetwork.of(Preprocessing.NONE, 2, 3, 0);
        var parameters = network.parameters();
        parameters[parameters.length - 1] = 1;
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                parameters,
                new float[0],
                0,
                network.provenance());
    }

    /** Returns sequences of 1 to 4 steps whose first feature is 2 for class 0 and -2 for class 1, the second noise. */
    private static Sequences sequences() {
        var stream = new SeedStream(1, Purpose.ORDER);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(2), InputForm.SEQUENCES, "");
        for (int n = 0; n < ROWS; n++) {
            var values = new float[2 * (1 + n % 4)];
            for (int i = 0; i < values.length; i += 2) {
                values[i] = n % 2 == 0 ? 2 : -2;
                values[i + 1] = (float) stream.nextGaussian();
            }
            packer.add(Tensor.ofFloats(Shape.of(values.length / 2, 2), values));
        }
        return packer.build();
    }

    private static int[] classes() {
        return IntStream.range(0, ROWS).map(n -> n % 2).toArray();
    }

    private static List<FeatureImportance> measured(long seed, int threads) {
        return PermutationImportance.of(network(), sequences(), classes(), 8, seed, threads, () -> false, share -> {});
    }

    @Test
    void the_size_of_the_job_counts_every_exchange() {
        var job = PermutationImportance.job(network(), sequences(), 8, 2);

        // 200 rows as they are, and 2 features exchanged 8 times; 2.5 steps on average
        assertThat(job.batchSize()).isEqualTo(ROWS);
        assertThat(job.steps()).isEqualTo(2.5);
        assertThat(job.operations())
                .isEqualTo(200.0 * 17 * network().architecture().operations(new SequenceShape(3, 2)));
    }

    @Test
    void an_informative_feature_is_worth_much_and_an_irrelevant_one_nothing() {
        var importance = measured(5, 0);

        assertThat(importance).hasSize(2);
        var informative = importance.get(0);
        // All rows are right, and half of those that get another's series remain so.
        assertThat(informative.accuracyDecrease().mean()).isCloseTo(0.5, within(0.05));
        assertThat(informative.lossIncrease().mean()).isGreaterThan(1);
        assertThat(informative.lossIncrease().lower())
                .isPositive()
                .isLessThan(informative.lossIncrease().mean());
        assertThat(informative.lossIncrease().upper())
                .isGreaterThan(informative.lossIncrease().mean());
        var irrelevant = importance.get(1);
        assertThat(irrelevant.accuracyDecrease().mean()).isZero();
        assertThat(irrelevant.lossIncrease().mean()).isZero();
        assertThat(irrelevant.lossIncrease().lower()).isZero();
        assertThat(irrelevant.lossIncrease().upper()).isZero();
    }

    /** Of two rows, an exchange takes both series or none: figures by hand. */
    @Test
    void two_rows_either_keep_or_exchange_their_series() {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(2), InputForm.SEQUENCES, "");
        packer.add(Tensor.ofFloats(Shape.of(1, 2), new float[] {0, 0}));
        packer.add(Tensor.ofFloats(Shape.of(1, 2), new float[] {-2, 0}));
        int repetitions = 6;

        var importance = PermutationImportance.of(
                        network(), packer.build(), new int[] {0, 1}, repetitions, 1, 1, () -> false, share -> {})
                .get(0);

        // Logits of class 0 are 3 and 0 (ReLU of -3), those of class 1 are 1.
        double kept = (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-1))) / 2;
        double exchanged = (Math.log1p(Math.exp(1)) + Math.log1p(Math.exp(2))) / 2;
        int count = 0;
        for (int i = 0; i < repetitions; i++) {
            int[] rows = {0, 1};
            new SeedStream(1, Purpose.PERMUTATION, i, 0).shuffle(rows);
            count += rows[0];
        }
        assertThat(count).isBetween(1, repetitions - 1);
        assertThat(importance.lossIncrease().mean()).isCloseTo((exchanged - kept) * count / repetitions, within(1e-6));
    }

    @Test
    void the_seed_decides_and_threads_do_not() {
        assertThat(measured(5, 3)).isEqualTo(measured(5, 1));
        assertThat(measured(6, 1)).isNotEqualTo(measured(5, 1));
    }

    @Test
    void progress_goes_up_to_1() {
        var shares = new ArrayList<Double>();
        PermutationImportance.of(network(), sequences(), classes(), 2, 1, 1, () -> false, shares::add);
        assertThat(shares).containsExactly(0.25, 0.5, 0.75, 1.0);
    }

    @Test
    void who_cancels_gets_an_answer_at_once() {
        assertThatThrownBy(() ->
                        PermutationImportance.of(network(), sequences(), classes(), 2, 1, 1, () -> true, share -> {}))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void what_cannot_be_measured_is_refused() {
        assertThatThrownBy(() ->
                        PermutationImportance.of(network(), sequences(), classes(), 1, 1, 1, () -> false, share -> {}))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Repetitions: 1 is not between 2 and 1000.");
        assertThatThrownBy(() -> PermutationImportance.of(
                        network(), sequences().select(new int[] {3}), new int[1], 2, 1, 1, () -> false, share -> {}))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Permutation importance requires at least 2 sequences with a label.");
        var labels = ToySequences.learnable(4, new SequenceShape(4, 2), 6, 3).sequences();
        assertThatThrownBy(() -> PermutationImportance.of(
                        Toys.independentLabels(), labels, new int[4], 2, 1, 1, () -> false, share -> {}))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Permutation importance requires a network that predicts one class per sequence.");
    }
}
