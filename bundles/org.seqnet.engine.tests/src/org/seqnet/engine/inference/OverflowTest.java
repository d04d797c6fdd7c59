package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;

/** Numbers that grow too large inside a network: of the sequences that hold them, and of no other. */
class OverflowTest {
    /** What rasters hold where nothing was measured. */
    private static final float NO_DATA = -Float.MAX_VALUE;

    private static final int SIZE = 300;

    @ParameterizedTest(name = "{0}, {2} threads, batches of {1}")
    @MethodSource("networksOfAllKinds")
    void a_sequence_without_data_changes_no_bit_of_the_others(TrainedNetwork network, int batchSize, int threads) {
        var holes = Set.of(0, 17, 18, 150, SIZE - 1);
        try (var classifier = Classifier.of(network, batchSize, threads)) {
            var sound = rows(classifier.probabilities(sequences(network, Set.of()), 0, SIZE, () -> false));
            var holed = rows(classifier.probabilities(sequences(network, holes), 0, SIZE, () -> false));

            for (int n = 0; n < SIZE; n++) {
                if (!holes.contains(n)) {
                    assertThat(holed.get(n)).as("sequence %d", n).isEqualTo(sound.get(n));
                }
            }
        }
    }

    static Stream<Arguments> networksOfAllKinds() {
        return Stream.concat(
                        networksThatOverflow(),
                        Stream.of(Toys.network(), Toys.network(Cell.RNN_TANH), Toys.networkForAnyLength()))
                .flatMap(network -> Stream.of(
                        Arguments.of(network, 1000, 1), Arguments.of(network, 1000, 3), Arguments.of(network, 7, 2)));
    }

    @ParameterizedTest
    @MethodSource("networksThatOverflow")
    void a_sequence_without_data_has_no_likeliest_label(TrainedNetwork network) {
        var classes = Classes.of(network.labels());
        try (var classifier = Classifier.of(network)) {
            var probabilities = classifier.probabilities(sequences(network, Set.of(17)), 0, SIZE, () -> false);

            assertThat(IntStream.range(0, SIZE)
                            .filter(n -> classes.likeliest(probabilities, n).isEmpty()))
                    .containsExactly(17);
        }
    }

    static Stream<TrainedNetwork> networksThatOverflow() {
        return Stream.of(Toys.network(Cell.RNN_RELU), Toys.convolutionalNetwork(), Toys.normalizedNetwork());
    }

    @ParameterizedTest
    @MethodSource("networksWithoutVariances")
    void huge_finite_weights_tell_nothing_of_any_sequence(TrainedNetwork network) {
        var classes = Classes.of(network.labels());
        var sequences = sequences(network, Set.of());
        try (var classifier = Classifier.of(Toys.withHugeWeights(network))) {
            var probabilities = classifier.probabilities(sequences, 0, sequences.size(), () -> false);

            assertThat(IntStream.range(0, SIZE)
                            .filter(n -> classes.likeliest(probabilities, n).isPresent()))
                    .isEmpty();
        }
        var outcome =
                TimedClassification.of(List.of(Toys.withHugeWeights(network)), sequences, 1, () -> false, share -> {});
        assertThat(outcome.get(0).labels()).hasSize(SIZE).containsOnly(-1);
    }

    static Stream<TrainedNetwork> networksWithoutVariances() {
        return Stream.of(Toys.network(Cell.RNN_RELU), Toys.convolutionalNetwork());
    }

    private static Sequences sequences(TrainedNetwork network, Set<Integer> holes) {
        var form = network.architecture().encoder().inputForm();
        var features = network.inputShape().features();
        var shape = network.inputShape().isAnyLength() ? new SequenceShape(4, features) : network.inputShape();
        var source = ToySequences.learnable(SIZE, shape, 2, 5).sequences();
        var packer = Sequences.packer(shape, form, "");
        for (int n = 0; n < SIZE; n++) {
            var values = new float[shape.values()];
            source.copyTo(n, values, 0);
            if (holes.contains(n)) {
                Arrays.fill(values, NO_DATA);
            }
            packer.add(Tensor.ofFloats(Shape.of(shape.timeSteps(), features), values));
        }
        return packer.build();
    }

    /** Returns the rows of probabilities as bits, since NaN is not equal to itself. */
    private static List<List<Integer>> rows(float[] probabilities) {
        int classes = probabilities.length / SIZE;
        return IntStream.range(0, SIZE)
                .mapToObj(n -> IntStream.range(n * classes, (n + 1) * classes)
                        .mapToObj(i -> Float.floatToRawIntBits(probabilities[i]))
                        .toList())
                .toList();
    }
}
