package org.seqnet.knime.scorer;

import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.PredictionName;
import org.seqnet.knime.label.StepColumn;

/** The Step Label Scorer's settings. The names of the fields are settings keys and never change. */
public final class StepLabelScorerParameters implements NodeParameters {
    private static final Predicate<DataColumnSpec> PREDICTIONS =
            column -> PredictionName.of(column.getName()).isPresent();
    /** As the Network Predictor names it. */
    private static final String SEQUENCE = "Sequence RowID";

    @Widget(title = "Input format", description = "How the table states the labels of the time steps.")
    @ValueSwitchWidget
    @ValueReference(FormatReference.class)
    StepFormat format = StepFormat.LISTS;

    @Widget(
            title = "Actual labels",
            description = "The column with the list of the actual labels of each sequence. A step whose element is "
                    + "missing is not scored.")
    @ChoicesProvider(StepColumn.Choices.class)
    @Effect(predicate = FromLists.class, type = EffectType.SHOW)
    String actualLists = "";

    @Widget(
            title = "Predicted labels",
            description = "The column with the list of the predicted labels of each sequence, such as \"Prediction "
                    + "(label)\".")
    @ChoicesProvider(StepColumn.Choices.class)
    @Effect(predicate = FromLists.class, type = EffectType.SHOW)
    String predictedLists = "";

    @Widget(title = "Actual label", description = "The column with the actual label of each time step.")
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = FromRows.class, type = EffectType.SHOW)
    String actualColumn = "";

    @Widget(
            title = "Predicted label",
            description = "The column with the predicted label of each time step, such as \"Prediction (label)\".")
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = FromRows.class, type = EffectType.SHOW)
    String predictedColumn = "";

    @Widget(
            title = "Sequence column",
            description = "The column that identifies the sequence of each row, such as \"Sequence RowID\".")
    @ChoicesProvider(AllColumnsProvider.class)
    @Effect(predicate = FromRows.class, type = EffectType.SHOW)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description =
                    "How to handle missing cells in the columns of actual and predicted labels: skip the sequence "
                            + "or the time step, or fail.")
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Flow variable prefix",
            description = "A prefix for the names of the flow variables, for example to distinguish several scorers.")
    @Advanced
    String flowVariablePrefix = "";

    StepLabelScorerParameters() {}

    StepLabelScorerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseFor);
    }

    private void chooseFor(DataTableSpec spec) {
        chooseColumns(spec);
        if (!predictedColumn.isEmpty() && spec.containsName(SEQUENCE)) {
            format = StepFormat.ROWS;
        }
    }

    /** Chooses columns where none is chosen yet: the last predictions, and the columns that they predict. */
    void chooseColumns(DataTableSpec spec) {
        predictedLists = predicted(spec, predictedLists, StepColumn.FITTING);
        actualLists = actual(spec, actualLists, predictedLists, StepColumn.FITTING);
        predictedColumn = predicted(spec, predictedColumn, LabelColumns.FITTING);
        actualColumn = actual(spec, actualColumn, predictedColumn, LabelColumns.FITTING);
        if (isEmpty(sequenceColumn) && spec.containsName(SEQUENCE)) {
            sequenceColumn = SEQUENCE;
        }
    }

    private static String predicted(DataTableSpec spec, String present, Predicate<DataColumnSpec> fitting) {
        return isEmpty(present)
                ? Columns.last(spec, fitting.and(PREDICTIONS))
                        .or(() -> Columns.last(spec, fitting))
                        .orElse("")
                : present;
    }

    private static String actual(
            DataTableSpec spec, String present, String predicted, Predicate<DataColumnSpec> fitting) {
        return isEmpty(present)
                ? PredictionName.of(predicted)
                        .map(PredictionName::label)
                        .filter(name -> spec.containsName(name) && fitting.test(spec.getColumnSpec(name)))
                        .or(() -> Columns.first(
                                spec, fitting.and(column -> !column.getName().equals(predicted))))
                        .orElse("")
                : present;
    }

    private static boolean isEmpty(String name) {
        return name == null || name.isEmpty();
    }

    static final class FormatReference implements ParameterReference<StepFormat> {}

    static final class FromLists extends ShownWhen<StepFormat> {
        FromLists() {
            super(FormatReference.class, StepFormat.LISTS);
        }
    }

    static final class FromRows extends ShownWhen<StepFormat> {
        FromRows() {
            super(FormatReference.class, StepFormat.ROWS);
        }
    }
}
