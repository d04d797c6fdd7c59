package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.inference.Classifier;

/** Networks that PyTorch 2.13 exported predict here what they predict there. */
class PyTorchImportTest {

    static Stream<PyTorchNetwork> networks() {
        return PyTorchNetwork.names().stream().flatMap(name -> Stream.of(name + ".onnx", name + ".legacy.onnx")
                .filter(file -> !file.startsWith("rnn") || file.endsWith("legacy.onnx"))
                .map(file -> new PyTorchNetwork(name, file)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void they_predict_the_same(PyTorchNetwork network) throws MalformedException {
        var read = network.read();
        try (var classifier = Classifier.of(PyTorchNetwork.completed(read))) {
            var predicted = classifier.probabilities(network.inputs(read), 0, PyTorchNetwork.SEQUENCES, () -> false);
            assertThat(predicted).containsExactly(network.probabilities(read), within(1e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"last-of-both.onnx", "last-of-both.legacy.onnx"})
    void the_last_step_of_both_directions_is_refused(String file) {
        assertThatThrownBy(() -> new PyTorchNetwork("last-of-both", file).read())
                .isInstanceOf(MalformedException.class)
                .hasMessage(file + ", node '" + (file.contains("legacy") ? "/Gather" : "node_select")
                        + "' (Gather): It picks the last time step of both directions, at which the backward direction "
                        + "has read only one step. Networks here take the last state of each direction: in PyTorch, "
                        + "torch.cat((h_n[-2], h_n[-1]), 1).");
    }

    @Test
    void layers_written_step_by_step_are_refused() {
        assertThatThrownBy(() -> new PyTorchNetwork("rnn-tanh", "rnn-tanh.onnx").read())
                .isInstanceOf(MalformedException.class)
                .hasMessage(
                        "rnn-tanh.onnx, node 'node_unbind_1' (SplitToSequence): The file has a recurrent layer step by "
                                + "step, as torch.onnx.export writes nn.RNN unless asked for an operator. Export the "
                                + "network with dynamo=False.");
    }
}
