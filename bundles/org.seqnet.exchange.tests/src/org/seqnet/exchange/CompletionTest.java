package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.exchange.Completion.Meaning;
import org.seqnet.exchange.ForeignNetwork.Answer;

/** What a user says completes the networks of other programs, and never contradicts their files. */
class CompletionTest {
    private static final Preprocessing HALVED = new Preprocessing(
            FeatureScale.RANGE, new double[] {0}, new double[] {0.5}, Filling.NONE, new double[0], false);

    private static Completion saying(Meaning meaning, Preprocessing scaling) {
        return new Completion(
                Optional.ofNullable(meaning),
                List.of(),
                LabelType.TEXT,
                Optional.ofNullable(scaling),
                Optional.empty(),
                Optional.empty());
    }

    private static ForeignNetwork onnx(String name) throws IOException {
        var file = name + ".legacy.onnx";
        var content = OnnxFile.read(ByteBuffer.wrap(PyTorchNetwork.resource(file)), file);
        return ((FileContent.Foreign) content).network();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lstm",
                "lstm-2-both",
                "lstm-2-hidden",
                "lstm-mean",
                "lstm-time-first",
                "gru",
                "gru-2-both",
                "rnn-tanh",
                "rnn-relu"
            })
    void the_state_dictionary_of_a_network_predicts_as_its_graph(String name) throws IOException {
        var graph = onnx(name);
        var layers = (Recurrent) graph.encoder();
        var completion = new Completion(
                Optional.of(graph.answer() == Answer.LABELS ? Meaning.LABELS : Meaning.CLASSES),
                List.of(),
                LabelType.TEXT,
                Optional.empty(),
                Optional.of(layers.cell()),
                Optional.of(layers.pooling()));
        var file = name + ".safetensors";
        var read = SafetensorsFile.read(ByteBuffer.wrap(PyTorchNetwork.resource(file)), file, completion);

        try (var classifier = Classifier.of(completion.complete(read))) {
            var network = new PyTorchNetwork(name, file);
            assertThat(classifier.probabilities(network.inputs(graph), 0, PyTorchNetwork.SEQUENCES, () -> false))
                    .containsExactly(network.probabilities(graph), within(1e-5f));
        }
    }

    @Test
    void logits_are_what_the_user_says() throws IOException {
        var logits = onnx("lstm");
        assertThat(logits.answer()).isEqualTo(Answer.UNKNOWN);
        var head = saying(Meaning.CLASSES, null).complete(logits).architecture().head();
        assertThat(head).isEqualTo(new Classes(logits.outputs()));
        assertThat(saying(Meaning.LABELS, null).complete(logits).architecture().head())
                .isEqualTo(IndependentLabels.of(logits.outputs()));
        assertThat(saying(Meaning.VALUES, null).complete(logits).architecture().head())
                .isInstanceOf(Values.class);
        assertThatThrownBy(() -> Completion.NONE.complete(logits))
                .hasMessage("lstm.legacy.onnx: the file does not say what the outputs of the network are. Select it in "
                        + "the setting \"Outputs\".");
    }

    @Test
    void a_softmax_is_not_taken_for_something_else() throws IOException {
        var probabilities = onnx("lstm-2-both");
        assertThat(probabilities.answer()).isEqualTo(Answer.CLASSES);
        assertThat(Completion.NONE.complete(probabilities).architecture().head())
                .isInstanceOf(Classes.class);
        assertThatThrownBy(() -> saying(Meaning.VALUES, null).complete(probabilities))
                .hasMessage(
                        "lstm-2-both.legacy.onnx: the outputs of the network are classes, but the setting \"Outputs\" "
                                + "is \"Numeric values\". Select \"Classes\".");
    }

    @Test
    void scaling_is_stated_once() throws IOException {
        assertThat(saying(Meaning.CLASSES, HALVED)
                        .complete(onnx("lstm"))
                        .input()
                        .preprocessing())
                .isEqualTo(HALVED);
        var scaled = onnx("scaled");
        assertThat(scaled.preprocessing()).isNotEqualTo(Preprocessing.NONE);
        assertThatThrownBy(() -> saying(Meaning.CLASSES, HALVED).complete(scaled))
                .hasMessageStartingWith("scaled.legacy.onnx: the network already scales its values (")
                .hasMessageEndingWith("Select no further scaling in the setting \"Scaling\".");
        var three = new Preprocessing(
                FeatureScale.RANGE, new double[5], new double[] {1, 1, 1, 1, 1}, Filling.NONE, new double[0], false);
        assertThatThrownBy(() -> saying(Meaning.CLASSES, three).complete(onnx("lstm")))
                .hasMessageStartingWith("lstm.legacy.onnx: The preprocessing of a network for 5 features does not fit");
    }

    private static Completion ofLayers(Cell cell, Pooling pooling) {
        return new Completion(
                Optional.of(Meaning.CLASSES),
                List.of(),
                LabelType.TEXT,
                Optional.empty(),
                Optional.ofNullable(cell),
                Optional.ofNullable(pooling));
    }

    @Test
    void layers_of_a_graph_are_not_taken_for_others() throws IOException {
        var last = onnx("lstm");
        assertThat(ofLayers(Cell.RNN_RELU, Pooling.LAST_STEP).complete(last).architecture())
                .isEqualTo(ofLayers(null, null).complete(last).architecture());
        assertThatThrownBy(() -> ofLayers(null, Pooling.MEAN).complete(last))
                .hasMessage("lstm.legacy.onnx: the last layer of the network reads the recurrent layers by last time "
                        + "step, but the setting \"Time steps\" says mean over time steps. Select \"As in the file\".");
        var tanh = onnx("rnn-tanh");
        assertThatThrownBy(() -> ofLayers(Cell.RNN_RELU, null).complete(tanh))
                .hasMessage("rnn-tanh.legacy.onnx: the network has layers of the kind tanh RNN, but the setting "
                        + "\"Activation of RNN layers\" says ReLU RNN. Select \"As in the file\".");
        var cnn = with(last, new TemporalConvolutional(Design.FCN, 2, 1, 3, 1, 0), 2, Answer.UNKNOWN);
        assertThatThrownBy(() -> ofLayers(null, Pooling.MEAN).complete(cnn))
                .hasMessageStartingWith(
                        "net: the network has no recurrent layers, but the setting \"Time steps\" says");
    }

    private static ForeignNetwork with(ForeignNetwork other, Encoder encoder, int outputs, Answer answer) {
        return new ForeignNetwork(
                "net",
                other.program(),
                encoder,
                outputs,
                answer,
                other.input(),
                other.preprocessing(),
                other.labels(),
                other.parameters());
    }

    @Test
    void a_softmax_of_one_output_is_no_network_to_use() throws IOException {
        var lstm = onnx("lstm");
        var one = with(lstm, lstm.encoder(), 1, Answer.CLASSES);

        assertThatThrownBy(() -> saying(Meaning.VALUES, null).complete(one))
                .hasMessage("net: the network takes the softmax of a single output, which is always 1, so that it "
                        + "cannot be used. Select another file.");
    }

    @Test
    void two_boolean_labels_are_false_and_true() throws IOException {
        var boolLabels = new Completion(
                Optional.of(Meaning.CLASSES),
                List.of(),
                LabelType.BOOLEAN,
                Optional.empty(),
                Optional.of(Cell.RNN_TANH),
                Optional.of(Pooling.LAST_STEP));
        ForeignNetwork two;
        try (var file = CompletionTest.class.getResourceAsStream("safetensors/gru.safetensors")) {
            two = SafetensorsFile.read(ByteBuffer.wrap(file.readAllBytes()), "gru", boolLabels);
        }
        var lstm = onnx("lstm");
        int outputs = lstm.outputs();

        assertThat(boolLabels.complete(two).labels())
                .isEqualTo(new LabelDomain(List.of("false", "true"), LabelType.BOOLEAN));
        assertThatThrownBy(() -> boolLabels.complete(with(lstm, lstm.encoder(), outputs + 1, Answer.UNKNOWN)))
                .hasMessage(
                        "net: there are two boolean labels, but the network has %d outputs. Select another type in "
                                + "the setting \"Label type\".",
                        outputs + 1);
    }
}
