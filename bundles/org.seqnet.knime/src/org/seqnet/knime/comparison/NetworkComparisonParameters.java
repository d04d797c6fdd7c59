package org.seqnet.knime.comparison;

import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
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
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.dialog.Share;
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.ValueColumns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.symbol.SequenceColumns;
import org.seqnet.knime.tensor.TensorColumn;

/** The Network Comparison's settings. The names of the fields are settings keys and never change. */
public final class NetworkComparisonParameters implements NodeParameters {
    private static final String TABLE = "test table";
    private static final String LABEL_COLUMN = "Label column";

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
                    + "columns x channels. For networks that read symbols, the column with the strings or lists.")
    @Layout(Data.class)
    @ChoicesProvider(SequenceColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = LABEL_COLUMN,
            description = "The column with the actual class of each sequence, which the predictions are compared with; "
                    + "for networks that predict a numeric value, the column with the actual value. For several "
                    + "targets, the setting has no effect: the columns that are named like the targets are used.")
    @Layout(Data.class)
    @ChoicesProvider(ActualColumns.class)
    String labelColumn = "";

    @Widget(
            title = "Missing values",
            description =
                    "Whether to skip rows with a missing sequence or label, or with missing values in the sequence "
                            + "that not all networks fill in, or to fail. With \"Fail\", the "
                            + "node also fails if a network has no finite prediction for a row; otherwise, such a row "
                            + "counts as wrong, or as predicted by the mean of the training values.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Target accuracy",
            description = "A validation accuracy greater than 0 and at most 1. The node reports how long each "
                    + "network trained until it first reached it. The setting has no effect on networks that predict "
                    + "values.")
    @Layout(Comparison.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    double accuracyToReach = 0.98;

    @Widget(
            title = "Timing repetitions",
            description = "The number of times each network predicts the table to measure its speed, after a "
                    + "warm-up. The median is reported.")
    @Layout(Comparison.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Advanced
    int turns = 5;

    NetworkComparisonParameters() {}

    NetworkComparisonParameters(NodeParametersInput input) {
        var networks = ComparedNetworks.of(input.getInPortSpecs());
        input.getInTableSpec(0).ifPresent(spec -> chooseColumns(spec, networks));
    }

    /**
     * Chooses fitting columns where none is chosen yet: the latest sequences, and the latest labels, or the column that
     * is named like the target. What networks that are not known yet predict is left open.
     */
    private void chooseColumns(DataTableSpec spec, ComparedNetworks networks) {
        if (isEmpty(sequenceColumn)) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
        if (isEmpty(labelColumn) && !networks.specs().isEmpty()) {
            labelColumn = networks.predictValues()
                    ? networks.onlyTarget().filter(spec::containsName).orElse("")
                    : LabelColumns.preferred(spec);
        }
    }

    /**
     * Finds the columns of the test table.
     *
     * @throws InvalidSettingsException if they are not there, or the networks do not predict the same
     */
    LabelledTable table(DataTableSpec spec, ComparedNetworks networks) throws InvalidSettingsException {
        networks.requireSameTask();
        if (isEmpty(sequenceColumn) && networks.tokenizer().isPresent()) {
            sequenceColumn = networks.preferredSymbols(spec);
        }
        chooseColumns(spec, networks);
        var truth = truth(spec, networks);
        return networks.tokenizer().isPresent()
                ? LabelledTable.ofSymbols(
                        0,
                        TABLE,
                        spec,
                        sequenceColumn,
                        truth,
                        missingValues,
                        networks.tokenizer().get())
                : LabelledTable.of(0, TABLE, spec, sequenceColumn, truth, missingValues);
    }

    private RowTruth truth(DataTableSpec spec, ComparedNetworks networks) throws InvalidSettingsException {
        if (!networks.predictValues()) {
            return ClassColumn.find(spec, TABLE, labelColumn);
        }
        var targets = networks.targets();
        return targets.size() == 1
                ? ValueColumns.find(spec, TABLE, LABEL_COLUMN, labelColumn)
                : ValueColumns.find(spec, TABLE, "Targets", targets.toArray(String[]::new));
    }

    private static boolean isEmpty(String column) {
        return column == null || column.isEmpty();
    }

    /** Offers the columns of the first table that hold classes or values. */
    static final class ActualColumns extends CompatibleColumnsProvider {
        ActualColumns() {
            super(List.of(NominalValue.class, DoubleValue.class));
        }
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
