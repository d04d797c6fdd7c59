package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/** Networks that PyTorch made learn further here. */
class ImportedTrainingTest {
    private static final int COUNT = 240;

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru-2-both", "rnn-tanh", "scaled", "fcn", "cnn", "cnn-normalized"})
    void the_loss_falls_from_epoch_to_epoch(String name) throws MalformedException {
        var network = PyTorchNetwork.completed(new PyTorchNetwork(name, name + ".legacy.onnx").read());
        var options = TrainingOptions.defaults()
                .withEpochs(4)
                .withBatchSize(16)
                .withUpdater(Updater.ADAM, 0.01)
                .withThreads(2);
        var result = new Trainer()
                .resume(
                        network,
                        network.architecture().encoder(),
                        options,
                        data(network),
                        Optional.empty(),
                        TrainingListener.NONE);
        assertThat(result.history()).hasSize(4);
        assertThat(result.history().get(3).loss())
                .isLessThan(0.9 * result.history().get(0).loss());
    }

    /** Sequences of noise around a level that the class tells. */
    private static LabelledSequences data(TrainedNetwork network) {
        var random = new Random(1);
        var shape = network.inputShape();
        int steps = shape.isAnyLength() ? 10 : shape.timeSteps();
        var packer = Sequences.packer(
                shape.isAnyLength() ? SequenceShape.ofAnyLength(shape.features()) : shape, InputForm.SEQUENCES, "");
        for (int n = 0; n < COUNT; n++) {
            var values = new float[steps * shape.features()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (n % 3 - 1 + 0.5 * random.nextGaussian());
            }
            packer.add(Tensor.ofFloats(Shape.of(steps, shape.features()), values));
        }
        return new LabelledSequences(
                packer.build(), IntStream.range(0, COUNT).map(n -> n % 3).toArray(), network.labels());
    }
}
