package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** One training from its first epoch to its result. */
final class TrainingRun {
    /** What is larger was not measured: such numbers stand for missing data, in rasters the least float. */
    private static final float MOST_MEASURED = 1e15f;

    /** What a device waits for is asked no more often than a progress bar shows. */
    private static final long READING_NANOS = 100_000_000;

    private final Architecture architecture;
    private final TrainingOptions options;
    private final LearnedData training;
    private final Optional<? extends Measure> validation;
    private final TrainingListener listener;
    private final Learning learning;
    private final BirthCertificate certificate;
    private final Optional<CheckpointMaker> checkpoints;
    private final NetworkInput input;
    private final boolean hasFrozen;
    private final int epochsBefore;
    private final int lastEpoch;

    private final List<EpochRecord> history;
    private final Optional<BestEpoch> best;
    private final Pace pace;
    private final LearningRates rates;
    private double rate;
    private long stepsDone;
    private boolean stopped;
    private Midway midway;

    TrainingRun(
            Architecture architecture,
            TrainingOptions options,
            TrainingStart start,
            LearnedData training,
            Optional<? extends Measure> validation,
            TrainingListener listener,
            Learning learning,
            BirthCertificate certificate) {
        this(
                architecture,
                options,
                start,
                Midway.beginning(start.history().size()),
                training,
                validation,
                listener,
                learning,
                certificate,
                Optional.empty());
    }

    /** Goes on with a run that was ended from outside. */
    TrainingRun(
            Architecture architecture,
            TrainingOptions options,
            TrainingStart start,
            Midway midway,
            LearnedData training,
            Optional<? extends Measure> validation,
            TrainingListener listener,
            Learning learning,
            BirthCertificate certificate,
            Optional<CheckpointMaker> checkpoints) {
        this.architecture = architecture;
        this.options = options;
        this.training = training;
        this.validation = validation;
        this.listener = listener;
        this.learning = learning;
        this.certificate = certificate;
        this.checkpoints = checkpoints;
        this.midway = midway;
        this.input = start.input();
        this.hasFrozen = start.learned().frozen() > 0;
        this.epochsBefore = midway.epochsBefore();
        this.lastEpoch = (int) Math.min((long) epochsBefore + options.epochs(), Integer.MAX_VALUE);
        this.rates = new LearningRates(options, learning.batches());
        this.history = new ArrayList<>(start.history());
        this.best = options.earlyStopping().map(BestEpoch::new);
        boolean mayEndSooner = best.isPresent() || options.stopAtAccuracy().isPresent();
        this.pace = new Pace(lastEpoch - history.size(), learning.batches(), mayEndSooner, System::nanoTime);
        goOn();
    }

    /** Takes notice of the epochs that are complete. */
    private void goOn() {
        var complete = history.subList(epochsBefore, history.size());
        complete.forEach(record -> rates.epochEnded(measuredLoss(record)));
        best.ifPresent(epoch -> epoch.restore(complete, midway.best()));
        stepsDone = (long) complete.size() * learning.batches() + midway.batches();
        rate = rates.at(Math.max(0, stepsDone - 1));
    }

    private static double measuredLoss(EpochRecord record) {
        return record.validation().map(Evaluation::loss).orElse(record.loss());
    }

