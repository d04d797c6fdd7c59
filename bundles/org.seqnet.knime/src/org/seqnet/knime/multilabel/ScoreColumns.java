package org.seqnet.knime.multilabel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/** The columns that hold the scores of labels: their places by label, in the order of the table. */
record ScoreColumns(Map<String, Integer> places) {
    private static final Pattern SCORE = Pattern.compile("P \\([^=]*=(.*?)\\)(?: \\(#\\d+\\))?");

    /** No scores. */
    static final ScoreColumns NONE = new ScoreColumns(Map.of());

    /** Returns the columns that were appended with a prediction; none if its column is named otherwise. */
    static ScoreColumns of(DataTableSpec spec, String prediction) {
        var places = new LinkedHashMap<String, Integer>();
        PredictionName.of(prediction).ifPresent(name -> spec.stream()
                .filter(column -> column.getType().isCompatible(DoubleValue.class))
                .map(DataColumnSpec::getName)
                .forEach(column ->
                        name.scored(column).ifPresent(label -> places.put(label, spec.findColumnIndex(column)))));
        return new ScoreColumns(places);
    }

    /**
     * Returns the columns of these names.
     *
     * @throws InvalidSettingsException if there is none, or one is not there, chosen twice, holds no numbers, or the
     *     label of another one
     */
    static ScoreColumns ofNames(DataTableSpec spec, String[] names) throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "Score columns: no column is selected.",
                    "Select the columns in the node's dialog, or set \"Scores\" to \"None\".");
        }
        Columns.requireDistinct("Score columns", names);
        var places = new LinkedHashMap<String, Integer>();
        for (var name : names) {
            int place = Columns.find(spec, "input table", "Score columns", name, "numbers", DoubleValue.class);
            var label = scored(name).orElse(name);
            var earlier = places.putIfAbsent(label, place);
            if (earlier != null) {
                throw Failures.invalid(
                        "Score columns: '%s' and '%s' both hold scores of the label '%s'."
                                .formatted(spec.getColumnSpec(earlier).getName(), name, label),
                        "Select one column per label in the node's dialog.");
            }
        }
        return new ScoreColumns(places);
    }

    private static Optional<String> scored(String column) {
        var matcher = SCORE.matcher(column);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Returns whether it is unknown how a row is scored, because a score is missing or NaN. */
    boolean isMissing(DataRow row) {
        return places.values().stream().anyMatch(place -> isMissing(row, place));
    }

    private static boolean isMissing(DataRow row, int place) {
        return !(row.getCell(place) instanceof DoubleValue value) || Double.isNaN(value.getDoubleValue());
    }

    /** Returns the failure at a row of the first table of which {@link #isMissing(DataRow)} holds. */
    KNIMEException missing(DataTableSpec spec, long index, DataRow row) {
        int missing = places.values().stream()
                .filter(place -> isMissing(row, place))
                .findFirst()
                .orElseThrow();
        var place = "Row '%s'".formatted(row.getKey().getString());
        var name = spec.getColumnSpec(missing).getName();
        return row.getCell(missing).isMissing()
                ? Failures.missingCell(0, index, missing, place, name)
                : Failures.failureAt(
                        0,
                        index,
                        missing,
                        "The score is not a number (NaN).",
                        "%s: the value of column '%s' is not a number (NaN).".formatted(place, name),
                        "Replace the value, remove the row, or configure the node to skip rows with missing values.");
    }

    /** Returns the scores of a row that has all, in the order of the columns. */
    double[] scores(DataRow row) {
        return places.values().stream()
                .mapToDouble(place -> ((DoubleValue) row.getCell(place)).getDoubleValue())
                .toArray();
    }

    /**
     * Puts the scores of all rows in the order of the labels. A label without a column is ranked last in each row.
     *
     * @param rows N rows of what {@link #scores} gave, which are replaced
     * @return N x K; empty if there are no columns
     */
    Optional<double[][]> inOrder(double[][] rows, LabelDomain labels) {
        if (places.isEmpty()) {
            return Optional.empty();
        }
        var columns = List.copyOf(places.keySet());
        int[] from = labels.names().stream().mapToInt(columns::indexOf).toArray();
        Arrays.setAll(rows, n -> {
            double[] given = rows[n];
            return Arrays.stream(from)
                    .mapToDouble(column -> column < 0 ? Double.NEGATIVE_INFINITY : given[column])
                    .toArray();
        });
        return Optional.of(rows);
    }
}
