package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;

/** Convolutions over time learn from sequences of 1 to 12 steps, some shorter than their kernels. */
class TemporalTrainingTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2)
            .withL2(0.001)
            .withAverageWeights(false);

    private final LabelledSequences training = ToySequences.learnableOfAnyLength(150, 12, 4, 4, 1);
    private final LabelledSequences validation = ToySequences.learnableOfAnyLength(60, 12, 4, 4, 2);

    static Stream<Encoder> networks() {
        var fcn = new TemporalConvolutional(Design.FCN, 8, 3, 8, 1, 0.1);
        return Stream.of(
                fcn,
                new TemporalConvolutional(Design.RESNET, 6, 2, 8, 2, 0.1),
                new TemporalConvolutional(Design.INCEPTION, 4, 3, 10, 1, 0.1),
                new Composition(new Recurrent(Cell.GRU, 1, 6, 0.1, 0), fcn));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_learns_what_can_be_learned(Encoder encoder) {
        var result = train(encoder, OPTIONS.withEpochs(12).withAverageWeights(true));

        var last = result.history().get(11).validation().orElseThrow();
        assertThat(last.accuracy()).isGreaterThan(0.95);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(SmallTraining.evaluation(classifier, validation)).isEqualTo(last);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void any_number_of_threads_gives_the_same_bits_and_another_seed_others(Encoder encoder) {
        var expected = train(encoder, OPTIONS.withThreads(1));

        SmallTraining.assertSame(train(encoder, OPTIONS.withThreads(3)), expected);
        assertThat(train(encoder, OPTIONS.withSeed(5)).network().parameters())
                .isNotEqualTo(expected.network().parameters());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void one_epoch_and_two_more_are_three_epochs_to_the_last_bit(Encoder encoder) throws IOException {
        var first = train(encoder, OPTIONS.withEpochs(1));
        var resumed = new Trainer()
                .resume(
                        writtenAndRead(first),
                        encoder,
                        OPTIONS.withEpochs(2),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        SmallTraining.assertSame(resumed, train(encoder, OPTIONS));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void an_encoder_that_does_not_learn_stays_as_it_is_to_the_bit(Encoder encoder) {
        var network = train(encoder, OPTIONS.withEpochs(1)).network();
        var result = new Trainer()
                .transfer(
                        network,
                        LearnedLayers.HEAD,
                        new Architecture(encoder, Classes.of(training.domain())),
                        OPTIONS,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        var parameters = result.network().parameters();
        int head = (encoder.outputs() + 1) * 4;
        assertThat(Arrays.copyOf(parameters, parameters.length - head))
                .isEqualTo(Arrays.copyOf(network.parameters(), parameters.length - head));
        assertThat(parameters).isNotEqualTo(network.parameters());
    }

    private TrainingResult train(Encoder encoder, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private static TrainedNetwork writtenAndRead(TrainingResult result) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(result.network(), bytes);
        return ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "m.net");
    }
}
