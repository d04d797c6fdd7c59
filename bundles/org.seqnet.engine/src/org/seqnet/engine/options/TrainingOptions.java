package org.seqnet.engine.options;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;

/**
 * How a network learns.
 *
 * @param epochs passes over the training data, at least 1
 * @param batchSize sequences a step, at least 1; a last, smaller batch is learned too
 * @param updater the rule that turns gradients into steps
 * @param learningRate the length of the steps, above 0; where a schedule changes it, the greatest
 * @param l2 the weight penalty, added to the gradient as {@code l2 * weight} of every weight (not of biases); 0 is off
 * @param gradientClipping the longest gradient (Euclidean norm over all parameters); a longer one is scaled down; 0 is
 *     off
 * @param shuffle whether each epoch draws a fresh order
 * @param seed what fixes start weights, order, dropout and augmentation
 * @param earlyStopping when to end before all epochs; needs validation data
 * @param stopAtAccuracy the accuracy, or R² of values, above 0 and at most 1, whose first epoch is the last and gives
 *     the result, even if early stopping holds an earlier one to be better; measured on the validation data, or as the
 *     training accuracy where there is none
 * @param threads how many threads compute, up to {@value #MOST_THREADS}; 0 means as many as the machine has cores
 * @param averageWeights whether validation and result are the network of the mean weights of about the last twentieth
 *     of all steps, which does better and fluctuates less than that of the last step; learning itself is the same
 * @param augmentation how the training sequences are changed at random
 * @param schedule how the learning rate changes from step to step
 * @param findsLearningRate whether the learning rate is found before training by a range test; the options of the
 *     trained network then have the rate that was found
 * @param labelSmoothing how much of the certainty about labels is given up in training, from 0, which is off, to less
 *     than 1 ({@link org.seqnet.engine.sequence.Targets}); not for label paths and
 *     values
 * @param weighting how much each training sequence counts
 * @param precision in which precision the processor computes; the options of a trained network have the one in which it
 *     did, single or mixed
 */
