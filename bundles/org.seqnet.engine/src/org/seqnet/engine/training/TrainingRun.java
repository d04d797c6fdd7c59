package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** One training from its first epoch to its result. */
final class TrainingRun {
    /** What is larger was not measured: such numbers stand for missing data, in rasters the least float. */
    private static final float MOST_MEASURED = 1e15f;

    private final Architecture architecture;
    private final TrainingOptions options;
    private final LabelledSequences training;
    private final Optional<LabelledSequences> validation;
    private final TrainingListener listener;
    private final LiveNetwork network;
    private final UpdateStep step;
    private final MiniBatches batches;
    private final NetworkInput input;
    private final int epochsBefore;
    private final int lastEpoch;
    private final String device;

    private final List<EpochRecord> history;
    private final Optional<BestEpoch> best;
    private final Optional<AverageWeights> average;
    private final Pace pace;
    private final LearningRates rates;
    private double rate;
    private long stepsDone;
    private boolean stopped;

    TrainingRun(
            Architecture architecture,
            TrainingOptions options,
            TrainingStart start,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener,
            LiveNetwork network,
            UpdateStep step,
            MiniBatches batches) {
        this.architecture = architecture;
        this.options = options;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.network = network;
        this.step = step;
        this.batches = batches;
        this.input = start.input();
        this.epochsBefore = start.history().size();
        this.lastEpoch = (int) Math.min((long) epochsBefore + options.epochs(), Integer.MAX_VALUE);
        this.device = network.device();
        this.rates = new LearningRates(options, batches.count());
        this.history = new ArrayList<>(start.history());
        this.best = options.earlyStopping().map(BestEpoch::new);
        this.average = options.averageWeights()
                ? Optional.of(new AverageWeights(network.parameters().length))
                : Optional.empty();
        boolean mayEndSooner = best.isPresent() || options.stopAtAccuracy().isPresent();
        this.pace = new Pace(lastEpoch - epochsBefore, batches.count(), mayEndSooner, System::nanoTime);
    }

    TrainingResult run() {
        var order = new EpochOrder(options, training.size());
        for (int epoch = epochsBefore + 1; epoch <= lastEpoch; epoch++) {
            if (epoch > epochsBefore + 1) {
                average.ifPresent(weights -> weights.putLatest(network.parameters()));
            }
            var learned = learn(epoch, order.of(epoch));
            requireFinite(epoch, "a parameter", network.parameters());
            // a gradient may be too large to be squared, and Adam then moves its parameter no more
            requireFinite(epoch, "the optimizer state", step.state());
            average.ifPresent(weights -> weights.putMean(network.parameters()));
            var record = measure(epoch, learned);
            history.add(record);
            rates.epochEnded(record.validation().map(Evaluation::loss).orElse(record.loss()));
            pace.epochEnded();
            listener.epochEnded(record, pace.left());
            if (best.isPresent()) {
                best.get().offer(epoch, record.validation().orElseThrow(), network.parameters(), step);
            }
            if (stopped) {
                return result(StopReason.STOPPED_ON_REQUEST);
            }
            if (reachesAccuracy(record)) {
                return result(StopReason.REACHED_ACCURACY);
            }
            if (best.isPresent() && best.get().givesUp() && epoch < lastEpoch) {
                return result(StopReason.STOPPED_EARLY);
            }
        }
        return result(StopReason.ALL_EPOCHS_DONE);
    }

    private boolean reachesAccuracy(EpochRecord epoch) {
        return options.stopAtAccuracy().isPresent()
                && epoch.measuredAccuracy() >= options.stopAtAccuracy().getAsDouble();
    }

    private RunningAverage learn(int epoch, int[] order) {
        var figures = new RunningAverage();
        batches.begin(epoch, order);
        network.beginEpoch(epoch);
        for (int number = 1; number <= batches.count() && !stopped; number++) {
            requireNotCancelled();
            var batch = batches.next();
            var outcome = network.differentiate(batch);
            if (!Double.isFinite(outcome.lossSum())) {
                throw new SeqNetException("Training failed in epoch %d, mini-batch %d: the loss became %s. %s"
                        .formatted(epoch, number, outcome.lossSum(), cure()));
            }
            rate = rates.at(stepsDone++);
            step.apply(network.parameters(), network.gradients(), batch.size(), batch.meanWeight(), rate);
            average.ifPresent(weights -> weights.add(network.parameters()));
            figures.add(outcome, batch.size());
            pace.batchEnded();
            listener.batchEnded(new BatchProgress(
                    epoch,
                    lastEpoch,
                    number,
                    batches.count(),
                    figures.accuracy(),
                    figures.loss(),
                    figures.samplesPerSecond(),
                    pace.left(),
                    epochsBefore));
            stopped = listener.isStopRequested();
        }
        figures.end();
        return figures;
    }

    private void requireNotCancelled() {
        if (listener.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Training was canceled.");
        }
    }

