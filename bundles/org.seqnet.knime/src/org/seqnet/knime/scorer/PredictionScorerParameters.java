package org.seqnet.knime.scorer;

import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.PredictionName;

/**
 * The Prediction Scorer's settings. The names of the fields are settings keys and never change; a setting that a
 * workflow is older than gets its default.
 */
@LoadDefaultsForAbsentFields
public final class PredictionScorerParameters implements NodeParameters {
    private static final Predicate<DataColumnSpec> PREDICTIONS =
            column -> PredictionName.of(column.getName()).isPresent();

    @Widget(title = "Actual values", description = "The column with the actual class of each row.")
    @ChoicesProvider(LabelColumns.class)
    String actualColumn = "";

    @Widget(
            title = "Predicted values",
            description = "The column with the predicted class of each row, such as \"Prediction (label)\".")
    @ChoicesProvider(LabelColumns.class)
    String predictedColumn = "";

    @Widget(
            title = "Probabilities",
            description = "Where to find the probability of each class, which the ROC curve, average precision, log "
                    + "loss, Brier score and calibration are computed from.")
    @ValueSwitchWidget
    @ValueReference(ProbabilitiesReference.class)
    ProbabilitySource probabilities = ProbabilitySource.AUTOMATIC;

    @Widget(title = "Probability columns", description = "The columns with the probabilities of the classes.")
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Include", excludedLabel = "Exclude")
    @Effect(predicate = SelectedProbabilities.class, type = EffectType.SHOW)
    String[] probabilityColumns = {};

    @Widget(
            title = "Positive class",
            description = "The class that matters most, for example \"failure\". Its precision, recall, F1, ROC AUC "
                    + "and average precision become flow variables, and the view shows its curves. Leave empty if "
                    + "all classes matter equally.")
    String positiveClass = "";

    @Widget(
            title = "Missing values",
            description = "How to handle rows in which the actual or the predicted class is missing.")
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Flow variable prefix",
            description = "A prefix for the names of the flow variables, for example to distinguish several scorers.")
    @Advanced
    String flowVariablePrefix = "";

    PredictionScorerParameters() {}

    PredictionScorerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseColumns);
    }

    /** Chooses columns where none is chosen yet: the last prediction, and the column that it predicts. */
    void chooseColumns(DataTableSpec spec) {
        if (isEmpty(predictedColumn)) {
            // sets cannot be scored, but a message then says so of the right column
            predictedColumn = Columns.last(spec, LabelColumns.FITTING.and(PREDICTIONS))
                    .or(() -> Columns.last(spec, ScoredColumns.SETS.and(PREDICTIONS)))
                    .or(() -> Columns.last(spec, LabelColumns.FITTING))
                    .orElse("");
        }
        if (isEmpty(actualColumn)) {
            actualColumn = PredictionName.of(predictedColumn)
                    .map(PredictionName::label)
                    .filter(spec::containsName)
                    .or(() -> Columns.first(
                            spec,
                            column -> LabelColumns.FITTING.test(column)
                                    && !column.getName().equals(predictedColumn)))
                    .orElse("");
        }
    }

    private static boolean isEmpty(String name) {
        return name == null || name.isEmpty();
    }

    static final class ProbabilitiesReference implements ParameterReference<ProbabilitySource> {}

    static final class SelectedProbabilities extends ShownWhen<ProbabilitySource> {
        SelectedProbabilities() {
            super(ProbabilitiesReference.class, ProbabilitySource.SELECTED);
        }
    }
}