public record TrainingOptions(
        int epochs,
        int batchSize,
        Updater updater,
        double learningRate,
        double l2,
        double gradientClipping,
        boolean shuffle,
        long seed,
        Optional<EarlyStopping> earlyStopping,
        OptionalDouble stopAtAccuracy,
        int threads,
        boolean averageWeights,
        Augmentation augmentation,
        Schedule schedule,
        boolean findsLearningRate,
        double labelSmoothing,
        Weighting weighting,
        PrecisionChoice precision) {
    /** The most threads: more than any machine has cores; each takes memory of its own. */
    public static final int MOST_THREADS = 1024;

    private static final int QUICK_STEPS = 2400;
    private static final int FEWEST_QUICK_EPOCHS = 4;
    private static final int MOST_QUICK_EPOCHS = 400;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public TrainingOptions {
        Objects.requireNonNull(updater, "updater");
        Objects.requireNonNull(earlyStopping, "earlyStopping");
        Objects.requireNonNull(stopAtAccuracy, "stopAtAccuracy");
        Objects.requireNonNull(augmentation, "augmentation");
        Objects.requireNonNull(weighting, "weighting");
        Objects.requireNonNull(precision, "precision");
        atLeast("Epochs", epochs, 1);
        atLeast("Batch size", batchSize, 1);
        atLeast("Threads", threads, 0);
        if (threads > MOST_THREADS) {
            throw new SeqNetException("Threads: " + threads + " is greater than the maximum, " + MOST_THREADS + ".");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new SeqNetException("Learning rate: " + learningRate + " is not a positive number.");
        }
        notNegative("L2 regularization", l2);
        notNegative("Gradient clipping (max. norm)", gradientClipping);
        stopAtAccuracy.ifPresent(TrainingOptions::requireAccuracy);
        if (schedule.warmUpEpochs() > epochs) {
            throw new SeqNetException(
                    "Warm-up: " + schedule.warmUpEpochs() + " epochs are more than training has, " + epochs + ".");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new SeqNetException("Label smoothing: " + labelSmoothing + " is not at least 0 and less than 1.");
        }
    }

    /** Returns the reference settings: 10 epochs of Adam 0.001, batches of 100, shuffled, seed 42. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                10,
                100,
                Updater.ADAM,
                0.001,
                0,
                0,
                true,
                42,
                Optional.empty(),
                OptionalDouble.empty(),
                0,
                true,
                Augmentation.none(),
                Schedule.CONSTANT,
                false,
                0,
                Weighting.EQUAL,
                PrecisionChoice.SINGLE);
    }

    /**
     * Returns settings that need few steps for a high accuracy: one cycle of a learning rate that is six times that of
     * the reference, with clipped gradients. Their epochs are as many as give about 2,400 steps, in which the reference
     * network reaches 99 % on MNIST (the reference settings take 6,000), but {@value #FEWEST_QUICK_EPOCHS} to
     * {@value #MOST_QUICK_EPOCHS}.
     *
     * @param trainingSequences how many there are
     */
    public static TrainingOptions quickStart(long trainingSequences) {
        int batch = trainingSequences < 1000 ? 16 : trainingSequences < 5000 ? 32 : 100;
        long stepsPerEpoch = Math.max(1, (trainingSequences + batch - 1) / batch);
        long needed = (QUICK_STEPS + stepsPerEpoch - 1) / stepsPerEpoch;
        return defaults().with(draft -> {
            draft.epochs = (int) Math.min(MOST_QUICK_EPOCHS, Math.max(FEWEST_QUICK_EPOCHS, needed));
            draft.batchSize = batch;
            draft.learningRate = 0.006;
            draft.gradientClipping = 1;
            draft.schedule = new Schedule.OneCycle();
        });
    }

    /** Returns the batch size that suits so many training sequences: small for few, so that an epoch has many steps. */
    public static int batchSizeFor(int trainingSequences) {
        return trainingSequences < 5000 ? 32 : 100;
    }

    /** Returns these options with another number of epochs. */
    public TrainingOptions withEpochs(int value) {
        return with(draft -> draft.epochs = value);
    }

    /** Returns these options with another batch size. */
    public TrainingOptions withBatchSize(int value) {
        return with(draft -> draft.batchSize = value);
    }

    /** Returns these options with another updater and learning rate. */
    public TrainingOptions withUpdater(Updater value, double rate) {
        return with(draft -> {
            draft.updater = value;
            draft.learningRate = rate;
        });
    }

    /** Returns these options with another weight penalty. */
    public TrainingOptions withL2(double value) {
        return with(draft -> draft.l2 = value);
    }

    /** Returns these options with another bound of the gradient. */
    public TrainingOptions withGradientClipping(double value) {
        return with(draft -> draft.gradientClipping = value);
    }

    /** Returns these options with shuffling on or off. */
    public TrainingOptions withShuffle(boolean value) {
        return with(draft -> draft.shuffle = value);
    }

    /** Returns these options with another seed. */
    public TrainingOptions withSeed(long value) {
        return with(draft -> draft.seed = value);
    }

    /** Returns these options with early stopping. */
    public TrainingOptions withEarlyStopping(EarlyStopping value) {
        return with(draft -> draft.earlyStopping = Optional.of(value));
    }

    /** Returns these options without early stopping. */
    public TrainingOptions withoutEarlyStopping() {
        return with(draft -> draft.earlyStopping = Optional.empty());
    }

    /** Returns these options with an accuracy to stop at. */
    public TrainingOptions withStopAtAccuracy(double value) {
        return with(draft -> draft.stopAtAccuracy = OptionalDouble.of(value));
    }

    /** Returns these options with another number of threads; 0 means as many as the machine has cores. */
    public TrainingOptions withThreads(int value) {
        return with(draft -> draft.threads = value);
    }

    /** Returns these options with averaged weights or those of the last step. */
    public TrainingOptions withAverageWeights(boolean value) {
        return with(draft -> draft.averageWeights = value);
    }

    /** Returns these options with another precision. */
    public TrainingOptions withPrecision(PrecisionChoice value) {
        return with(draft -> draft.precision = value);
    }

    /** Returns these options with training sequences changed at random in this way. */
    public TrainingOptions withAugmentation(Augmentation value) {
        return with(draft -> draft.augmentation = value);
    }

    /** Returns these options with what is changed of a draft of them. */
    public TrainingOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options on the way from one record to the next, by the names of its components. */
    public static final class Draft {
        public int epochs;
        public int batchSize;
        public Updater updater;
        public double learningRate;
        public double l2;
        public double gradientClipping;
        public boolean shuffle;
        public long seed;
        public Optional<EarlyStopping> earlyStopping;
        public OptionalDouble stopAtAccuracy;
        public int threads;
        public boolean averageWeights;
        public Augmentation augmentation;
        public Schedule schedule;
        public boolean findsLearningRate;
        public double labelSmoothing;
        public Weighting weighting;
        public PrecisionChoice precision;

        private Draft(TrainingOptions options) {
            epochs = options.epochs;
            batchSize = options.batchSize;
            updater = options.updater;
            learningRate = options.learningRate;
            l2 = options.l2;
            gradientClipping = options.gradientClipping;
            shuffle = options.shuffle;
            seed = options.seed;
            earlyStopping = options.earlyStopping;
            stopAtAccuracy = options.stopAtAccuracy;
            threads = options.threads;
            averageWeights = options.averageWeights;
            augmentation = options.augmentation;
            schedule = options.schedule;
            findsLearningRate = options.findsLearningRate;
            labelSmoothing = options.labelSmoothing;
            weighting = options.weighting;
            precision = options.precision;
        }

        private TrainingOptions options() {
            return new TrainingOptions(
                    epochs,
                    batchSize,
                    updater,
                    learningRate,
                    l2,
                    gradientClipping,
                    shuffle,
                    seed,
                    earlyStopping,
                    stopAtAccuracy,
                    threads,
                    averageWeights,
                    augmentation,
                    schedule,
                    findsLearningRate,
                    labelSmoothing,
                    weighting,
                    precision);
        }
    }

    private static void atLeast(String setting, int value, int least) {
        if (value < least) {
            throw new SeqNetException(setting + ": " + value + " is not at least " + least + ".");
        }
    }

    private static void requireAccuracy(double value) {
        if (!(value > 0 && value <= 1)) {
            throw new SeqNetException("Target accuracy: " + value + " is not greater than 0 and at most 1.");
        }
    }

    private static void notNegative(String setting, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new SeqNetException(setting + ": " + value + " is not a non-negative number (0 disables it).");
        }
    }
}