    TrainingResult run() {
        for (int epoch = history.size() + 1; epoch <= lastEpoch; epoch++) {
            var learned = learn(epoch);
            var parameters = finiteParameters(epoch);
            var record = measure(epoch, learned, parameters);
            history.add(record);
            rates.epochEnded(measuredLoss(record));
            pace.epochEnded();
            listener.epochEnded(record, pace.left());
            if (best.isPresent()) {
                best.get().offer(epoch, record.validation().orElseThrow(), parameters, learning);
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

    /** Returns the parameters that an epoch left, averaged if the options say so; the updater can go on from there. */
    private float[] finiteParameters(int epoch) {
        var latest = learning.parameters(Which.LATEST);
        requireFinite(epoch, "a parameter", latest);
        // a gradient may be too large to be squared, and Adam then moves its parameter no more
        requireFinite(epoch, "the optimizer state", learning.updaterState());
        return options.averageWeights() ? learning.parameters(Which.AVERAGED) : latest;
    }

    private boolean reachesAccuracy(EpochRecord epoch) {
        return options.stopAtAccuracy().isPresent()
                && epoch.measuredAccuracy() >= options.stopAtAccuracy().getAsDouble();
    }

    private RunningAverage learn(int epoch) {
        var average = new RunningAverage(midway);
        learning.beginEpoch(epoch, training.order(epoch));
        int done = midway.batches();
        int read = done;
        midway = Midway.beginning(epochsBefore);
        long readAt = System.nanoTime();
        while (done < learning.batches() && !stopped) {
            Cancellation.requireNone(listener);
            rate = rates.at(stepsDone++);
            learning.step(rate);
            done++;
            if (learning.isImmediate() || System.nanoTime() - readAt >= READING_NANOS) {
                read(epoch, done, done - read, average);
                read = done;
                readAt = System.nanoTime();
            }
            if (checkpoints.isPresent() && checkpoints.get().isDue()) {
                read(epoch, done, done - read, average);
                read = done;
                checkpoints.get().save(history, epochsBefore, done, average, best);
            }
            stopped = listener.isStopRequested();
        }
        learning.settle();
        if (read < done) {
            read(epoch, done, done - read, average);
        }
        average.end();
        return average;
    }

    /** Takes in what the last so many of the epoch's mini-batches gave, and tells of it. */
    private void read(int epoch, int done, int count, RunningAverage average) {
        for (var figures : learning.figuresByStep()) {
            if (figures.failed().isPresent()) {
                throw new SeqNetException("Training failed in epoch %d, mini-batch %d: the loss became %s. %s"
                        .formatted(epoch, figures.failed().getAsInt(), figures.lossSum(), cure()));
            }
            average.add(figures);
        }
        pace.batchesEnded(count);
        if (average.isEmpty()) {
            return;
        }
        listener.batchEnded(new BatchProgress(
                epoch,
                lastEpoch,
                done,
                learning.batches(),
                average.evaluation(),
                average.samplesPerSecond(),
                pace.left(),
                epochsBefore));
    }

    private EpochRecord measure(int epoch, RunningAverage learned, float[] parameters) {
        return new EpochRecord(
                epoch,
                learned.evaluation(),
                learned.duration(),
                learned.samplesPerSecond(),
                validation.map(data -> data.evaluation(epoch, parameters)),
                learning.device(),
                OptionalDouble.of(rate));
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
        float largest = training.largestValue();
        if (Math.abs(largest) > MOST_MEASURED) {
            return "The training sequences contain values such as " + largest
                    + ". Remove or replace them if they represent missing data; otherwise scale the input to [0, 1].";
        }
        return "Decrease the learning rate (now " + options.learningRate() + ")"
                + (options.gradientClipping() > 0 ? "" : ", enable gradient clipping")
                + " or scale the input to [0, 1].";
    }

    /** Returns the head as it is in the end: what validation data decide on is theirs alone, whoever decided before. */
    private Head decided(float[] parameters) {
        return validation.<Head>map(data -> data.decided(parameters)).orElseGet(() -> architecture
                .head()
                // a temperature of other weights would calibrate nothing
                .fold(
                        classes -> new Classes(classes.count()),
                        independent -> independent,
                        path -> path,
                        values -> values,
                        steps -> steps));
    }

    private TrainingResult result(StopReason reason) {
        var kept = best.filter(any -> reason != StopReason.REACHED_ACCURACY);
        int bestEpoch = kept.map(BestEpoch::epoch).orElseGet(history::size);
        var parameters = kept.map(BestEpoch::parameters).orElseGet(() -> learning.parameters(Which.AVERAGED));
        var state = kept.map(BestEpoch::updaterState).orElseGet(learning::updaterState);
        long steps = kept.map(BestEpoch::steps).orElseGet(learning::steps);
        var trained = new TrainedNetwork(
                architecture.with(decided(parameters)),
                input,
                training.domain(),
                parameters,
                // after many steps, an updater would trust the moments of 0 that frozen layers have
                hasFrozen ? new float[state.length] : state,
                hasFrozen ? 0 : steps,
                certificate.provenance(learning.device(), options, history, bestEpoch, reason));
        return new TrainingResult(trained, history, bestEpoch, reason);
    }
}
