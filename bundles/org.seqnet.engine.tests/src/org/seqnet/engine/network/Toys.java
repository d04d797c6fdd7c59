package org.seqnet.engine.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Small networks for tests. */
public final class Toys {
    private Toys() {}

    /** Returns the learning rate that people start with. */
    public static double usualRate(Updater updater) {
        return switch (updater) {
            case ADAM, NADAM, AMSGRAD, ADAMAX, RMSPROP -> 0.001;
            case ADAGRAD -> 0.01;
            case NESTEROV, SGD -> 0.1;
        };
    }

    /** Returns a domain of labels {@code "0"}, {@code "1"} and so on. */
    public static LabelDomain labels(int count) {
        return new LabelDomain(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /** Returns {@link #network} as if it had been trained on sequences of several lengths. */
    public static TrainedNetwork networkForAnyLength() {
        var fixed = network();
        return new TrainedNetwork(
                fixed.architecture(),
                NetworkInput.of(SequenceShape.ofAnyLength(2)),
                fixed.labels(),
                fixed.parameters(),
                fixed.updaterState(),
                fixed.steps(),
                fixed.provenance());
    }

    /** Returns a network of two layers of 3 units for 4 x 2 and labels with odd names, with every field in use. */
    public static TrainedNetwork network() {
        var shape = new SequenceShape(4, 2);
        var labels = LabelDomain.of("plain", "a=b", "back\\slash", "two\nlines", "\u00fcml\u00e4ut", "");
        var architecture = new Architecture(new Recurrent(Cell.LSTM, 2, 3, 0.25, 1), Classes.of(labels));
        var parameters = StartWeights.of(architecture, shape, 7);
        var updaterState = new float[2 * parameters.length];
        for (int i = 0; i < updaterState.length; i++) {
            updaterState[i] = i / 8f;
        }
        return new TrainedNetwork(
                architecture, NetworkInput.of(shape), labels, parameters, updaterState, 12, provenance());
    }

    /** Returns a network like {@link #network} with layers of other cells. */
    public static TrainedNetwork network(Cell cell) {
        return network(new Recurrent(cell, 2, 3, 0.25, cell.hasForgetGates() ? 1 : 0));
    }

    /** Returns a network like {@link #network} with another encoder. */
    public static TrainedNetwork network(Recurrent encoder) {
        var lstm = network();
        var architecture = new Architecture(encoder, lstm.architecture().head());
        var parameters = StartWeights.of(architecture, lstm.inputShape(), 7);
        return new TrainedNetwork(
                architecture,
                lstm.input(),
                lstm.labels(),
                parameters,
                Arrays.copyOf(lstm.updaterState(), 2 * parameters.length),
                lstm.steps(),
                lstm.provenance());
    }

    /** Returns a network like {@link #network} with another encoder, and a fresh updater. */
    public static TrainedNetwork network(Encoder encoder) {
        var lstm = network();
        var architecture = new Architecture(encoder, lstm.architecture().head());
        return new TrainedNetwork(
                architecture,
                lstm.input(),
                lstm.labels(),
                StartWeights.of(architecture, lstm.inputShape(), 7),
                new float[0],
                lstm.steps(),
                lstm.provenance());
    }

    /** Returns a network like {@link #network} of small Inception modules. */
    public static TrainedNetwork temporalNetwork() {
        return network(new TemporalConvolutional(Design.INCEPTION, 2, 3, 5, 2, 0.25));
    }

    /** Returns a network like {@link #network} of an LSTM layer beside two convolutions over time. */
    public static TrainedNetwork composedNetwork() {
        return network(new Composition(
                new Recurrent(Cell.LSTM, 1, 3, 0.5, 1), new TemporalConvolutional(Design.FCN, 3, 2, 3, 1, 0.1)));
    }

    /** Returns a network like {@link #network} with another head for its six labels. */
    public static TrainedNetwork network(Head head) {
        var classes = network();
        var architecture = new Architecture(classes.architecture().encoder(), head);
        var parameters = StartWeights.of(architecture, classes.inputShape(), 7);
        return new TrainedNetwork(
                architecture,
                classes.input(),
                classes.labels(),
                parameters,
                Arrays.copyOf(classes.updaterState(), 2 * parameters.length),
                classes.steps(),
                classes.provenance());
    }

    /** Returns an ensemble whose members are built like a network, with other weights. */
    public static TrainedNetwork ensemble(TrainedNetwork network, int members) {
        var one = network.architecture();
        var architecture = new Architecture(one.encoder(), one.head(), members);
        var parameters = StartWeights.of(architecture, network.input().preprocessed(), 7);
        return new TrainedNetwork(
                architecture,
                network.input(),
                network.labels(),
                parameters,
                Arrays.copyOf(network.updaterState(), 2 * parameters.length),
                network.steps(),
                network.provenance());
    }

    /** Returns a network like {@link #network} for several labels, each with a threshold of its own. */
    public static TrainedNetwork independentLabels() {
        return network(new IndependentLabels(List.of(0f, 0.1f, 1 / 3f, 0.5f, Math.nextDown(1f), 1f)));
    }

    /** Returns a network like {@link #network} for a label per time step. */
    public static TrainedNetwork stepClasses() {
        return network(new StepClasses(6));
    }

    /** Returns a network like {@link #network} for paths of labels in a fixed order, of embeddings of 5 values. */
    public static TrainedNetwork labelPath() {
        return network(new LabelPath(6, 5, 4, List.of(3, 0, 5, 1, 2, 4)));
    }

    /** Returns {@link #labelPath} free of order. */
    public static TrainedNetwork orderFreeLabelPath() {
        return network(new LabelPath(6, 5, 4, List.of()));
    }

    /** Returns a network like {@link #network} for values of these targets. */
    public static TrainedNetwork values(Values values, LabelDomain targets) {
        var classes = network();
        var architecture = new Architecture(classes.architecture().encoder(), values);
        var from = classes.provenance();
        var history = from.history().stream()
                .map(epoch -> epoch.with(new Errors(1 / 3.0, 0.5), Optional.of(new Errors(2 / 3.0, 1e-300))))
                .toList();
        return new TrainedNetwork(
                architecture,
                classes.input(),
                targets,
                StartWeights.of(architecture, classes.inputShape(), 7),
                new float[0],
                classes.steps(),
                new Provenance(
                        from.seqNet(),
                        from.library(),
                        from.java(),
                        from.system(),
                        from.device(),
                        from.trainedAt(),
                        from.trainingSequences(),
                        from.heldOut(),
                        from.options(),
                        history,
                        from.bestEpoch(),
                        from.stopReason()));
    }

    /** Returns a network like {@link #network} for quantiles of two targets. */
    public static TrainedNetwork values() {
        return values(
                new Values(
                        List.of(new Standard(1 / 3.0, 2), new Standard(1.7e12, 0.125)),
                        new Quantiles(List.of(0.1, 0.5, 1 - 1 / 3.0)),
                        Optional.empty()),
                LabelDomain.of("speed", "a=b"));
    }

    /** Returns a network like {@link #network} for a forecast of the second feature, the first of which is known. */
    public static TrainedNetwork forecast() {
        return values(
                new Values(
                        List.of(Standard.NONE),
                        new Huber(1.5),
                        Optional.of(new Forecast(3, false, List.of(1), List.of(0), Normalization.WINDOW))),
                LabelDomain.of("demand"));
    }

    /** Returns a network whose every weight is finite, and so large that no output is. */
    public static TrainedNetwork withHugeWeights(TrainedNetwork network) {
        var parameters = network.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (i % 3 == 0 ? -1 : 1) * Float.MAX_VALUE / 2;
        }
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                parameters,
                new float[0],
                network.steps(),
                network.provenance());
    }

