package org.seqnet.exchange.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.Completion.Meaning;
import org.seqnet.exchange.SafetensorsFile;

/** State dictionaries of PyTorch are read as the networks that they are. */
class SafetensorsFileTest {
    private static Completion completion(Meaning meaning, Cell cell, Pooling pooling) {
        return new Completion(
                Optional.of(meaning),
                List.of(),
                LabelType.TEXT,
                Optional.empty(),
                Optional.ofNullable(cell),
                Optional.ofNullable(pooling));
    }

    private static TrainedNetwork read(byte[] file, Completion completion) throws IOException {
        return completion.complete(SafetensorsFile.read(ByteBuffer.wrap(file), "net.safetensors", completion));
    }

    private static Sequences sequences(String name) {
        var shape = new SequenceShape(StateDicts.TIME_STEPS, StateDicts.FEATURES);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(shape.features()), InputForm.SEQUENCES, "");
        var values = StateDicts.sequences(name);
        for (int n = 0; n < StateDicts.SEQUENCES; n++) {
            packer.add(Tensor.ofFloats(
                    Shape.of(shape.timeSteps(), shape.features()),
                    Arrays.copyOfRange(values, n * shape.values(), (n + 1) * shape.values())));
        }
        return packer.build();
    }

    @ParameterizedTest
    @CsvSource({
        "lstm, LAST_STEP,",
        "lstm-both, LAST_STEP,",
        "lstm-bare, MEAN,",
        "gru, LAST_STEP,",
        "gru-both, MEAN,",
        "rnn-tanh, LAST_STEP, RNN_TANH",
        "rnn-relu, LAST_STEP, RNN_RELU"
    })
    void networks_of_pytorch_predict_the_same_here(String name, Pooling pooling, Cell cell) throws IOException {
        var network = read(StateDicts.file(name), completion(Meaning.VALUES, cell, pooling));

        try (var classifier = Classifier.of(network)) {
            var values = classifier.values(sequences(name), 0, StateDicts.SEQUENCES, () -> false);
            var expected = StateDicts.expected(name);
            assertThat(values)
                    .hasSize(StateDicts.SEQUENCES * StateDicts.OUTPUTS)
                    .containsExactly(
                            IntStream.range(0, expected.length)
                                    .mapToDouble(i -> expected[i])
                                    .toArray(),
                            within(1e-6));
        }
    }

    @Test
    void a_network_that_was_read_can_be_written_read_again_and_trained_further() throws IOException {
        var network = read(StateDicts.file("lstm"), completion(Meaning.CLASSES, null, Pooling.LAST_STEP));
        var archive = new ByteArrayOutputStream();
        ModelArchive.write(network, archive);
        var again = ModelArchive.read(new ByteArrayInputStream(archive.toByteArray()), "net.seqnet");
        assertThat(again).isEqualTo(network);
        assertThat(again.provenance().isImported()).isTrue();
        assertThat(again.provenance().library()).isEqualTo("PyTorch (safetensors)");

        var data = new LabelledSequences(sequences("lstm"), new int[] {0, 1, 0, 1, 0}, LabelDomain.of("0", "1"));
        var further = new Trainer()
                .resume(
                        again,
                        again.architecture().encoder(),
                        TrainingOptions.defaults().withEpochs(3),
                        data,
                        Optional.empty(),
                        TrainingListener.NONE)
                .network();
        assertThat(further.provenance().history()).hasSize(3);
        assertThat(further.provenance().isImported()).isFalse();
        assertThat(further.parameters()).isNotEqualTo(network.parameters());
    }

    @ParameterizedTest
    @CsvSource({"F64, 8", "F16, 2", "BF16, 2"})
    void numbers_of_other_types_are_exact(String name, int bytes) throws IOException {
        var file = new StateDicts.Draft()
                .with("weight_ih_l0", name, bytes, 1, 1)
                .with("weight_hh_l0", 1, 1)
                .with("out.weight", 1, 1)
                .file();
        var numbers = ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int at = file.length - bytes - 8;
        switch (name) {
            case "F64" -> numbers.putDouble(at, -0.15625);
            case "F16" -> numbers.putShort(at, (short) 0xb100);
            default -> numbers.putShort(at, (short) 0xbe20);
        }
        var network = read(file, completion(Meaning.VALUES, Cell.RNN_TANH, Pooling.LAST_STEP));
        // sign, exponent and fraction by hand: -1.25 x 2^-3
        assertThat(network.parameters()[0]).isEqualTo(-0.15625f);
    }

    @ParameterizedTest
    @CsvSource({"0x0001, 5.9604645e-8", "0x03ff, 6.097555e-5", "0x0400, 6.1035156e-5", "0x7bff, 65504", "0x8000, -0.0"})
    void the_smallest_and_largest_halves_are_exact(String bits, float expected) {
        var half = ByteBuffer.allocate(2).putShort(0, Integer.decode(bits).shortValue());
        assertThat((float) ElementType.F16.read(half, 0)).isEqualTo(expected);
    }

    @Test
    void what_the_file_does_not_say_is_asked_for() {
        var lstm = StateDicts.file("lstm");
        assertThatThrownBy(() -> read(lstm, Completion.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("net.safetensors: the file does not say which time steps its last layer reads. "
                        + "Select it in the setting \"Time steps\".");
        assertThatThrownBy(() -> read(StateDicts.file("rnn-tanh"), completion(Meaning.VALUES, null, Pooling.LAST_STEP)))
                .hasMessage("net.safetensors: the file does not say whether its RNN uses tanh or ReLU. "
                        + "Select it in the setting \"Activation of RNN layers\".");
        var noMeaning = new Completion(
                Optional.empty(),
                List.of(),
                LabelType.TEXT,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Pooling.MEAN));
        assertThatThrownBy(() -> read(lstm, noMeaning))
                .hasMessage("net.safetensors: the file does not say what the outputs of the network are. "
                        + "Select it in the setting \"Outputs\".");
    }

    @Test
    void labels_must_be_as_many_as_outputs_and_of_their_type() throws IOException {
        var lstm = StateDicts.file("lstm");
        var three = new Completion(
                Optional.of(Meaning.CLASSES),
                List.of("a", "b", "c"),
                LabelType.TEXT,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Pooling.MEAN));
        assertThatThrownBy(() -> read(lstm, three))
                .hasMessage("net.safetensors: the network has 2 outputs, but the setting \"Labels\" has 3 names. "
                        + "Enter one for each output, or none.");
        var numbers = new Completion(
                Optional.of(Meaning.CLASSES),
                List.of(),
                LabelType.INTEGER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Pooling.MEAN));
        assertThat(read(lstm, numbers).labels()).isEqualTo(new LabelDomain(List.of("0", "1"), LabelType.INTEGER));
    }
}
