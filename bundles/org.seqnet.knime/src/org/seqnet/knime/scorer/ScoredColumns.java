package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.metrics.ClassStatistics;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;

/** The two columns that a scorer compares. */
record ScoredColumns(DataTableSpec spec, int actual, int predicted, MissingValues missingValues) {
    /** Says whether a column holds any number of labels in each row. */
    static final Predicate<DataColumnSpec> SETS = Columns.accepts(CollectionDataValue.class);

    /** What was counted, how many rows could not be, and some rows that were predicted wrong. */
    record Score(ConfusionMatrix matrix, long skipped, Mistakes mistakes) {

        /** Returns what the user should know of it. */
        Optional<String> warning() {
            return Stream.of(skippedWarning(), strangersWarning())
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> one + "\n" + other);
        }

        private Optional<String> skippedWarning() {
            return skipped == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "%,d of %,d rows were skipped because the actual or the predicted class is missing.",
                            skipped,
                            skipped + matrix.total()));
        }

        /** Tells classes that are written in two ways, such as 1 and 1.0, from predictions that are all wrong. */
        private Optional<String> strangersWarning() {
            var actual = classes(figures -> figures.truePositives() + figures.falseNegatives());
            var predicted = classes(figures -> figures.truePositives() + figures.falsePositives());
            if (actual.size() < 2 || predicted.size() < 2 || actual.stream().anyMatch(predicted::contains)) {
                return Optional.empty();
            }
            return Optional.of(("None of the predicted classes occurs among the actual classes; for example, '%s' is "
                            + "predicted and '%s' is actual. Select the column that was predicted, or "
                            + "use the same class names as in training.")
                    .formatted(predicted.get(0), actual.get(0)));
        }

        private List<String> classes(ToLongFunction<ClassStatistics> rows) {
            return IntStream.range(0, matrix.domain().size())
                    .filter(label -> rows.applyAsLong(matrix.statistics(label)) > 0)
                    .mapToObj(matrix.domain()::name)
                    .toList();
        }
    }

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, or holds no labels
     */
    static ScoredColumns of(DataTableSpec spec, PredictionScorerParameters parameters) throws InvalidSettingsException {
        parameters.chooseColumns(spec);
        requireOneLabel(spec, "Actual values", parameters.actualColumn);
        requireOneLabel(spec, "Predicted values", parameters.predictedColumn);
        int actual = LabelColumns.find(spec, "input table", "Actual values", parameters.actualColumn);
        int predicted = LabelColumns.find(spec, "input table", "Predicted values", parameters.predictedColumn);
        if (actual == predicted) {
            throw Failures.invalid(
                    "Actual values and predicted values are the same column, '%s'.".formatted(parameters.actualColumn),
                    "Select the column with the predictions as the predicted values.");
        }
        return new ScoredColumns(spec, actual, predicted, parameters.missingValues);
    }

    private static void requireOneLabel(DataTableSpec spec, String setting, String name)
            throws InvalidSettingsException {
        if (name != null && spec.containsName(name) && SETS.test(spec.getColumnSpec(name))) {
            throw Failures.invalid(
                    "%s: column '%s' contains several labels per row; the Prediction Scorer requires one class per row."
                            .formatted(setting, name),
                    "Use a Multi-Label Scorer, or select another column.");
        }
    }

    /** Compares the columns row by row. */
    Score count(BufferedDataTable table, ExecutionMonitor monitor) throws CanceledExecutionException, KNIMEException {
        var known = knownLabels();
        if (known.isPresent()) {
            var score = count(table, known.get(), monitor.createSubProgress(0.4));
            if (score.isPresent()) {
                return score.get();
            }
            // the specs are out of date: a row has a label that neither names
        }
        var found = findLabels(table, monitor.createSubProgress(0.3));
        return count(table, found, monitor.createSubProgress(0.3)).orElseThrow();
    }

    /** Returns what was counted; empty if a row has a label outside the domain. */
    private Optional<Score> count(BufferedDataTable table, LabelDomain domain, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var counter = ConfusionMatrix.counting(domain);
        var mistakes = new Mistakes(spec, actual, predicted);
        long skipped = 0;
        try (var rows = table.iterator()) {
            for (long row = 0; rows.hasNext(); row++) {
                monitor.checkCanceled();
                var next = rows.next();
                if (isMissing(next)) {
                    failIfAsked(next, row);
                    skipped++;
                } else if (domain.contains(actual(next)) && domain.contains(predicted(next))) {
                    counter.add(domain.indexOf(actual(next)), domain.indexOf(predicted(next)));
                    if (!actual(next).equals(predicted(next))) {
                        mistakes.add(next, row);
                    }
                } else {
                    return Optional.empty();
                }
                monitor.setProgress((row + 1.0) / table.size());
            }
        }
        return Optional.of(new Score(counter.matrix(), skipped, mistakes));
    }

    /** Returns the labels of both columns if both specs tell them. */
    private Optional<LabelDomain> knownLabels() {
        var actualValues = spec.getColumnSpec(actual).getDomain().getValues();
        var predictedValues = spec.getColumnSpec(predicted).getDomain().getValues();
        if (actualValues == null || predictedValues == null) {
            return Optional.empty();
        }
        return Optional.of(union(labels(actualValues), labels(predictedValues)));
    }

    private static Set<String> labels(Set<DataCell> values) {
        return values.stream()
                .filter(value -> !value.isMissing())
                .map(DataCell::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private LabelDomain findLabels(BufferedDataTable table, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        var actualLabels = new LinkedHashSet<String>();
        var predictedLabels = new LinkedHashSet<String>();
        try (var rows = table.iterator()) {
            for (long row = 0; rows.hasNext(); row++) {
                monitor.checkCanceled();
                var next = rows.next();
                if (!isMissing(next)) {
                    actualLabels.add(actual(next));
                    predictedLabels.add(predicted(next));
                }
                monitor.setProgress((row + 1.0) / table.size(), "determining the classes");
            }
        }
        return union(actualLabels, predictedLabels);
    }

    /** Returns the labels as KNIME's Scorer orders them: those in both columns, then actual, then predicted ones. */
    private static LabelDomain union(Set<String> actualLabels, Set<String> predictedLabels) {
        var names = new LinkedHashSet<String>(actualLabels);
        names.retainAll(predictedLabels);
        names.addAll(actualLabels);
        names.addAll(predictedLabels);
        return new LabelDomain(new ArrayList<>(names));
    }

    private void failIfAsked(DataRow row, long index) throws KNIMEException {
        if (missingValues == MissingValues.FAIL) {
            int column = row.getCell(actual).isMissing() ? actual : predicted;
            throw Failures.missingCell(
                    0,
                    index,
                    column,
                    "Row '%s'".formatted(row.getKey().getString()),
                    spec.getColumnSpec(column).getName());
        }
    }

    private boolean isMissing(DataRow row) {
        return row.getCell(actual).isMissing() || row.getCell(predicted).isMissing();
    }

    private String actual(DataRow row) {
        return row.getCell(actual).toString();
    }

    private String predicted(DataRow row) {
        return row.getCell(predicted).toString();
    }
}
