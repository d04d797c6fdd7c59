package org.seqnet.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.TrainedNetwork;

class DeeplearningFileTest {
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GRU")
    void deeplearning4j_reads_the_file_and_predicts_and_learns_on(Cell cell) throws IOException {
        predictsAndLearnsOn(Toys.network(cell));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 0, false", "1, 0, true", "2, 0.25, true"})
    void deeplearning4j_reads_networks_of_both_directions_and_the_mean_over_time(
            int layers, double dropout, boolean bidirectional) throws IOException {
        predictsAndLearnsOn(Toys.network(new Recurrent(Cell.LSTM, layers, 3, dropout, 1, bidirectional, Pooling.MEAN)));
    }

    private static void predictsAndLearnsOn(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        DeeplearningFile.write(network, bytes);

        var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

        var data = ToySequences.learnable(9, network.inputShape(), 6, 1).sequences();
        var values = new float[9 * 8];
        data.copyBatch(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 0, 9, values);
        var output = read.output(Nd4j.createFromArray(values).reshape(9, 4, 2));
        try (var classifier = Classifier.of(network)) {
            assertThat(output.dup('c').reshape(54).toFloatVector())
                    .containsExactly(classifier.probabilities(data, 0, data.size(), () -> false), within(1e-6f));
        }
        assertThat(read.params().toFloatVector()).isEqualTo(network.parameters());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(network.updaterState());
        assertThat(read.getIterationCount()).isEqualTo(12);
        var targets = Nd4j.zeros(9, 6);
        targets.putScalar(0, 0, 1);
        read.fit(Nd4j.createFromArray(values).reshape(9, 4, 2), targets);
        assertThat(read.getIterationCount()).isEqualTo(13);
    }

    static Stream<TrainedNetwork> independentLabels() {
        var labels = Toys.independentLabels();
        var convolutional = Toys.convolutionalNetwork();
        return Stream.of(
                labels,
                new TrainedNetwork(
                        new Architecture(
                                convolutional.architecture().encoder(), IndependentLabels.of(convolutional.labels())),
                        convolutional.input(),
                        convolutional.labels(),
                        convolutional.parameters(),
                        convolutional.updaterState(),
                        convolutional.steps(),
                        convolutional.provenance()));
    }

    @ParameterizedTest
    @MethodSource("independentLabels")
    void deeplearning4j_reads_independent_labels_and_predicts_and_learns_on(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        DeeplearningFile.write(network, bytes);

        var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

        int labels = network.labels().size();
        var data = ToySequences.learnable(5, network.inputShape(), labels, 1).sequences();
        var values = new float[5 * network.inputShape().values()];
        data.copyBatch(new int[] {0, 1, 2, 3, 4}, 0, 5, values);
        var sequences = network.inputShape().timeSteps() == 4
                ? Nd4j.createFromArray(values).reshape(5, 4, 2)
                : Nd4j.createFromArray(values)
                        .reshape(5, 6, 6, 2)
                        .permute(0, 3, 1, 2)
                        .dup('c');
        var output = read.output(sequences);
        try (var classifier = Classifier.of(network)) {
            assertThat(output.dup('c').reshape(5L * labels).toFloatVector())
                    .containsExactly(classifier.probabilities(data, 0, data.size(), () -> false), within(1e-6f));
        }
        var layer = (OutputLayer) read.getOutputLayer().conf().getLayer();
        assertThat(layer.getLossFn()).hasToString("LossBinaryXENT()");
        assertThat(layer.getActivationFn()).hasToString("sigmoid");
        assertThat(read.params().toFloatVector()).isEqualTo(network.parameters());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(network.updaterState());
        var targets = Nd4j.zeros(5, labels);
        targets.putScalar(0, 0, 1);
        targets.putScalar(0, 2, 1);
        read.fit(sequences, targets);
        assertThat(read.getIterationCount()).isEqualTo(13);
    }

    @Test
    void deeplearning4j_reads_values_and_predicts_them_in_their_own_unit_and_learns_on() throws IOException {
        for (var loss : List.of(ValueLoss.SQUARED, ValueLoss.ABSOLUTE)) {
            var head = new Values(List.of(new Standard(100, 20), new Standard(-0.5, 0.001)), loss, Optional.empty());
            var network = Toys.values(head, LabelDomain.of("a", "b"));
            var bytes = new ByteArrayOutputStream();
            DeeplearningFile.write(network, bytes);

            var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

            var data = ToySequences.learnable(5, network.inputShape(), 2, 1).sequences();
            var values = new float[5 * network.inputShape().values()];
            data.copyBatch(new int[] {0, 1, 2, 3, 4}, 0, 5, values);
            var sequences = Nd4j.createFromArray(values).reshape(5, 4, 2);
            var expected = new float[10];
            try (var live = LiveNetwork.of(network.architecture(), network.inputShape(), network.parameters(), 1)) {
                live.classify(data, 0, 5, 5, expected, () -> false);
            }
            for (int i = 0; i < 10; i++) {
                expected[i] = (float) head.standard(i % 2).inOwnUnit(expected[i]);
            }
            assertThat(read.output(sequences).dup('c').reshape(10).toFloatVector())
                    .containsExactly(expected, within(1e-5f));
            read.fit(sequences, Nd4j.createFromArray(expected).reshape(5, 2));
            assertThat(read.getIterationCount()).isEqualTo(13);
        }
    }

    @Test
    void a_gru_is_refused_with_what_to_do_instead() {
        var bytes = new ByteArrayOutputStream();

        assertThatThrownBy(() -> DeeplearningFile.write(Toys.network(Cell.GRU), bytes))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support GRU networks. Select the Sequence Networks format.");
        assertThat(bytes.size()).isZero();
    }

    static Stream<TrainedNetwork> timeConvolutions() {
        return Stream.of(Toys.temporalNetwork(), Toys.composedNetwork());
    }

    @ParameterizedTest
    @MethodSource("timeConvolutions")
    void convolutions_over_time_are_refused_with_what_to_do_instead(TrainedNetwork network) {
        var bytes = new ByteArrayOutputStream();

        assertThatThrownBy(() -> DeeplearningFile.write(network, bytes))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support Sequence CNN networks. Select the Sequence Networks "
                        + "format.");
        assertThat(bytes.size()).isZero();
    }

