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
 * @param accuracy the share of training sequences classified correctly, averaged while the weights moved
 * @param loss the mean cross-entropy in nats, averaged while the weights moved
 * @param duration the time of the pass without its validation
 * @param samplesPerSecond training sequences a second in this pass
 * @param validation how the network did on the validation data at the end of the pass, if there is any
 * @param device what computed it, such as {@code CPU, 2 threads}
 * @param learningRate the length of its last step; empty if that is not known, as of a network that was resumed by a
 *     version that did not keep it
 */
public record EpochRecord(
        int epoch,
        double accuracy,
        double loss,
        Duration duration,
        double samplesPerSecond,
        Optional<Evaluation> validation,
        String device,
        OptionalDouble learningRate) {
    public EpochRecord {
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(learningRate, "learningRate");
    }

    /** Returns the accuracy on the validation data, or that on the training data where there is none. */
    public double measuredAccuracy() {
        return validation.map(Evaluation::accuracy).orElse(accuracy);
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
                "epoch %d/%d  accuracy %.4f  loss %.4f  %.1f s  %,.0f samples/s",
                epoch,
                epochs,
                accuracy,
                loss,
                duration.toMillis() / 1000.0,
                samplesPerSecond);
        return validation
                .map(v -> line
                        + String.format(Locale.ROOT, "  validation accuracy %.4f  loss %.4f", v.accuracy(), v.loss()))
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
