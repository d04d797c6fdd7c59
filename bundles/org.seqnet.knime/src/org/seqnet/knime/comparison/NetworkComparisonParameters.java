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
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** The Network Comparison's settings. The names of the fields are settings keys and never change. */
public final class NetworkComparisonParameters implements NodeParameters {
    private static final String TABLE = "test table";

    /** The columns that are read. */
    @Section(title = "Data")
    interface Data {}

    /** What is measured. */
    @Section(title = "Comparison")
    @After(Data.class)
    interface Comparison {}

    @Widget(
            title = "Sequence column",
            description = "The column with the sequences. They must have the shape that all networks were trained "
                    + "on and must be prepared in the same way. Convolutional networks also accept images of rows x "
                    + "columns x channels.")
    @Layout(Data.class)
    @ChoicesProvider(TensorColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = "Label column",
            description = "The column with the actual class of each sequence, which the predictions are compared with.")
    @Layout(Data.class)
    @ChoicesProvider(LabelColumns.class)
    String labelColumn = "";

    @Widget(
            title = "Missing values",
            description =
                    "Whether to skip rows with a missing sequence or label, or with missing values in the sequence "
                            + "that not all networks fill in, or to fail. With \"Fail\", the "
                            + "node also fails if a network has no finite prediction for a row; otherwise, such a row "
                            + "counts as wrong.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Target accuracy",
            description = "A validation accuracy greater than 0 and at most 1. The node reports how long each "
                    + "network trained until it first reached it.")
    @Layout(Comparison.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    double accuracyToReach = 0.98;

    @Widget(
            title = "Timing repetitions",
            description = "The number of times each network classifies the table to measure its speed, after a "
                    + "warm-up. The median is reported.")
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
        return LabelledTable.of(
                0, TABLE, spec, sequenceColumn, ClassColumn.find(spec, TABLE, labelColumn), missingValues);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(accuracyToReach > 0 && accuracyToReach <= 1)) {
            throw Failures.invalid("Target accuracy: " + accuracyToReach + " is not greater than 0 and at most 1.");
        }
        if (turns < 1) {
            throw Failures.invalid("Timing repetitions: " + turns + " is less than 1.");
        }
    }
}