    /** Returns {@link #network} for other labels, without an updater's state. */
    public static TrainedNetwork network(LabelDomain labels) {
        var other = network();
        var architecture = new Architecture(other.architecture().encoder(), Classes.of(labels));
        var parameters = StartWeights.of(architecture, other.inputShape(), 7);
        return new TrainedNetwork(architecture, other.input(), labels, parameters, new float[0], 0, other.provenance());
    }

    /** Returns {@link #network} as if its first epoch had been trained elsewhere. */
    public static TrainedNetwork networkFromTwoDevices() {
        return network(provenance("GPU, Toy 1"));
    }

    /** Returns a convolutional network of two blocks and 5 dense units for 6 x 6 pixels of 2 channels and 4 labels. */
    public static TrainedNetwork convolutionalNetwork() {
        return convolutionalNetwork(false);
    }

    /** Returns {@link #convolutionalNetwork} with batch normalization in its first block. */
    public static TrainedNetwork normalizedNetwork() {
        return convolutionalNetwork(true);
    }

    private static TrainedNetwork convolutionalNetwork(boolean normalized) {
        var blocks = List.of(
                new ConvolutionBlock(3, 3, 1, 2, normalized, 0.125), new ConvolutionBlock(4, 5, 2, 1, false, 0));
        var architecture = new Architecture(new Convolutional(2, blocks, 5, 0.5), new Classes(4));
        var shape = new SequenceShape(6, 12);
        var parameters = StartWeights.of(architecture, shape, 7);
        var updaterState = new float[2 * parameters.length];
        for (int i = 0; i < updaterState.length; i++) {
            updaterState[i] = i / 8f;
        }
        return new TrainedNetwork(
                architecture, NetworkInput.of(shape), labels(4), parameters, updaterState, 12, provenance());
    }

