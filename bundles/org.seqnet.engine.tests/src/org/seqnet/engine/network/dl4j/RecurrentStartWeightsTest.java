package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.SequenceShape;

class RecurrentStartWeightsTest {
    @BeforeAll
    static void start() {
        Backend.start();
    }

    @Test
    void start_weights_stand_where_deeplearning4j_expects_them() {
        var network = started(new Recurrent(Cell.LSTM, 2, 20, 0.5, 1));

        // Layers: lstm1, dropout1, lstm2 (last step), dropout2, output.
        for (var bias : new String[] {"0_b", "2_b"}) {
            var values = network.getParam(bias).dup().toFloatVector();
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).as(bias + " " + i).isEqualTo(i >= 20 && i < 40 ? 1f : 0f);
            }
        }
        assertThat(network.getParam("4_b").sumNumber().doubleValue()).isZero();
        assertThat(deviation(network.getParam("0_W"))).isCloseTo(Math.sqrt(2.0 / 70), within(0.01));
        assertThat(deviation(network.getParam("0_RW"))).isCloseTo(Math.sqrt(2.0 / 70), within(0.01));
        assertThat(deviation(network.getParam("2_RW"))).isCloseTo(Math.sqrt(2.0 / 60), within(0.01));
        assertThat(deviation(network.getParam("4_W"))).isCloseTo(Math.sqrt(2.0 / 25), within(0.05));
    }

    /** 601 units are more than one orthogonal matrix is made for, and no multiple of what several have. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 512, 601})
    void tanh_layers_start_with_orthogonal_recurrent_weights(int units) {
        var network = startedWithoutBias(new Recurrent(Cell.RNN_TANH, 2, units, 0, 0));

        for (var name : new String[] {"0_RW", "1_RW"}) {
            var weights = network.getParam(name).castTo(DataType.DOUBLE);
            var product = weights.transpose().mmul(weights);
            assertThat(product.equalsWithEps(Nd4j.eye(units).castTo(DataType.DOUBLE), 1e-6))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void each_tanh_layer_starts_with_weights_of_its_own() {
        var network = startedWithoutBias(new Recurrent(Cell.RNN_TANH, 2, 20, 0, 0));

        assertThat(network.getParam("0_RW").dup('c').data().asFloat())
                .isNotEqualTo(network.getParam("1_RW").dup('c').data().asFloat());
        assertThat(deviation(network.getParam("0_RW"))).isCloseTo(Math.sqrt(1.0 / 20), within(0.01));
        assertThat(deviation(network.getParam("0_W"))).isCloseTo(Math.sqrt(2.0 / 50), within(0.01));
        assertThat(deviation(network.getParam("1_W"))).isCloseTo(Math.sqrt(2.0 / 40), within(0.02));
    }

    @Test
    void relu_layers_start_with_the_identity_between_steps() {
        var network = startedWithoutBias(new Recurrent(Cell.RNN_RELU, 2, 20, 0, 0));

        for (var name : new String[] {"0_RW", "1_RW"}) {
            assertThat(network.getParam(name).dup('c').data().asFloat())
                    .isEqualTo(Nd4j.eye(20).dup('c').data().asFloat());
        }
    }

    private static MultiLayerNetwork started(Recurrent encoder) {
        var architecture = new Architecture(encoder, new Classes(5));
        var shape = new SequenceShape(4, 30);
        var weights = StartWeights.of(architecture, shape, 1);
        var network = new MultiLayerNetwork(Configurations.of(architecture, shape, new NoOp(), 0, DataType.FLOAT));
        network.init(Nd4j.createFromArray(weights), false);

        assertThat(network.numParams())
                .isEqualTo(architecture.parameterCount(shape))
                .isEqualTo(weights.length);
        return network;
    }

    private static MultiLayerNetwork startedWithoutBias(Recurrent encoder) {
        var network = started(encoder);
        for (var bias : new String[] {"0_b", "1_b", "2_b"}) {
            assertThat(network.getParam(bias).dup().toFloatVector()).containsOnly(0f);
        }
        return network;
    }

    private static double deviation(INDArray values) {
        return values.stdNumber(false).doubleValue();
    }
}
