package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.symbol.SymbolColumn;
import org.seqnet.knime.tensor.TensorColumn;

/** Which sequences a learner learns from. The names of the fields are settings keys and never change. */
abstract class SequenceDataParameters implements NodeParameters {
    @Widget(
            title = "Sequence column",
            description = "The column with the sequences: two-dimensional tensors (time steps x features), as "
                    + "created by the Sequence Reshaper. The CNN Learner and the CNN-RNN Learner also accept images as "
                    + "three-dimensional tensors (rows x columns x channels). The LSTM, RNN, GRU and Sequence CNN "
                    + "Learner "
                    + "also accept strings, and lists of strings or integers, as sequences of symbols, such as the "
                    + "letters of DNA, the words of a text or the events of a log.")
    @Layout(LearnerLayout.Data.Sequences.class)
    @ChoicesProvider(ReadKind.ColumnsOfTable.class)
    @ValueReference(SequenceKind.Column.class)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description = "Whether to skip rows with a missing sequence, label or target value, or to fail. A row with "
                    + "several target values is kept if only some of them are missing. With \"Fail\", the "
                    + "node also fails if the network has no finite prediction for a validation row; "
                    + "otherwise, such a row counts as wrong.")
    @Layout(LearnerLayout.Data.Missing.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    /** Chooses texts or lists if no column is chosen yet and there are no tensors. */
    final void chooseSymbols(DataTableSpec spec) {
        if (isEmpty(sequenceColumn)) {
            sequenceColumn = SymbolColumn.preferred(spec, LabelColumns.preferred(spec));
        }
    }

    /** Chooses fitting columns where none is chosen yet: the last sequences, and the last labels. */
    void chooseColumns(DataTableSpec spec) {
        if (isEmpty(sequenceColumn)) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
    }

    static boolean isEmpty(String column) {
        return column == null || column.isEmpty();
    }

    /**
     * Finds what is learned of a table; {@code title} is what messages call it.
     *
     * @throws InvalidSettingsException if a column is not chosen, not there, or cannot hold what is learned
     */
    abstract RowTruth truth(String title, DataTableSpec spec) throws InvalidSettingsException;

    /**
     * Finds the columns of a table; {@code title} is what messages call it.
     *
     * @param symbols how texts and lists are read; empty if sequences are tensors
     */
    final LabelledTable table(int port, String title, DataTableSpec spec, Optional<SymbolParameters> symbols)
            throws InvalidSettingsException {
        if (symbols.isPresent()) {
            var tokenizer = symbols.get().tokenizer();
            var table = LabelledTable.ofSymbols(
                    port, title, spec, sequenceColumn, truth(title, spec), missingValues, tokenizer);
            if (table.truth().name().equals(sequenceColumn)) {
                throw Failures.invalid(
                        "Sequence column: column '%s' of the %s is learned as well.".formatted(sequenceColumn, title),
                        "Select another column in the node's dialog.");
            }
            return table;
        }
        return LabelledTable.of(port, title, spec, sequenceColumn, truth(title, spec), missingValues);
    }
}
