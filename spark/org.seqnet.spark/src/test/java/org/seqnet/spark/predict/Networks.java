package org.seqnet.spark.predict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Small networks of random weights, for sequences of 6 time steps x 2 features. */
public final class Networks {
    static final SequenceShape SHAPE = new SequenceShape(6, 2);
    static final LabelDomain TEXTS = LabelDomain.of("plain", "a=b", "\u00fcml\u00e4ut", "");
    static final LabelDomain DIGITS = new LabelDomain(List.of("7", "-1", "12"), LabelType.INTEGER);

    private Networks() {}

    /** Returns one network of each kind of prediction, all of which read 6 time steps x 2 features. */
    public static List<TrainedNetwork> all() {
        return List.of(
                classes(),
                classes(recurrent(Cell.GRU)),
                independent(),
                path(),
                values(ValueLoss.SQUARED, 1),
                values(new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9)), 3),
                forecast(false),
                forecast(true),
                steps());
    }

    /** Returns a recurrent network. */
    public static TrainedNetwork classes() {
        return network(recurrent(Cell.LSTM), new Classes(DIGITS.size(), 1.7f), 1, NetworkInput.of(SHAPE), DIGITS);
    }

    static Recurrent recurrent(Cell cell) {
        return new Recurrent(cell, 2, 5, 0, cell.hasForgetGates() ? 1 : 0);
    }

    static TrainedNetwork classes(Encoder encoder) {
        return network(encoder, Classes.of(TEXTS), 1, NetworkInput.of(SHAPE), TEXTS);
    }

    static TrainedNetwork ensemble(Head head, LabelDomain labels) {
        return network(recurrent(Cell.GRU), head, 3, NetworkInput.of(SHAPE), labels);
    }

    static TrainedNetwork ofAnyLength(Head head) {
        return network(recurrent(Cell.GRU), head, 1, NetworkInput.of(SequenceShape.ofAnyLength(2)), TEXTS);
    }

    static TrainedNetwork independent() {
        return network(
                recurrent(Cell.LSTM),
                new IndependentLabels(List.of(0.5f, 0.4f, 0.6f, 0.45f)),
                1,
                NetworkInput.of(SHAPE),
                TEXTS);
    }

    static TrainedNetwork path() {
        return network(
                recurrent(Cell.LSTM), new LabelPath(4, 5, 4, List.of(3, 0, 1, 2)), 1, NetworkInput.of(SHAPE), TEXTS);
    }

    static TrainedNetwork values(ValueLoss loss, int members) {
        return network(
                recurrent(Cell.GRU),
                new Values(List.of(new Standard(1 / 3.0, 2), new Standard(1.7e12, 0.125)), loss, Optional.empty()),
                members,
                NetworkInput.of(SHAPE),
                LabelDomain.of("speed", "a=b"));
    }

    /** Returns a network that forecasts 3 steps of the second feature. */
    static TrainedNetwork forecast(boolean recursive) {
        var forecast = recursive
                ? new Forecast(3, true, List.of(1), List.of(), Normalization.WINDOW)
                : new Forecast(3, false, List.of(1), List.of(), Normalization.WINDOW);
        return network(
                recurrent(Cell.LSTM),
                new Values(List.of(Standard.NONE), new ValueLoss.Huber(1.5), Optional.of(forecast)),
                1,
                NetworkInput.of(SequenceShape.ofAnyLength(2)),
                LabelDomain.of("demand"));
    }

    /** Returns a network that fills in the mean of the first feature as 0.25 and scales. */
    static TrainedNetwork filling() {
        var preprocessing = new Preprocessing(
                FeatureScale.STANDARDIZE,
                new double[] {0.1, 0.2},
                new double[] {2, 3},
                Filling.TRAINING_MEAN,
                new double[] {0.25, 0.5},
                true);
        var input = new NetworkInput(SHAPE, NetworkInput.of(SHAPE).preparation(), preprocessing);
        return network(recurrent(Cell.LSTM), Classes.of(TEXTS), 1, input, TEXTS);
    }

    /** Returns a network that reads the letters a, b and c. */
    static TrainedNetwork symbols() {
        var letters = new Tokenizer(Tokenizer.Unit.LETTERS, "", 5, true);
        var input = new NetworkInput(
                SequenceShape.ofAnyLength(1),
                letters.preparation(),
                Optional.of(new Vocabulary(List.of("a", "b", "c"))),
                Preprocessing.NONE);
        var architecture =
                new Architecture(Optional.of(new Embedding(3, 4)), recurrent(Cell.LSTM), Classes.of(TEXTS), 1);
        return network(architecture, input, TEXTS);
    }

    static TrainedNetwork network(Encoder encoder, Head head, int members, NetworkInput input, LabelDomain labels) {
        return network(new Architecture(encoder, head, members), input, labels);
    }

    private static TrainedNetwork network(Architecture architecture, NetworkInput input, LabelDomain labels) {
        var parameters = StartWeights.of(architecture, input.preprocessed(), 7);
        return withParameters(architecture, input, labels, parameters).withLabelName("label");
    }

    private static TrainedNetwork withParameters(
            Architecture architecture, NetworkInput input, LabelDomain labels, float[] parameters) {
        var provenance = new Provenance(
                "0.1.0",
                "library 1",
                "Java 17",
                "Linux 6, amd64",
                "CPU, 2 threads",
                Instant.parse("2026-02-03T04:05:06Z"),
                600,
                0,
                TrainingOptions.defaults(),
                List.of(),
                0,
                StopReason.ALL_EPOCHS_DONE);
        return new TrainedNetwork(architecture, input, labels, parameters, new float[0], 0, provenance);
    }

    /** Returns a network for label per time step of sequences of any length. */
    static TrainedNetwork steps() {
        return ofAnyLength(new StepClasses(TEXTS.size()));
    }

    /** Returns a network in which every sequence overflows. */
    static TrainedNetwork overflowing() {
        var network = classes();
        var parameters = network.parameters();
        IntStream.range(0, parameters.length).forEach(i -> parameters[i] = (i % 3 == 0 ? -1 : 1) * Float.MAX_VALUE / 2);
        return withParameters(network.architecture(), network.input(), network.labels(), parameters)
                .withLabelName("label");
    }
}
