package org.seqnet.knime.label;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a column that the Network Predictor appends, and what KNIME adds if the table has such a column already.
 *
 * @param label the column that was learned
 * @param suffix {@code " (#1)"} for the second prediction, else empty
 */
public record PredictionName(String label, String suffix) {
    private static final Pattern PREDICTION = Pattern.compile("Prediction \\((.*?)\\)((?: \\(#\\d+\\))?)");
    private static final Pattern SCORE = Pattern.compile("P \\((.*?)\\)((?: \\(#\\d+\\))?)");

    /** Reads the name of a column of predictions. */
    public static Optional<PredictionName> of(String column) {
        var matcher = PREDICTION.matcher(column);
        return matcher.matches()
                ? Optional.of(new PredictionName(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** Returns the label whose score the column holds that was appended with the prediction; 7 for P (label=7). */
    public Optional<String> scored(String column) {
        var matcher = SCORE.matcher(column);
        var start = label + "=";
        return matcher.matches()
                        && matcher.group(1).startsWith(start)
                        && matcher.group(2).equals(suffix)
                ? Optional.of(matcher.group(1).substring(start.length()))
                : Optional.empty();
    }
}
