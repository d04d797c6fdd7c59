package org.seqnet.engine.trained;

import java.util.Objects;
import java.util.Optional;

/**
 * How well a network does on sequences of which the truth is known. One without finite probabilities is classified
 * wrong, and costs as much as one whose label has the probability 0.
 *
 * @param accuracy the share classified correctly, 0 to 1; of numbers, the coefficient of determination R², 1 at most,
 *     of several targets the mean of theirs
 * @param loss the mean cross-entropy in nats; of numbers, the mean of their loss, standardized
 * @param errors of numbers, how far they are off
 */
public record Evaluation(double accuracy, double loss, Optional<Errors> errors) {
    public Evaluation {
        Objects.requireNonNull(errors, "errors");
    }

    /** Returns how well labels are predicted. */
    public Evaluation(double accuracy, double loss) {
        this(accuracy, loss, Optional.empty());
    }
}