    static Stream<TrainedNetwork> labelPaths() {
        return Stream.of(Toys.labelPath(), Toys.orderFreeLabelPath());
    }

    @ParameterizedTest
    @MethodSource("labelPaths")
    void a_label_path_is_refused_with_what_to_do_instead(TrainedNetwork network) {
        var bytes = new ByteArrayOutputStream();

        assertThatThrownBy(() -> DeeplearningFile.write(network, bytes))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support networks that predict label paths. Select the Sequence "
                        + "Networks format.");
        assertThat(bytes.size()).isZero();
    }

    @Test
    void an_ensemble_is_refused_with_what_to_do_instead() {
        var bytes = new ByteArrayOutputStream();

        assertThatThrownBy(() -> DeeplearningFile.write(Toys.ensemble(Toys.network(), 2), bytes))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Deeplearning4j does not support ensembles of networks. Select the Sequence Networks "
                        + "format.");
        assertThat(bytes.size()).isZero();
    }

    static Stream<TrainedNetwork> convolutionalNetworks() {
        return Stream.of(Toys.convolutionalNetwork(), Toys.normalizedNetwork());
    }

    @ParameterizedTest
    @MethodSource("convolutionalNetworks")
    void deeplearning4j_reads_a_convolutional_network_and_predicts_and_learns_on(TrainedNetwork network)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        DeeplearningFile.write(network, bytes);

        var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

        var data = ToySequences.learnable(3, network.inputShape(), 4, 1).sequences();
        var values = new float[3 * 72];
        data.copyBatch(new int[] {0, 1, 2}, 0, 3, values);
        var images = Nd4j.createFromArray(values)
                .reshape(3, 6, 6, 2)
                .permute(0, 3, 1, 2)
                .dup('c');
        var output = read.output(images);
        try (var classifier = Classifier.of(network)) {
            assertThat(output.dup('c').reshape(12).toFloatVector())
                    .containsExactly(classifier.probabilities(data, 0, data.size(), () -> false), within(1e-6f));
        }
        assertThat(read.params().toFloatVector()).isEqualTo(network.parameters());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(stateInBlocks(network));
        var targets = Nd4j.zeros(3, 4);
        targets.putScalar(0, 0, 1);
        read.fit(images, targets);
        assertThat(read.getIterationCount()).isEqualTo(13);
    }

    /** Returns Adam's moments as Deeplearning4j keeps them: those before six statistics by themselves. */
    private static float[] stateInBlocks(TrainedNetwork network) {
        if (network.equals(Toys.convolutionalNetwork())) {
            return network.updaterState();
        }
        int count = network.parameterCount();
        // Before the moving averages: 54 weights, three gammas and three betas.
        var indices = IntStream.of(0, count)
                .flatMap(from -> IntStream.range(from, from + 60))
                .boxed()
                .collect(Collectors.toList());
        for (int from : new int[] {66, count + 66}) {
            IntStream.range(from, from + count - 66).forEach(indices::add);
        }
        var blocks = new float[indices.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = network.updaterState()[indices.get(i)];
        }
        return blocks;
    }
}
