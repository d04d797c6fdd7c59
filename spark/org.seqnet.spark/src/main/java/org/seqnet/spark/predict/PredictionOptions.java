package org.seqnet.spark.predict;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.options.PrecisionChoice;

/**
 * What predictions append to a table, with the settings of KNIME's Network Predictor.
 *
 * @param predictionColumn the name of the prediction column; empty for {@code Prediction (label)}
 * @param probabilities whether there is a column for each class with its probability
 * @param calibrated whether probabilities are calibrated by the temperature that training found
 * @param uncertainty whether an ensemble tells by how much its members differ
 * @param suffix the end of the names of the columns of probabilities, quantiles and uncertainty
 * @param beamWidth how many label paths are followed at once, 1 to {@value LabelSearch#MOST_PATHS}
 * @param maximumLabels the most labels of a path; 0 for no limit
 * @param precision the precision in which the processor computes
 * @param failing whether a row that cannot be predicted ends the job; if not, its prediction is missing
 */
public record PredictionOptions(
        String predictionColumn,
        boolean probabilities,
        boolean calibrated,
        boolean uncertainty,
        String suffix,
        int beamWidth,
        int maximumLabels,
        PrecisionChoice precision,
        boolean failing)
        implements Serializable {
    /** Those of a new Network Predictor. */
    public static final PredictionOptions DEFAULT =
            new PredictionOptions("", true, true, false, "", 5, 0, PrecisionChoice.SINGLE, false);

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public PredictionOptions {
        Objects.requireNonNull(predictionColumn, "predictionColumn");
        Objects.requireNonNull(suffix, "suffix");
        Objects.requireNonNull(precision, "precision");
        new LabelSearch(beamWidth, maximumLabels, probabilities, uncertainty);
    }

    /** Returns these options with what a change makes of them. */
    public PredictionOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options on their way to others. */
    public static final class Draft {
        public String predictionColumn;
        public boolean probabilities;
        public boolean calibrated;
        public boolean uncertainty;
        public String suffix;
        public int beamWidth;
        public int maximumLabels;
        public PrecisionChoice precision;
        public boolean failing;

        private Draft(PredictionOptions options) {
            predictionColumn = options.predictionColumn;
            probabilities = options.probabilities;
            calibrated = options.calibrated;
            uncertainty = options.uncertainty;
            suffix = options.suffix;
            beamWidth = options.beamWidth;
            maximumLabels = options.maximumLabels;
            precision = options.precision;
            failing = options.failing;
        }

        private PredictionOptions options() {
            return new PredictionOptions(
                    predictionColumn,
                    probabilities,
                    calibrated,
                    uncertainty,
                    suffix,
                    beamWidth,
                    maximumLabels,
                    precision,
                    failing);
        }
    }

    LabelSearch search() {
        return new LabelSearch(beamWidth, maximumLabels, probabilities, uncertainty);
    }

    String prediction(String label) {
        return predictionColumn.isEmpty() ? "Prediction (" + label + ")" : predictionColumn;
    }

    /** Returns the name of the column of a predicted value; several targets have a custom name in common. */
    String value(String target, boolean isOnlyTarget) {
        return isOnlyTarget || predictionColumn.isEmpty() ? prediction(target) : predictionColumn + " (" + target + ")";
    }

    String quantile(String target, double level) {
        var number = BigDecimal.valueOf(level).stripTrailingZeros().toPlainString();
        return "Prediction (" + target + ", " + number + ")" + suffix;
    }

    String probability(String column, String label) {
        return "P (" + column + "=" + label + ")" + suffix;
    }

    String setProbability(String column) {
        return "P (" + column + ")" + suffix;
    }

    String setProbabilities(String column) {
        return "Probabilities (" + column + ")" + suffix;
    }

    String uncertainty(String column) {
        return "Uncertainty (" + column + ")" + suffix;
    }
}
