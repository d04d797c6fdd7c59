package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.ValidationShare;

class HeldOutModelTest {
    private static final LabelDomain LABELS = LabelDomain.of("even", "odd");

    private static LabelledSequences data() {
        var packer = Sequences.packer(new SequenceShape(1, 1), InputForm.SEQUENCES, "");
        var classes = new int[20];
        for (int n = 0; n < 20; n++) {
            int value = n % 2;
            classes[n] = value;
            packer.add(Tensor.ofFloats(Shape.of(1, 1), i -> value));
        }
        return new LabelledSequences(packer.build(), classes, LABELS);
    }

    private static TrainedNetwork trained(LabelledSequences training, LabelledSequences validation) {
        return new Trainer()
                .train(
                        new Architecture(new Recurrent(Cell.LSTM, 1, 2, 0, 1), Classes.of(LABELS)),
                        PreprocessingRule.NONE,
                        TrainingOptions.defaults().withEpochs(1),
                        training,
                        Optional.of(validation),
                        new TrainingListener() {})
                .network();
    }

    private static TrainedNetwork heldOut() {
        var split = new ValidationShare(0.2, 1).of(data(), Optional.empty()).orElseThrow();
        return trained(split.training(), split.validation());
    }

    @Test
    void a_network_tells_how_many_of_its_sequences_were_held_out() throws Exception {
        var network = heldOut();
        var file = new ByteArrayOutputStream();
        ModelArchive.write(network, file);

        assertThat(network.provenance().heldOut()).isEqualTo(4);
        assertThat(network.provenance().trainingSequences()).isEqualTo(16);
        assertThat(file.toString("UTF-8")).contains("version=8\n", "provenance.heldOut=4\n");
        assertThat(ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "m.net"))
                .isEqualTo(network);
    }

    @Test
    void sequences_that_were_given_to_validate_on_are_not_held_out() {
        assertThat(trained(data(), data()).provenance().heldOut()).isZero();
        var same = data();
        assertThat(trained(same, same).provenance().heldOut()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "some", "99999999999999999999"})
    void a_number_that_cannot_be_is_refused(String number) {
        var bytes = CraftedModel.of(heldOut())
                .withManifestText(text -> text.replace("provenance.heldOut=4", "provenance.heldOut=" + number))
                .withRightManifestSum()
                .bytes();
        assertThatThrownBy(() -> ModelArchive.read(new ByteArrayInputStream(bytes), "m.net"))
                .isInstanceOf(MalformedModelException.class)
                .hasMessageStartingWith("m.net, entry 'manifest.txt': ")
                .hasMessageEndingWith("'provenance.heldOut' is '" + number + "', not a number of at least 1.");
    }
}
