package org.seqnet.knime.multilabel;

import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.CollectionColumns;
import org.seqnet.knime.label.PredictionName;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.label.ZeroOneColumns;
import org.seqnet.knime.message.Failures;

/** The Multi-Label Scorer's settings. The names of the fields are settings keys and never change. */
public final class MultiLabelScorerParameters implements NodeParameters {
    @Widget(title = "Actual labels", description = "How the table states the actual labels of its rows.")
    @ValueSwitchWidget
    @ValueReference(LabelsReference.class)
    SeveralLabelsFormat labels = SeveralLabelsFormat.COLLECTION;

    @Widget(
            title = "Actual labels column",
            description = "The column with the set or list of the actual labels of each row: strings, integers or "
                    + "booleans. A label that a list contains twice counts once.")
    @ChoicesProvider(CollectionColumns.class)
    @Effect(predicate = FromCollection.class, type = EffectType.SHOW)
    String actualColumn = "";

    @Widget(
            title = "0/1 columns",
            description = "The columns of the actual labels: numbers that are 0 or 1, or booleans.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Labels", excludedLabel = "Other columns")
    @Effect(predicate = FromColumns.class, type = EffectType.SHOW)
    String[] zeroOneColumns = {};

    @Widget(
            title = "Predicted labels column",
            description = "The column with the set or list of the predicted labels of each row, such as "
                    + "\"Prediction (labels)\".")
    @ChoicesProvider(CollectionColumns.class)
    String predictedColumn = "";

    @Widget(
            title = "Scores",
            description = "Where to find the score of each label, by which the mean average precision (mAP) ranks rows "
                    + "and labels. A label without a score column is ranked last.")
    @ValueSwitchWidget
    @ValueReference(ScoresReference.class)
    ScoreSource scores = ScoreSource.AUTOMATIC;

    @Widget(title = "Score columns", description = "The columns with the scores of the labels.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = SelectedScores.class, type = EffectType.SHOW)
    String[] scoreColumns = {};

    @Widget(
            title = "Ranked labels per row (k)",
            description = "The number of labels with the highest scores in each row that mAP@k evaluates.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = NoScores.class, type = EffectType.HIDE)
    int rankedLabels = 10;

    @Widget(
            title = "Compare with a second prediction",
            description = "If checked, the statistics also contain the measures of a second prediction for the same "
                    + "rows, and the differences with 95% intervals.")
    @ValueReference(CompareReference.class)
    boolean compare;

    @Widget(
            title = "Compared labels column",
            description = "The column with the labels that the second prediction gives. Its scores are found "
                    + "automatically.")
    @ChoicesProvider(CollectionColumns.class)
    @Effect(predicate = CompareReference.class, type = EffectType.SHOW)
    String comparedColumn = "";

    @Widget(
            title = "Missing values",
            description = "How to handle rows in which labels or scores are missing. An empty set is not missing: it "
                    + "is a row without labels.")
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Flow variable prefix",
            description = "A prefix for the names of the flow variables, for example to distinguish several scorers.")
    @Advanced
    String flowVariablePrefix = "";

    MultiLabelScorerParameters() {}

    MultiLabelScorerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseFor);
    }

    /** Chooses what fits the table in a node that is new. */
    private void chooseFor(DataTableSpec spec) {
        zeroOneColumns = ZeroOneColumns.preferred(spec);
        chooseColumns(spec);
        if (actualColumn.isEmpty() && zeroOneColumns.length > 0) {
            labels = SeveralLabelsFormat.COLUMNS;
        }
    }

    /** Chooses columns where none is chosen yet: the last prediction, and the column that it predicts. */
    void chooseColumns(DataTableSpec spec) {
        if (isEmpty(predictedColumn)) {
            predictedColumn = Columns.last(spec, isPrediction())
                    .or(() -> Columns.last(spec, CollectionColumn.FITTING))
                    .orElse("");
        }
        if (isEmpty(actualColumn)) {
            actualColumn = PredictionName.of(predictedColumn)
                    .map(PredictionName::label)
                    .filter(name -> spec.containsName(name) && CollectionColumn.FITTING.test(spec.getColumnSpec(name)))
                    .or(() -> Columns.first(
                            spec, isOther(predictedColumn).and(isPrediction().negate())))
                    .orElse("");
        }
        if (isEmpty(comparedColumn)) {
            comparedColumn = Columns.last(spec, isPrediction().and(isOther(predictedColumn)))
                    .orElse("");
        }
    }

    private static Predicate<DataColumnSpec> isPrediction() {
        return CollectionColumn.FITTING.and(
                column -> PredictionName.of(column.getName()).isPresent());
    }

    private static Predicate<DataColumnSpec> isOther(String name) {
        return CollectionColumn.FITTING.and(column -> !column.getName().equals(name));
    }

    private static boolean isEmpty(String name) {
        return name == null || name.isEmpty();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (rankedLabels < 1) {
            throw Failures.invalid(
                    "Ranked labels per row (k): %d is less than 1.".formatted(rankedLabels),
                    "Enter 1 or a greater number.");
        }
    }

    static final class LabelsReference implements ParameterReference<SeveralLabelsFormat> {}

    static final class ScoresReference implements ParameterReference<ScoreSource> {}

    static final class CompareReference implements BooleanReference {}

    static final class FromCollection extends ShownWhen<SeveralLabelsFormat> {
        FromCollection() {
            super(LabelsReference.class, SeveralLabelsFormat.COLLECTION);
        }
    }

    static final class FromColumns extends ShownWhen<SeveralLabelsFormat> {
        FromColumns() {
            super(LabelsReference.class, SeveralLabelsFormat.COLUMNS);
        }
    }

    static final class SelectedScores extends ShownWhen<ScoreSource> {
        SelectedScores() {
            super(ScoresReference.class, ScoreSource.SELECTED);
        }
    }

    static final class NoScores extends ShownWhen<ScoreSource> {
        NoScores() {
            super(ScoresReference.class, ScoreSource.NONE);
        }
    }
}
