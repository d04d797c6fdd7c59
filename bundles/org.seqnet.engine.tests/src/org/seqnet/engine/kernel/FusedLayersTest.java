package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Compares networks with attached kernels with the same networks as Deeplearning4j runs them. */
class FusedLayersTest {

    private static final int CLASSES = 4;
    private static final int BATCHES = 60;

    @ParameterizedTest(name = "N={0} T={1} F={2} H={3} {4}")
    @CsvSource({
        "1,1,1,1,NWC",
        "1,5,3,2,NWC",
        "7,1,3,2,NCW",
        "4,6,5,3,NCW",
        "37,6,5,16,NWC",
        "37,6,5,16,NCW",
        "100,28,28,128,NWC"
    })
    void outputs_and_gradients_are_those_of_stock(int n, int t, int f, int h, RNNFormat format) {
        MultiLayerNetwork stock = classifier(f, h, format);
        MultiLayerNetwork fast = classifier(f, h, format);
        INDArray features = features(n, t, f, format, 1);
        INDArray labels = labels(n, 2);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            assertThat(layers.size()).isEqualTo(2);
            assertClose(fast.output(features), stock.output(features));
            compareGradients(fast, stock, features, labels, null);
        }
    }

    @ParameterizedTest
    @EnumSource(RNNFormat.class)
    void padding_after_the_end_is_masked_as_in_stock(RNNFormat format) {
        MultiLayerNetwork stock = classifier(5, 8, format);
        MultiLayerNetwork fast = classifier(5, 8, format);
        INDArray features = features(9, 6, 5, format, 3);
        INDArray mask = Nd4j.ones(9, 6);
        for (int i = 0; i < 9; i++) {
            for (int j = 6 - i % 4; j < 6; j++) {
                mask.putScalar(i, j, 0);
            }
        }
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            assertClose(fast.output(features, false, mask, null), stock.output(features, false, mask, null));
            compareGradients(fast, stock, features, labels(9, 4), mask);
        }
    }

    @Test
    void a_ragged_last_batch_and_a_batch_of_one_follow_a_full_one() {
        MultiLayerNetwork stock = classifier(5, 8, RNNFormat.NWC);
        MultiLayerNetwork fast = classifier(5, 8, RNNFormat.NWC);
        try (FusedLayers layers = FusedLayers.attach(fast, 3)) {
            for (int n : new int[] {40, 40, 13, 1, 40}) {
                INDArray features = features(n, 6, 5, RNNFormat.NWC, n);
                compareGradients(fast, stock, features, labels(n, n), null);
                assertClose(fast.output(features), stock.output(features));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RNNFormat.class)
    void every_step_can_be_classified(RNNFormat format) {
        MultiLayerNetwork stock = tagger(format, BackpropType.Standard);
        MultiLayerNetwork fast = tagger(format, BackpropType.Standard);
        INDArray features = features(9, 6, 5, format, 5);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            compareGradients(fast, stock, features, stepLabels(9, 6, format), null);
        }
    }

    @Test
    void both_directions_of_a_bidirectional_layer_are_served() {
        MultiLayerNetwork stock = bidirectional();
        MultiLayerNetwork fast = bidirectional();
        INDArray features = features(9, 6, 5, RNNFormat.NCW, 6);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            assertThat(layers.size()).isEqualTo(2);
            compareGradients(fast, stock, features, stepLabels(9, 6, RNNFormat.NCW), null);
        }
    }

    @Test
    void state_is_carried_from_one_time_step_to_the_next() {
        MultiLayerNetwork stock = tagger(RNNFormat.NCW, BackpropType.Standard);
        MultiLayerNetwork fast = tagger(RNNFormat.NCW, BackpropType.Standard);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            for (int i = 0; i < 4; i++) {
                INDArray features = features(3, 2, 5, RNNFormat.NCW, i);
                assertClose(fast.rnnTimeStep(features), stock.rnnTimeStep(features));
            }
        }
    }

    @Test
    void truncated_back_propagation_trains_as_in_stock() {
        MultiLayerNetwork stock = tagger(RNNFormat.NCW, BackpropType.TruncatedBPTT);
        MultiLayerNetwork fast = tagger(RNNFormat.NCW, BackpropType.TruncatedBPTT);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            for (int i = 0; i < 3; i++) {
                INDArray features = features(4, 12, 5, RNNFormat.NCW, i);
                INDArray labels = stepLabels(4, 12, RNNFormat.NCW);
                stock.fit(features, labels);
                fast.fit(features, labels);
            }
            assertThat(fast.params().distance2(stock.params())).isLessThan(1e-3);
        }
    }

    @Test
    void other_activations_are_handed_back_to_stock() {
        MultiLayerNetwork stock = relu();
        MultiLayerNetwork fast = relu();
        INDArray features = features(5, 4, 5, RNNFormat.NCW, 7);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            compareGradients(fast, stock, features, labels(5, 8), null);
        }
    }

    @Test
    void an_output_asked_for_between_two_passes_does_no_harm() {
        MultiLayerNetwork stock = classifier(5, 8, RNNFormat.NWC);
        MultiLayerNetwork fast = classifier(5, 8, RNNFormat.NWC);
        INDArray features = features(6, 4, 5, RNNFormat.NWC, 9);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            fast.feedForward(features, true);
            fast.output(features(6, 4, 5, RNNFormat.NWC, 10));
            compareGradients(fast, stock, features, labels(6, 11), null);
        }
    }

    @Test
    void the_loss_falls_as_in_stock_over_three_epochs() {
        MultiLayerNetwork stock = classifier(6, 16, RNNFormat.NWC);
        MultiLayerNetwork fast = classifier(6, 16, RNNFormat.NWC);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            double firstLoss = 0;
            for (int epoch = 0; epoch < 3; epoch++) {
                double stockLoss = 0;
                double fastLoss = 0;
                for (int batch = 0; batch < BATCHES; batch++) {
                    INDArray features = features(20, 3, 6, RNNFormat.NWC, batch);
                    INDArray labels = largestOfTheFirstFeatures(features);
                    stock.fit(features, labels);
                    fast.fit(features, labels);
                    stockLoss += stock.score() / BATCHES;
                    fastLoss += fast.score() / BATCHES;
                }
                assertThat(fastLoss).isCloseTo(stockLoss, within(1e-3 * stockLoss));
                firstLoss = epoch == 0 ? fastLoss : firstLoss;
                if (epoch == 2) {
                    assertThat(fastLoss).isLessThan(0.95 * firstLoss);
                }
            }
        }
    }

    @Test
    void a_saved_network_is_a_plain_one() throws IOException {
        MultiLayerNetwork fast = classifier(5, 8, RNNFormat.NWC);
        INDArray features = features(6, 4, 5, RNNFormat.NWC, 12);
        try (FusedLayers layers = FusedLayers.attach(fast, 2)) {
            fast.fit(features, labels(6, 13));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ModelSerializer.writeModel(fast, file, true);
            MultiLayerNetwork restored =
                    ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
            assertThat(restored.getLayerWiseConfigurations().toJson())
                    .isEqualTo(fast.getLayerWiseConfigurations().toJson());
            assertClose(restored.output(features), fast.output(features));
            try (FusedLayers again = FusedLayers.attach(restored, 1)) {
                assertThat(restored.output(features)).isEqualTo(fast.output(features));
            }
        }
    }

    @Test
    void a_network_computes_on_after_its_layers_were_closed() {
        MultiLayerNetwork fast = classifier(5, 8, RNNFormat.NWC);
        INDArray features = features(6, 4, 5, RNNFormat.NWC, 14);
        FusedLayers layers = FusedLayers.attach(fast, 2);
        INDArray expected = fast.output(features);
        layers.close();
        assertClose(fast.output(features), expected);
    }

    private static void compareGradients(
            MultiLayerNetwork fast, MultiLayerNetwork stock, INDArray features, INDArray labels, INDArray mask) {
        for (MultiLayerNetwork network : new MultiLayerNetwork[] {stock, fast}) {
            network.setLayerMaskArrays(mask, null);
            network.setInput(features);
            network.setLabels(labels);
            network.computeGradientAndScore();
        }
        assertThat(fast.score()).isCloseTo(stock.score(), within(1e-5 * stock.score()));
        assertThat(fast.gradient().gradientForVariable())
                .hasSameSizeAs(stock.gradient().gradientForVariable());
        stock.gradient().gradientForVariable().forEach((name, expected) -> {
            INDArray actual = fast.gradient().gradientForVariable().get(name);
            double error = actual.distance2(expected)
                    / Math.max(1e-6, expected.norm2Number().doubleValue());
            assertThat(error).as("relative error of the gradient of " + name).isLessThan(1e-5);
        });
        stock.clearLayerMaskArrays();
        fast.clearLayerMaskArrays();
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    }

    private static MultiLayerNetwork classifier(int inputs, int units, RNNFormat format) {
        return network(new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.FLOAT)
                .updater(new Adam(0.01))
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .list()
                .layer(lstm(inputs, units, format, Activation.TANH))
                .layer(new LastTimeStep(lstm(units, units, format, Activation.TANH)))
                .layer(output(units))
                .build());
    }

    private static MultiLayerNetwork relu() {
        return network(new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.FLOAT)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(lstm(5, 6, RNNFormat.NCW, Activation.SOFTSIGN)))
                .layer(output(6))
                .build());
    }

    private static MultiLayerNetwork bidirectional() {
        return network(new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.FLOAT)
                .updater(new Adam(0.01))
                .list()
                .layer(new Bidirectional(Bidirectional.Mode.CONCAT, lstm(5, 6, RNNFormat.NCW, Activation.TANH)))
                .layer(stepOutput(12, RNNFormat.NCW))
                .build());
    }

    private static MultiLayerNetwork tagger(RNNFormat format, BackpropType backprop) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(42)
                .dataType(DataType.FLOAT)
                .updater(new Adam(0.01))
                .list()
                .layer(lstm(5, 8, format, Activation.TANH))
                .layer(lstm(8, 6, format, Activation.TANH))
                .layer(stepOutput(6, format))
                .backpropType(backprop);
        if (backprop == BackpropType.TruncatedBPTT) {
            list.tBPTTForwardLength(4).tBPTTBackwardLength(3);
        }
        return network(list.build());
    }

    private static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static LSTM lstm(int inputs, int units, RNNFormat format, Activation activation) {
        return new LSTM.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(activation)
                .dataFormat(format)
                .build();
    }

    private static OutputLayer output(int units) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(units)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    private static RnnOutputLayer stepOutput(int units, RNNFormat format) {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(units)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .dataFormat(format)
                .build();
    }

    private static INDArray features(int n, int t, int f, RNNFormat format, long seed) {
        Random random = new Random(seed);
        float[] values = new float[n * t * f];
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextFloat();
        }
        INDArray array = Nd4j.createFromArray(values).reshape('c', n, t, f);
        return format == RNNFormat.NWC ? array : array.permute(0, 2, 1).dup('f');
    }

    private static INDArray labels(int n, long seed) {
        Random random = new Random(seed);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, n, CLASSES);
        for (int i = 0; i < n; i++) {
            labels.putScalar(i, random.nextInt(CLASSES), 1);
        }
        return labels;
    }

    /** A rule that a network can learn: which of the first features is largest in the last step. */
    private static INDArray largestOfTheFirstFeatures(INDArray features) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, features.size(0), CLASSES);
        for (int i = 0; i < features.size(0); i++) {
            int largest = 0;
            for (int k = 1; k < CLASSES; k++) {
                if (features.getFloat(i, 2, k) > features.getFloat(i, 2, largest)) {
                    largest = k;
                }
            }
            labels.putScalar(i, largest, 1);
        }
        return labels;
    }

    private static INDArray stepLabels(int n, int t, RNNFormat format) {
        Random random = new Random(99);
        INDArray labels = format == RNNFormat.NWC
                ? Nd4j.zeros(DataType.FLOAT, n, t, CLASSES)
                : Nd4j.zeros(DataType.FLOAT, n, CLASSES, t);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < t; j++) {
                int label = random.nextInt(CLASSES);
                if (format == RNNFormat.NWC) {
                    labels.putScalar(i, j, label, 1);
                } else {
                    labels.putScalar(i, label, j, 1);
                }
            }
        }
        return labels;
    }
}
