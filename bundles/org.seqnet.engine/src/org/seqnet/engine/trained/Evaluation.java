package org.seqnet.engine.trained;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.network.ValueErrors;

/**
 * How well a network does on sequences of which the truth is known. One without finite probabilities is classified
 * wrong, and costs as much as one whose label has the probability 0; one without finite numbers counts as if they were
 * predicted as the mean of the training data.
 *
 * @param accuracy the share classified correctly, 0 to 1; of numbers, the coefficient of determination R², 1 at most,
 *     as {@link ValueErrors#explained} defines it
 * @param loss the mean cross-entropy in nats; of numbers, the mean of their loss, standardized
 * @param errors of numbers, how far they are off
 */
public record Evaluation(double accuracy, double loss, Optional<Errors> errors) {
    public Evaluation {
        Objects.requireNonNull(errors, "errors");
    }

    /** Returns how well numbers are predicted that are off by this. */
    public static Evaluation of(double loss, ValueErrors errors) {
        return new Evaluation(
                errors.explained(), loss, Optional.of(new Errors(errors.meanAbsolute(), errors.rootMeanSquared())));
    }

    /** Returns how well labels are predicted. */
    public Evaluation(double accuracy, double loss) {
        this(accuracy, loss, Optional.empty());
    }

    /**
     * Returns all figures but the loss as texts show them, such as {@code accuracy 0.9761}, or {@code R² 0.9761, MAE
     * 2.31, RMSE 3.204}.
     *
     * @param between what stands between two of them
     */
    public String text(String between) {
        return errors.map(off -> "R² %s%sMAE %s%sRMSE %s"
                        .formatted(
                                fraction(accuracy),
                                between,
                                digits(off.meanAbsolute()),
                                between,
                                digits(off.rootMeanSquared())))
                .orElseGet(() -> "accuracy " + fraction(accuracy));
    }

    private static String fraction(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }

    /** Returns the four leading digits: the unit may be any. */
    private static String digits(double number) {
        double exponent = Math.floor(Math.log10(number));
        return exponent < -4 || exponent > 8
                ? String.format(Locale.ROOT, number == 0 ? "0" : "%.3e", number)
                : new BigDecimal(number)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