    /** Returns a network of 168 features of Rocket for the sequences and labels of {@link #network}. */
    public static TrainedNetwork rocketNetwork() {
        var lstm = network();
        var rocket = new Rocket(168, 12, -5, LinearClassifier.RIDGE);
        var architecture = new Architecture(rocket, lstm.architecture().head());
        var parameters = StartWeights.of(architecture, lstm.inputShape(), 7);
        return new TrainedNetwork(
                architecture, lstm.input(), lstm.labels(), parameters, new float[0], 0, lstm.provenance());
    }

    /** Returns {@link #network} as if it had been trained until it reached an accuracy. */
    public static TrainedNetwork networkThatReachedAccuracy() {
        var made = provenance();
        var provenance = new Provenance(
                made.seqNet(),
                made.library(),
                made.java(),
                made.system(),
                made.device(),
                made.trainedAt(),
                made.trainingSequences(),
                made.heldOut(),
                made.options().withStopAtAccuracy(0.5),
                made.history().subList(0, 1),
                1,
                StopReason.REACHED_ACCURACY);
        return network(provenance);
    }

    /** Returns {@link #network} as if its training sequences had been changed at random. */
    public static TrainedNetwork augmented(Augmentation augmentation) {
        var made = provenance();
        var provenance = new Provenance(
                made.seqNet(),
                made.library(),
                made.java(),
                made.system(),
                made.device(),
                made.trainedAt(),
                made.trainingSequences(),
                made.heldOut(),
                made.options().withAugmentation(augmentation),
                made.history(),
                made.bestEpoch(),
                made.stopReason());
        return network(provenance);
    }

    private static TrainedNetwork network(Provenance provenance) {
        var here = network();
        return new TrainedNetwork(
                here.architecture(),
                here.input(),
                here.labels(),
                here.parameters(),
                here.updaterState(),
                here.steps(),
                provenance);
    }

    private static Provenance provenance() {
        return provenance("CPU, 2 threads");
    }

    private static Provenance provenance(String firstDevice) {
        var options = TrainingOptions.defaults()
                .withEpochs(5)
                .withUpdater(Updater.ADAM, 0.0025)
                .withEarlyStopping(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 1, 0.125));
        var rate = OptionalDouble.of(options.learningRate());
        return new Provenance(
                "0.1.0",
                "library 1",
                "Java 17",
                "Linux 6, amd64",
                "CPU, 2 threads",
                Instant.parse("2026-02-03T04:05:06Z"),
                600,
                0,
                options,
                List.of(
                        new EpochRecord(
                                1,
                                new Evaluation(0.1, 1 / 3.0),
                                Duration.ofMillis(1234),
                                100.5,
                                Optional.of(new Evaluation(0.5, 0.7)),
                                firstDevice,
                                rate),
                        new EpochRecord(
                                2,
                                new Evaluation(0.2, 0.25),
                                Duration.ofNanos(7),
                                1e9,
                                Optional.of(new Evaluation(0.5, 0.8)),
                                "CPU, 2 threads",
                                rate)),
                1,
                StopReason.STOPPED_EARLY);
    }
}
