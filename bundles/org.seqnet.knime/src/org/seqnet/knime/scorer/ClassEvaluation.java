package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.metrics.ClassMeasure;
import org.seqnet.engine.metrics.ClassScore;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.message.Failures;

/**
 * What was counted and how good it is.
 *
 * @param positive the class that matters most, if one is set
 * @param notes what the user should know of the measures, in sentences
 */
record ClassEvaluation(Score score, ClassScore measures, OptionalInt positive, List<String> notes) {
    private static final int MOST_CLASSES_NAMED = 10;

    /**
     * Measures what was counted.
     *
     * @throws KNIMEException if no row has the positive class, and it is predicted for none
     */
    static ClassEvaluation of(Score score, PredictionScorerParameters parameters, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var positive = positive(score.matrix().domain(), parameters.positiveClass);
        monitor.setMessage("computing the intervals");
        var measures = Cancellation.passedOn(
                monitor,
                () -> ClassScore.of(score.prediction(), () -> Cancellation.requested(monitor), monitor::setProgress));
        var notes = notes(score, parameters.probabilities);
        if (Stream.of(ClassMeasure.values()).map(measures::overall).anyMatch(ClassEvaluation::isOutside)) {
            notes.add("Some intervals do not include their measure: some classes have so few rows that samples of the "
                    + "rows differ systematically from the table.");
        }
        return new ClassEvaluation(score, measures, positive, notes);
    }

    private static boolean isOutside(Estimate estimate) {
        return estimate.interval()
                .filter(bounds -> estimate.value().orElseThrow() < bounds.lower()
                        || estimate.value().orElseThrow() > bounds.upper())
                .isPresent();
    }

    private static OptionalInt positive(LabelDomain domain, String name) throws KNIMEException {
        if (name == null || name.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!domain.contains(name)) {
            var classes = domain.names().stream()
                    .limit(MOST_CLASSES_NAMED)
                    .map("'%s'"::formatted)
                    .toList();
            throw Failures.failure(
                    "Positive class: '%s' is not among the classes of the table, which are %s%s."
                            .formatted(
                                    name,
                                    String.join(", ", classes),
                                    domain.size() > MOST_CLASSES_NAMED ? ", ..." : ""),
                    "Enter one of the classes, or leave the setting empty.");
        }
        return OptionalInt.of(domain.indexOf(name));
    }

    private static List<String> notes(Score score, ProbabilitySource source) {
        var notes = new ArrayList<String>();
        var prediction = score.prediction();
        if (prediction.rows() == 0) {
            return notes;
        }
        if (!prediction.hasProbabilities()) {
            notes.add("ROC AUC, average precision, log loss, Brier score and calibration error are missing. "
                    + score.problem().orElse(lacking(source)));
            return notes;
        }
        var incomplete = prediction.incomplete();
        if (incomplete.isPresent()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Log loss, Brier score and calibration error are missing. The probabilities of row '%s' sum to "
                            + "%.4f, not to 1.",
                    MatrixCells.key(score.cells(), incomplete.getAsInt()),
                    prediction.sum(incomplete.getAsInt())));
        } else {
            floored(prediction.floored()).ifPresent(notes::add);
        }
        return notes;
    }

    private static String lacking(ProbabilitySource source) {
        return source == ProbabilitySource.NONE
                ? "The setting \"Probabilities\" is \"None\"."
                : "The input table has no columns with the probabilities of the classes, such as \"P (label=class)\", "
                        + "that belong to the predicted values.";
    }

    private static Optional<String> floored(long rows) {
        return rows == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The probability of the actual class is 0, or less than 1e-15, in %,d %s; log loss counts it "
                                + "as 1e-15.",
                        rows,
                        rows == 1 ? "row" : "rows"));
    }

    /** Returns the number of classes of the table. */
    int classes() {
        return score.matrix().domain().size();
    }

    /** Returns the name of a class. */
    String name(int index) {
        return score.matrix().domain().name(index);
    }
}
