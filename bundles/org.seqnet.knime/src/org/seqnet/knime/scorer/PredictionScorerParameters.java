package org.seqnet.knime.scorer;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;

/** The Prediction Scorer's settings. The names of the fields are settings keys and never change. */
public final class PredictionScorerParameters implements NodeParameters {
    private static final Pattern PREDICTION = Pattern.compile("Prediction \\((.*)\\)( \\(#\\d+\\))?");

    private static final Predicate<DataColumnSpec> PREDICTIONS =
            column -> PREDICTION.matcher(column.getName()).matches();

    @Widget(title = "Actual values", description = "The column with the actual class of each row.")
    @ChoicesProvider(LabelColumns.class)
    String actualColumn = "";

    @Widget(
            title = "Predicted values",
            description = "The column with the predicted class of each row, such as \"Prediction (label)\".")
    @ChoicesProvider(LabelColumns.class)
    String predictedColumn = "";

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
            var matcher = PREDICTION.matcher(predictedColumn);
            var named = matcher.matches() ? spec.getColumnSpec(matcher.group(1)) : null;
            actualColumn = named != null
                    ? named.getName()
                    : Columns.first(
                                    spec,
                                    column -> LabelColumns.FITTING.test(column)
                                            && !column.getName().equals(predictedColumn))
                            .orElse("");
        }
    }

    private static boolean isEmpty(String name) {
        return name == null || name.isEmpty();
    }
}
