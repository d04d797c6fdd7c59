package org.seqnet.engine.training;

import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.Evaluation;

/** Measures a network on validation data, by parameters that it had at some time. */
final class Validation implements Measure {
    private final Architecture architecture;
    private final TrainingOptions options;
    private final LabelledSequences data;
    private final TrainingListener listener;
    private final LiveNetwork network;

    /** @param network the network, with any parameters; it stays open */
    Validation(
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences data,
            TrainingListener listener,
            LiveNetwork network) {
        this.architecture = architecture;
        this.options = options;
        this.data = data;
        this.listener = listener;
        this.network = network;
    }

    @Override
    public Evaluation evaluation(int epoch, float[] parameters) {
        var predictions = predictions(parameters);
        int[] undecided = predictions.undecided();
        if (undecided.length > 0) {
            listener.undecided(epoch, undecided);
        }
        return predictions.evaluation(TrainingData.validationWeights(options, data));
    }

    /** Returns what the network makes of the data with these parameters. */
    Predictions predictions(float[] parameters) {
        var measured = network.with(parameters);
        var outputs = outputs(measured);
        return architecture
                .head()
                .fold(
                        classes -> new ClassPredictions(classes, outputs, data),
                        // by the usual thresholds: better ones are chosen at the end
                        independent -> independent(outputs),
                        path -> measured.searching(
                                search -> PathPredictions.of(search, outputs, data, this::requireNotCancelled)),
                        values -> new ValuePredictions(values, outputs, data),
                        steps -> new StepPredictions(steps, outputs, data));
    }

    private IndependentPredictions independent(float[] probabilities) {
        return new IndependentPredictions(IndependentLabels.of(data.domain()), probabilities, data);
    }

    @Override
    public Head decided(float[] parameters) {
        return architecture
                .head()
                .fold(
                        classes -> temperature(parameters),
                        independent -> thresholds(parameters),
                        path -> path,
                        values -> values,
                        steps -> steps);
    }

    private Classes temperature(float[] parameters) {
        var probabilities = outputs(parameters);
        return new TemperatureSearch(new ClassPredictions(Classes.of(data.domain()), probabilities, data)).best();
    }

    private IndependentLabels thresholds(float[] parameters) {
        return new ThresholdSearch(independent(outputs(parameters))).best();
    }

    /** Returns what the network gives for each sequence with these parameters. */
    float[] outputs(float[] parameters) {
        return outputs(network.with(parameters));
    }

    private float[] outputs(LiveNetwork measured) {
        var outputs = new float[measured.outputs(data.sequences().timeSteps(0, data.size()))];
        measured.classify(data.sequences(), 0, data.size(), batchSize(), outputs, () -> {
            requireNotCancelled();
            return false;
        });
        return outputs;
    }

    private void requireNotCancelled() {
        Cancellation.requireNone(listener);
    }

    // As large as inference likes, yet no more memory than training takes by itself for long sequences.
    private int batchSize() {
        long values = data.sequences().longestValues();
        return Math.max(options.batchSize(), (int) Math.min(1000, 4_000_000 / values));
    }
}
