package org.seqnet.engine.trained;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one pass over the training data gave.
 *
 * @param epoch the pass, counted from 1
 * @param training how the network did on the training data while the weights moved
 * @param duration the time of the pass without its validation
 * @param samplesPerSecond training sequences a second in this pass
 * @param validation how the network did on the validation data at the end of the pass, if there is any
 * @param device what computed it, such as {@code CPU, 2 threads}
 * @param learningRate the length of its last step; empty if that is not known, as of a network that was resumed by a
 *     version that did not keep it
 */
public record EpochRecord(
        int epoch,
        Evaluation training,
        Duration duration,
        double samplesPerSecond,
        Optional<Evaluation> validation,
        String device,
        OptionalDouble learningRate) {
    /** The end of the name of a device that computed in mixed precision. */
    public static final String MIXED_PRECISION = ", mixed precision";

    public EpochRecord {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(learningRate, "learningRate");
    }

    /** Returns the device without the precision that it computed in. */
    public String processor() {
        return device.endsWith(MIXED_PRECISION)
                ? device.substring(0, device.length() - MIXED_PRECISION.length())
                : device;
    }

    /** Returns the accuracy on the training data, or R². */
    public double accuracy() {
        return training.accuracy();
    }

    /** Returns the loss on the training data. */
    public double loss() {
        return training.loss();
    }

    /** Returns the accuracy or R² on the validation data, or that on the training data where there are none. */
    public double measuredAccuracy() {
        return validation.orElse(training).accuracy();
    }

    /** Returns the same epoch of a network that predicts numbers, which were this far off. */
    public EpochRecord with(Errors errors, Optional<Errors> validationErrors) {
        return new EpochRecord(
                epoch,
                new Evaluation(training.accuracy(), training.loss(), Optional.of(errors)),
                duration,
                samplesPerSecond,
                validation.map(checked -> new Evaluation(checked.accuracy(), checked.loss(), validationErrors)),
                device,
                learningRate);
    }

    /** Returns the duration in seconds. */
    public double seconds() {
        return duration.toNanos() / 1e9;
    }

    /**
     * Returns the line that a log shows, such as
     * {@code epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s}.
     */
    public String line(int epochs) {
        var line = String.format(
                Locale.ROOT,
                "epoch %d/%d  %s  loss %.4f  %.1f s  %,.0f samples/s",
                epoch,
                epochs,
                training.text("  "),
                loss(),
                duration.toMillis() / 1000.0,
                samplesPerSecond);
        return validation
                .map(checked -> line
                        + String.format(Locale.ROOT, "  validation %s  loss %.4f", checked.text("  "), checked.loss()))
                .orElse(line);
    }

    /** Returns the same line with the learning rate, such as {@code ...  learning rate 0.00052}, if it is known. */
    public String lineWithRate(int epochs) {
        return learningRate.isEmpty()
                ? line(epochs)
                : line(epochs) + "  learning rate "
                        + new BigDecimal(learningRate.getAsDouble())
                                .round(new MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString();
    }
}
