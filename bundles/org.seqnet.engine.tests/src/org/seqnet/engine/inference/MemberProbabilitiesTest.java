package org.seqnet.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

class MemberProbabilitiesTest {
    private static final int SIZE = 53;
    private static final int LABELS = 6;

    private static Sequences sequences(TrainedNetwork network) {
        return ToySequences.learnable(SIZE, network.inputShape(), LABELS, 3).sequences();
    }

    private static TrainedNetwork member(int number, TrainedNetwork ensemble) {
        var architecture = ensemble.architecture();
        int count = ensemble.parameterCount() / architecture.members();
        return new TrainedNetwork(
                new Architecture(architecture.encoder(), architecture.head()),
                ensemble.input(),
                ensemble.labels(),
                Arrays.copyOfRange(ensemble.parameters(), number * count, (number + 1) * count),
                new float[0],
                0,
                ensemble.provenance());
    }

    private static float[] alone(TrainedNetwork network) {
        try (var classifier = Classifier.of(network, 10, 1)) {
            return classifier.probabilities(sequences(network), 0, SIZE, () -> false);
        }
    }

    @Test
    void they_are_those_of_the_members_taken_apart_and_an_ensemble_gives_their_mean() {
        var ensemble = Toys.ensemble(Toys.network(), 3);
        var apart = IntStream.range(0, 3)
                .mapToObj(number -> alone(member(number, ensemble)))
                .toList();
        try (var classifier = Classifier.of(ensemble)) {
            var members = classifier.memberProbabilities(sequences(ensemble), 0, SIZE, () -> false);
            var mean = classifier.probabilities(sequences(ensemble), 0, SIZE, () -> false);

            assertThat(members.members()).containsExactlyElementsOf(apart);
            assertThat(members.mean()).isEqualTo(mean);
            for (int i = 0; i < mean.length; i++) {
                double byHand = ((double) apart.get(0)[i] + apart.get(1)[i] + apart.get(2)[i]) / 3;
                assertThat(mean[i]).isCloseTo((float) byHand, within(1e-7f));
            }
        }
    }

    @Test
    void a_part_of_the_sequences_gives_the_same_part_of_them() {
        var ensemble = Toys.ensemble(Toys.network(), 2);
        try (var classifier = Classifier.of(ensemble, 7, 2)) {
            var all = classifier.memberProbabilities(sequences(ensemble), 0, SIZE, () -> false);
            var part = classifier.memberProbabilities(sequences(ensemble), 20, 30, () -> false);

            for (int member = 0; member < 2; member++) {
                assertThat(part.members().get(member))
                        .isEqualTo(Arrays.copyOfRange(all.members().get(member), 20 * LABELS, 50 * LABELS));
            }
        }
    }

    @Test
    void a_network_that_is_no_ensemble_is_its_only_member() {
        try (var classifier = Classifier.of(Toys.network())) {
            var members = classifier.memberProbabilities(sequences(Toys.network()), 0, SIZE, () -> false);

            assertThat(members.members()).containsExactly(alone(Toys.network()));
            assertThat(members.mean()).isEqualTo(alone(Toys.network()));
            assertThat(members.deviation(probabilities -> probabilities[3])).isZero();
        }
    }

    @Test
    void a_network_of_paths_has_none() {
        var network = Toys.labelPath();
        try (var classifier = Classifier.of(network)) {
            assertThatThrownBy(() -> classifier.memberProbabilities(sequences(network), 0, SIZE, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The network gives no probabilities but those of paths.");
        }
    }

    @Test
    void the_deviation_is_the_root_of_the_mean_square_of_what_members_differ_from_their_mean() {
        var members = new MemberProbabilities(
                List.of(new float[] {0.25f, 0.75f}, new float[] {0.5f, 0.5f}, new float[] {0, 1}));

        // mean 0.25, squares 0, 1/16 and 1/16
        assertThat(members.deviation(probabilities -> probabilities[0])).isCloseTo(Math.sqrt(1 / 24.0), within(1e-15));
        assertThat(members.mean()).containsExactly(0.25f, 0.75f);
        assertThat(new MemberProbabilities(List.of(new float[] {1}, new float[] {0}))
                        .deviation(probabilities -> probabilities[0]))
                .isEqualTo(0.5);
    }

    @Test
    void labels_of_an_ensemble_have_the_deviation_of_the_probability_of_all_of_them_together() {
        var ensemble = Toys.ensemble(Toys.independentLabels(), 3);
        var data = sequences(ensemble);
        try (var classifier = Classifier.of(ensemble)) {
            var plain = classifier.labelSets(data, 0, SIZE, new LabelSearch(1, 0, true, false), () -> false);
            var told = classifier.labelSets(data, 0, SIZE, new LabelSearch(1, 0, true, true), () -> false);
            var apart = IntStream.range(0, 3)
                    .mapToObj(number -> alone(member(number, ensemble)))
                    .toList();

            for (int n = 0; n < SIZE; n++) {
                var one = told.get(n).orElseThrow();
                assertThat(one.labels()).isEqualTo(plain.get(n).orElseThrow().labels());
                assertThat(one.scores()).isEqualTo(plain.get(n).orElseThrow().scores());
                assertThat(one.probability())
                        .isEqualTo(plain.get(n).orElseThrow().probability());
                assertThat(plain.get(n).orElseThrow().deviation()).isZero();
                var together = new double[3];
                for (int number = 0; number < 3; number++) {
                    together[number] = 1;
                    for (int label = 0; label < LABELS; label++) {
                        int asked = label;
                        double probability = apart.get(number)[n * LABELS + label];
                        together[number] *= IntStream.of(one.labels()).anyMatch(each -> each == asked)
                                ? probability
                                : 1 - probability;
                    }
                }
                assertThat(one.deviation()).isCloseTo(deviation(together), within(1e-12));
            }
        }
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
