package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;

/** The two columns that a scorer compares, and where it finds the probabilities of classes. */
record ScoredColumns(
        DataTableSpec spec, int actual, int predicted, ProbabilityChoice probabilities, MissingValues missingValues) {
    /** Says whether a column holds any number of labels in each row. */
    static final Predicate<DataColumnSpec> SETS = Columns.accepts(CollectionDataValue.class);

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, or holds no labels; or if a selected column of
     *     probabilities is not there or holds no numbers
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
        var probabilities = new ProbabilityChoice(parameters.probabilities, parameters.probabilityColumns);
        probabilities.check(spec);
        return new ScoredColumns(spec, actual, predicted, probabilities, parameters.missingValues);
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
    Score count(BufferedDataTable table, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        if (table.size() > Integer.MAX_VALUE) {
            throw Failures.failure(
                    String.format(Locale.ROOT, "The input table has %,d rows, more than 2,147,483,647.", table.size()),
                    "Score a sample of the rows.");
        }
        var known = knownLabels();
        if (known.isPresent()) {
            var score = count(table, known.get(), exec, exec.createSubProgress(0.2));
            if (score.isPresent()) {
                return score.get();
            }
            // the specs are out of date: a row has a label that neither names
        }
        var found = findLabels(table, exec.createSubProgress(0.15));
        return count(table, found, exec, exec.createSubProgress(0.15)).orElseThrow();
    }

    /** Returns what was counted; empty if a row has a label outside the domain. */
    private Optional<Score> count(
            BufferedDataTable table, LabelDomain domain, ExecutionContext exec, ExecutionMonitor monitor)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        try (var scored = new ScoredRows(this, domain, probabilities.columns(this, domain), (int) table.size(), exec);
                var rows = table.iterator()) {
            for (long row = 0; rows.hasNext(); row++) {
                monitor.checkCanceled();
                var next = rows.next();
                if (isMissing(next)) {
                    failIfAsked(next, row);
                    scored.skip();
                } else if (domain.contains(actual(next)) && domain.contains(predicted(next))) {
                    scored.add(next, row, domain.indexOf(actual(next)), domain.indexOf(predicted(next)));
                } else {
                    return Optional.empty();
                }
                monitor.setProgress((row + 1.0) / table.size());
            }
            return Optional.of(scored.score());
        }
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
