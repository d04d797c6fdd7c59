package org.seqnet.knime.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.learner.Trainings;

/** Small networks of all kinds that there are. */
final class Samples {
    private static final LabelDomain TEXTS = LabelDomain.of("falling", "ri=sing", "two\nlines", "ünï\\code");
    private static final LabelDomain NUMBERS = new LabelDomain(List.of("-1", "0", "2147483647"), LabelType.INTEGER);
    private static final LabelDomain TRUTHS = new LabelDomain(List.of("true", "false"), LabelType.BOOLEAN);

    private Samples() {}

    static List<TrainedNetwork> networks() {
        var blocks = List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0.25), new ConvolutionBlock(2, 1, 2, 1, false, 0));
        var image = new SequenceShape(4, 8);
        var lstm = new Recurrent(Cell.LSTM, 1, 2, 0, 1);
        var pairs = new SequenceShape(3, 2);
        return List.of(
                Trainings.of(2, true, 1, StopReason.STOPPED_EARLY),
                Trainings.of(0, false, 0, StopReason.STOPPED_ON_REQUEST),
                onCluster(Trainings.of(2, false, 2, StopReason.ALL_EPOCHS_DONE)),
                network(TEXTS, new Recurrent(Cell.LSTM, 2, 2, 0.5, 1), pairs, 2),
                network(NUMBERS, new Recurrent(Cell.RNN_RELU, 1, 3, 0, 0), SequenceShape.ofAnyLength(2), 1),
                network(TRUTHS, new Recurrent(Cell.RNN_TANH, 1, 1, 0, 0), SequenceShape.ofAnyLength(1), 0),
                network(TEXTS, new Recurrent(Cell.GRU, 2, 2, 0.25, 0), pairs, 2),
                network(TEXTS, new Recurrent(Cell.LSTM, 2, 2, 0.25, 1, true, Pooling.ATTENTION), pairs, 1),
                network(TRUTHS, new Recurrent(Cell.RNN_RELU, 1, 2, 0, 0, false, Pooling.MEAN), pairs, 0),
                network(TEXTS, new Convolutional(2, blocks, 3, 0.5), image, 3),
                network(
                        TEXTS,
                        new TemporalConvolutional(Design.INCEPTION, 1, 1, 2, 1, 0.5),
                        SequenceShape.ofAnyLength(2),
                        2),
                network(
                        TRUTHS,
                        new Composition(lstm, new TemporalConvolutional(Design.RESNET, 1, 1, 1, 1, 0)),
                        SequenceShape.ofAnyLength(2),
                        0),
                network(TEXTS, lstm, new IndependentLabels(List.of(0f, 0.25f, 0.5f, 1f)), pairs, 2),
                network(NUMBERS, lstm, new LabelPath(3, 2, 3, List.of(2, 0, 1)), pairs, 1),
                network(TRUTHS, lstm, new LabelPath(2, 1, 1, List.of()), pairs, 0),
                Trainings.ofValues(3, true),
                Trainings.ofForecast(2),
                network(TRUTHS, new Rocket(84, 9, -1, LinearClassifier.LOGISTIC), SequenceShape.ofAnyLength(1), 0),
                network(TRUTHS, lstm, Classes.of(TRUTHS), preprocessed(), 1, 12),
                network(new Architecture(lstm, Classes.of(NUMBERS), 3), NUMBERS, NetworkInput.of(pairs), 2, 0));
    }

    private static TrainedNetwork onCluster(TrainedNetwork network) {
        var run = new ClusterRun("Spark 3.5.9, local[2]", 2, 4, 20, 150, "hdfs://host/a=b");
        return network.with(network.provenance().withCluster(run));
    }

    /** Returns what a network reads that fills in and scales its own sequences. */
    private static NetworkInput preprocessed() {
        var preparation = Preparation.UNKNOWN
                .withFeatures(List.of("a=b", "two\nlines"))
                .with(Preparation.SCALING, "0 to 255 becomes 0 to 1");
        var preprocessing = new Preprocessing(
                FeatureScale.ROBUST,
                new double[] {0.1, -1e300},
                new double[] {1 / 3.0, 0},
                Filling.LINEAR,
                new double[] {5, Double.MIN_VALUE},
                true);
        return new NetworkInput(SequenceShape.ofAnyLength(2), preparation, preprocessing);
    }

    private static TrainedNetwork network(
            LabelDomain labels, Encoder encoder, SequenceShape shape, int statePerParameter) {
        return network(labels, encoder, Classes.of(labels), shape, statePerParameter);
    }

    private static TrainedNetwork network(
            LabelDomain labels, Encoder encoder, Head head, SequenceShape shape, int statePerParameter) {
        return network(labels, encoder, head, NetworkInput.of(shape), statePerParameter, 0);
    }

    private static TrainedNetwork network(
            LabelDomain labels, Encoder encoder, Head head, NetworkInput input, int statePerParameter, long heldOut) {
        return network(new Architecture(encoder, head), labels, input, statePerParameter, heldOut);
    }

    private static TrainedNetwork network(
            Architecture architecture, LabelDomain labels, NetworkInput input, int statePerParameter, long heldOut) {
        int count = (int) architecture.parameterCount(input.preprocessed());
        var parameters = new float[count];
        Arrays.fill(parameters, 0.5f);
        return new TrainedNetwork(
                        architecture,
                        input,
                        labels,
                        parameters,
                        new float[statePerParameter * count],
                        7,
                        provenance(augmentation(architecture.encoder()), heldOut))
                .withLabelName("shape of the curve");
    }

    private static Augmentation augmentation(Encoder encoder) {
        return encoder.readsImages() ? Augmentation.of(new Rotation(12.5), new Shift(1)) : Augmentation.none();
    }

    private static Provenance provenance(Augmentation augmentation, long heldOut) {
        var like = Trainings.of(3, true, 2, StopReason.REACHED_ACCURACY).provenance();
        var options = TrainingOptions.defaults().with(draft -> {
            draft.epochs = 3;
            draft.batchSize = 8;
            draft.learningRate = 0.01;
            draft.l2 = 0.001;
            draft.gradientClipping = 1;
            draft.shuffle = false;
            draft.seed = -1;
            draft.earlyStopping = Optional.of(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 3, 0.5));
            draft.stopAtAccuracy = OptionalDouble.of(0.75);
            draft.threads = 2;
            draft.schedule = new ReduceOnPlateau(0.5, 0.25, 2);
            draft.findsLearningRate = true;
            draft.labelSmoothing = 0.1;
            draft.weighting = Weighting.GIVEN;
            draft.augmentation = augmentation;
        });
        return new Provenance(
                like.seqNet(),
                like.library(),
                like.java(),
                like.system(),
                "CPU, 1 thread",
                like.trainedAt(),
                like.trainingSequences(),
                heldOut,
                options,
                like.history(),
                like.bestEpoch(),
                like.stopReason());
    }
}