    private EpochRecord measure(int epoch, RunningAverage learned) {
        return new EpochRecord(
                epoch,
                learned.accuracy(),
                learned.loss(),
                learned.duration(),
                learned.samplesPerSecond(),
                validation.map(data -> evaluate(epoch, data)),
                device,
                OptionalDouble.of(rate));
    }

    private Evaluation evaluate(int epoch, LabelledSequences data) {
        var predictions = predictions(outputs(data), data);
        int[] undecided = predictions.undecided();
        if (undecided.length > 0) {
            listener.undecided(epoch, undecided);
        }
        return predictions.evaluation(TrainingData.validationWeights(options, data));
    }

    private Predictions predictions(float[] outputs, LabelledSequences data) {
        return architecture
                .head()
                .fold(
                        classes -> new ClassPredictions(classes, outputs, data),
                        independent -> independent(outputs, data),
                        path -> {
                            try (var search = network.pathSearch()) {
                                return PathPredictions.of(search, outputs, data, this::requireNotCancelled);
                            }
                        });
    }

    /** Returns predictions by the usual thresholds: better ones are chosen at the end. */
    private static IndependentPredictions independent(float[] probabilities, LabelledSequences data) {
        return new IndependentPredictions(IndependentLabels.of(data.domain()), probabilities, data);
    }

    /** Returns what the network gives for each sequence by its present parameters. */
    private float[] outputs(LabelledSequences data) {
        var outputs = new float[Math.multiplyExact(data.size(), network.outputs())];
        network.classify(data.sequences(), 0, data.size(), validationBatchSize(data), outputs, () -> {
            requireNotCancelled();
            return false;
        });
        return outputs;
    }

    // As large as inference likes, yet no more memory than training takes by itself for long sequences.
    private int validationBatchSize(LabelledSequences data) {
        long values = data.sequences().longestValues();
        return Math.max(options.batchSize(), (int) Math.min(1000, 4_000_000 / values));
    }

    private void requireFinite(int epoch, String what, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new SeqNetException(
                        "Training failed in epoch %d: %s became %s. %s".formatted(epoch, what, value, cure()));
            }
        }
    }

    private String cure() {
        float largest = largestValue();
        if (Math.abs(largest) > MOST_MEASURED) {
            return "The training sequences contain values such as " + largest
                    + ". Remove or replace them if they represent missing data; otherwise scale the input to [0, 1].";
        }
        return "Decrease the learning rate (now " + options.learningRate() + ")"
                + (options.gradientClipping() > 0 ? "" : ", enable gradient clipping")
                + " or scale the input to [0, 1].";
    }

    /** Returns the value that is farthest from 0. */
    private float largestValue() {
        var sequences = training.sequences();
        var values = new float[Math.toIntExact(sequences.longestValues())];
        float largest = 0;
        for (int n = 0; n < sequences.size(); n++) {
            sequences.copyTo(n, values, 0);
            int count = sequences.timeSteps(n) * sequences.shape().features();
            for (int i = 0; i < count; i++) {
                largest = Math.abs(values[i]) > Math.abs(largest) ? values[i] : largest;
            }
        }
        return largest;
    }

    private float[] currentParameters() {
        return network.parameters().clone();
    }

    /** Returns the architecture with what validation data decide on once training has ended. */
    private Architecture decided(float[] parameters) {
        Head head = architecture
                .head()
                .fold(
                        // a temperature of other weights would calibrate nothing
                        classes -> validation
                                .map(data -> temperature(parameters, data))
                                .orElse(new Classes(classes.count())),
                        independent -> validation
                                .map(data -> thresholds(parameters, data))
                                .orElse(independent),
                        path -> path);
        return architecture.with(head);
    }

    private Classes temperature(float[] parameters, LabelledSequences data) {
        var probabilities = outputs(parameters, data);
        return new TemperatureSearch(new ClassPredictions(Classes.of(data.domain()), probabilities, data)).best();
    }

    private IndependentLabels thresholds(float[] parameters, LabelledSequences data) {
        return new ThresholdSearch(independent(outputs(parameters, data), data)).best();
    }

    /** Returns what the network gives for each sequence by these parameters, which become its present ones. */
    private float[] outputs(float[] parameters, LabelledSequences data) {
        System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
        return outputs(data);
    }

    private TrainingResult result(StopReason reason) {
        var kept = best.filter(any -> reason != StopReason.REACHED_ACCURACY);
        int bestEpoch = kept.map(BestEpoch::epoch).orElseGet(history::size);
        var parameters = kept.map(BestEpoch::parameters).orElseGet(this::currentParameters);
        var trained = new TrainedNetwork(
                decided(parameters),
                input,
                training.domain(),
                parameters,
                kept.map(BestEpoch::updaterState).orElseGet(step::state),
                kept.map(BestEpoch::steps).orElseGet(step::steps),
                BirthCertificate.of(device, training, validation, options, history, bestEpoch, reason));
        return new TrainingResult(trained, history, bestEpoch, reason);
    }
}
