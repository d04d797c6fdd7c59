package org.seqnet.knime.predictor;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** The Network Predictor's settings. The names of the fields are settings keys and never change. */
public final class NetworkPredictorParameters implements NodeParameters {
    /** The column that is read. */
    @Section(title = "Data")
    interface Data {}

    /** The columns that are appended. */
    @Section(title = "Output")
    @After(Data.class)
    interface Output {}

    @Widget(
            title = "Sequence column",
            description =
                    "The column with the sequences. They must have the number of features that the network was trained"
                            + " on, the same number of time steps too if the training column's spec stated one, and be"
                            + " scaled in the same way. A convolutional network also reads images of rows x columns x"
                            + " channels.")
    @Layout(Data.class)
    @ChoicesProvider(TensorColumnsOfTable.class)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description =
                    "What happens to rows whose sequence is missing, or whose numbers grow too large in the network"
                            + " for a finite prediction: their prediction is missing too, or the node fails.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Change prediction column name",
            description = "Whether to give the prediction column a name of your own. Otherwise it is named "
                    + "\"Prediction (label)\" after the label column of the training.")
    @Layout(Output.class)
    @ValueReference(OwnName.class)
    boolean changePredictionColumn;

    @Widget(title = "Prediction column name", description = "The name of the prediction column.")
    @Layout(Output.class)
    @Effect(predicate = OwnName.class, type = EffectType.SHOW)
    String predictionColumn = "Prediction (label)";

    @Widget(
            title = "Append probabilities",
            description = "Whether to append a column for each class with the probability that the row belongs to it, "
                    + "named such as \"P (label=7)\". The probabilities of a row sum to 1.")
    @Layout(Output.class)
    @ValueReference(WithProbabilities.class)
    boolean appendProbabilities = true;

    @Widget(
            title = "Suffix for probability columns",
            description = "Text to put after the names of the probability columns, to tell several networks apart.")
    @Layout(Output.class)
    @Effect(predicate = WithProbabilities.class, type = EffectType.SHOW)
    String probabilitySuffix = "";

    NetworkPredictorParameters() {}

    NetworkPredictorParameters(NodeParametersInput input) {
        input.getInTableSpec(1).ifPresent(this::chooseColumn);
    }

    /** Chooses the latest sequences if no column is chosen yet. */
    void chooseColumn(DataTableSpec spec) {
        if (sequenceColumn == null || sequenceColumn.isEmpty()) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (changePredictionColumn && (predictionColumn == null || predictionColumn.isBlank())) {
            throw Failures.invalid(
                    "Prediction column name: the name is empty.",
                    "Enter a name, or switch \"Change prediction column name\" off.");
        }
    }

    /** Returns the name of the column with the predicted labels. */
    String predictionColumnName(String labelColumn) {
        return changePredictionColumn ? predictionColumn : "Prediction (" + labelColumn + ")";
    }

    /** Returns the name of the column with the probabilities of one label. */
    String probabilityColumnName(String labelColumn, String label) {
        return "P (" + labelColumn + "=" + label + ")" + (probabilitySuffix == null ? "" : probabilitySuffix);
    }

    static final class OwnName implements BooleanReference {}

    static final class WithProbabilities implements BooleanReference {}

    /** Offers the tensor columns of the table, which is the second input. */
    static final class TensorColumnsOfTable extends TensorColumns {
        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }
}
