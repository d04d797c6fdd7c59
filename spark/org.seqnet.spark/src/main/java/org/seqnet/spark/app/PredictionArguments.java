package org.seqnet.spark.app;

import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.spark.predict.PredictionOptions;
import picocli.CommandLine.Option;

/** What predictions append to a table, as in the Network Predictor of KNIME. */
final class PredictionArguments {
    @Option(
            names = "--prediction-column",
            paramLabel = "NAME",
            description = "The name of the prediction column. Default: Prediction (label), with the name of the label.")
    private String predictionColumn;

    @Option(
            names = "--no-probabilities",
            description = "No column with the probability of each class. Default: they are appended.")
    private boolean noProbabilities;

    @Option(
            names = "--not-calibrated",
            description = "Probabilities as they are, not calibrated by the temperature that training found. Default: "
                    + "calibrated.")
    private boolean notCalibrated;

    @Option(
            names = "--uncertainty",
            description = "Appends a column with the disagreement among the members of an ensemble. Default: none.")
    private boolean uncertainty;

    @Option(
            names = "--suffix",
            paramLabel = "TEXT",
            description = "The end of the names of the other columns. Default: none.")
    private String suffix;

    @Option(
            names = "--beam-width",
            paramLabel = "N",
            description = "Label paths that are followed at once, 1 to " + LabelSearch.MOST_PATHS + ". Default: 5.")
    private Integer beamWidth;

    @Option(
            names = "--maximum-labels",
            paramLabel = "N",
            description = "The most labels of a path, at least 0; 0 for no limit. Default: 0.")
    private Integer maximumLabels;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = Precisions.class,
            completionCandidates = Precisions.class,
            description = "The precision of matrix products: ${COMPLETION-CANDIDATES}. Default: single.")
    private PrecisionChoice precision;

    static final class Precisions extends Choice<PrecisionChoice> {
        Precisions() {
            super(PrecisionChoice.values());
        }
    }

    /**
     * Returns the options.
     *
     * @param failing whether a row that cannot be predicted ends the job
     * @throws WrongArgument if a value is outside its range
     */
    PredictionOptions options(boolean failing) {
        var usual = PredictionOptions.DEFAULT;
        return WrongArgument.naming(
                Map.of("Beam width", "--beam-width", "Maximum labels", "--maximum-labels"),
                () -> new PredictionOptions(
                        Objects.requireNonNullElse(predictionColumn, usual.predictionColumn()),
                        !noProbabilities,
                        !notCalibrated,
                        uncertainty,
                        Objects.requireNonNullElse(suffix, usual.suffix()),
                        Objects.requireNonNullElse(beamWidth, usual.beamWidth()),
                        Objects.requireNonNullElse(maximumLabels, usual.maximumLabels()),
                        Objects.requireNonNullElse(precision, usual.precision()),
                        failing));
    }
}
