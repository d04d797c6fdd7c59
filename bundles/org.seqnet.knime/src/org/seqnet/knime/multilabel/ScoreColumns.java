package org.seqnet.knime.multilabel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.PredictionName;
import org.seqnet.knime.label.TableRow;
import org.seqnet.knime.message.Failures;

/** The columns that hold the scores of labels: their places by label, in the order of the table. */
record ScoreColumns(Map<String, Integer> places) {
    private static final String SCORES = "P (";
    private static final Pattern SCORE = Pattern.compile("P \\([^=]*=(.*?)\\)(?: \\(#\\d+\\))?");
    private static final Pattern ADDED = Pattern.compile(" \\(#\\d+\\)$");

    /** No scores. */
    static final ScoreColumns NONE = new ScoreColumns(Map.of());

    /** Returns the columns that the Network Predictor appended with a prediction. */
    static ScoreColumns of(DataTableSpec spec, String prediction) {
        int column = spec.findColumnIndex(prediction);
        return followsProbabilities(spec, column) ? beside(spec, column) : ofName(spec, prediction);
    }

    /** Tells whether a prediction follows the list of its labels' probabilities and the probability of all of them. */
    private static boolean followsProbabilities(DataTableSpec spec, int prediction) {
        return prediction >= 2
                && holdsNumbers(spec.getColumnSpec(prediction - 1))
                && spec.getColumnSpec(prediction - 1).getName().startsWith(SCORES)
                && spec.getColumnSpec(prediction - 2).getType().isCompatible(ListDataValue.class);
    }

    /**
     * Returns the scores that stand before the probabilities. A suffix of theirs is that of the probabilities; what
     * KNIME adds to names that the table has already may be missing: the predictor before may have appended no scores.
     */
    private static ScoreColumns beside(DataTableSpec spec, int prediction) {
        var ofAll = spec.getColumnSpec(prediction - 1).getName();
        for (var name : List.of(ofAll, ADDED.matcher(ofAll).replaceFirst(""))) {
            for (int end = name.indexOf(')'); end >= 0; end = name.indexOf(')', end + 1)) {
                var places = before(spec, prediction - 2, name.substring(0, end) + "=", name.substring(end));
                if (!places.isEmpty()) {
                    return new ScoreColumns(places);
                }
            }
        }
        return NONE;
    }

    private static Map<String, Integer> before(DataTableSpec spec, int end, String start, String rest) {
        int first = end;
        while (first > 0 && scored(spec.getColumnSpec(first - 1), start, rest).isPresent()) {
            first--;
        }
        var places = new LinkedHashMap<String, Integer>();
        for (int place = first; place < end; place++) {
            places.put(scored(spec.getColumnSpec(place), start, rest).orElseThrow(), place);
        }
        return places;
    }

    private static Optional<String> scored(DataColumnSpec column, String start, String rest) {
        var name = column.getName();
        return holdsNumbers(column)
                        && name.startsWith(start)
                        && name.endsWith(rest)
                        && name.length() >= start.length() + rest.length()
                ? Optional.of(name.substring(start.length(), name.length() - rest.length()))
                : Optional.empty();
    }

    /** Returns the scores that have the names of the Network Predictor; none if the prediction is named otherwise. */
    private static ScoreColumns ofName(DataTableSpec spec, String prediction) {
        var places = new LinkedHashMap<String, Integer>();
        PredictionName.of(prediction).ifPresent(name -> spec.stream()
                .filter(ScoreColumns::holdsNumbers)
                .map(DataColumnSpec::getName)
                .forEach(column ->
                        name.scored(column).ifPresent(label -> places.put(label, spec.findColumnIndex(column)))));
        return new ScoreColumns(places);
    }

    private static boolean holdsNumbers(DataColumnSpec column) {
        return column.getType().isCompatible(DoubleValue.class);
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

    /** Returns why it is not known how a row is scored; empty if it is. */
    Optional<TableRow.Gap> gap(DataTableSpec spec, TableRow row) {
        return places.values().stream()
                .filter(place -> isMissing(row.cell(place)))
                .findFirst()
                .map(place -> gap(spec.getColumnSpec(place).getName(), place, row.cell(place)));
    }

    private static TableRow.Gap gap(String name, int place, DataCell cell) {
        return cell.isMissing()
                ? TableRow.Gap.ofCell(place, name)
                : new TableRow.Gap(
                        place,
                        "The score is not a number (NaN).",
                        "the value of column '%s' is not a number (NaN).".formatted(name));
    }

    private static boolean isMissing(DataCell cell) {
        return !(cell instanceof DoubleValue value) || Double.isNaN(value.getDoubleValue());
    }

    /** Returns the scores of a row that has all, in the order of the columns. */
    double[] scores(TableRow row) {
        return places.values().stream()
                .mapToDouble(place -> ((DoubleValue) row.cell(place)).getDoubleValue())
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
