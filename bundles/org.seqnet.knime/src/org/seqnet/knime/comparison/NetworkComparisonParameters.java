package org.seqnet.knime.comparison;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.Share;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** The Network Comparison's settings. The names of the fields are settings keys and never change. */
public final class NetworkComparisonParameters implements NodeParameters {
    /** The columns that are read. */
    @Section(title = "Data")
    interface Data {}

    /** What is measured. */
    @Section(title = "Comparison")
    @After(Data.class)
    interface Comparison {}

    @Widget(
            title = "Sequence column",
            description = "The column with the sequences. All networks must read them: they must have the shape that "
                    + "the networks were trained on and be scaled in the same way. Convolutional networks also read "
                    + "images of rows x columns x channels.")
    @Layout(Data.class)
    @ChoicesProvider(TensorColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = "Label column",
            description = "The column with the class of each sequence, which the networks' predictions are compared "
                    + "with.")
    @Layout(Data.class)
    @ChoicesProvider(LabelColumns.class)
    String labelColumn = "";

    @Widget(
            title = "Missing values",
            description = "What happens to rows whose sequence or label is missing: they are skipped, or the node"
                    + " fails. It also fails at a row for which a network has no finite prediction, which else counts as "
                    + "wrong.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Accuracy to reach",
            description = "The validation accuracy, above 0 and at most 1, that the time is told to: how long each "
                    + "network trained until it first reached it.")
    @Layout(Comparison.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    double accuracyToReach = 0.98;

    @Widget(
            title = "Turns",
            description = "How often each network classifies the table to take the time, after it has warmed up. The "
                    + "networks take turns, and the median counts.")
    @Layout(Comparison.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Advanced
    int turns = 5;

    NetworkComparisonParameters() {}

    NetworkComparisonParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(this::chooseColumns);
    }

    /** Chooses fitting columns where none is chosen yet: the latest sequences, and the latest labels. */
    void chooseColumns(DataTableSpec spec) {
        if (sequenceColumn == null || sequenceColumn.isEmpty()) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
        if (labelColumn == null || labelColumn.isEmpty()) {
            labelColumn = LabelColumns.preferred(spec);
        }
    }

    /** Finds the columns of the test table. */
    LabelledTable table(DataTableSpec spec) throws InvalidSettingsException {
        chooseColumns(spec);
        return LabelledTable.of(0, "test table", spec, sequenceColumn, labelColumn, missingValues);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(accuracyToReach > 0 && accuracyToReach <= 1)) {
            throw Failures.invalid("Accuracy to reach: " + accuracyToReach + " is not above 0 and at most 1.");
        }
        if (turns < 1) {
            throw Failures.invalid("Turns: " + turns + " is not at least 1.");
        }
    }
}
