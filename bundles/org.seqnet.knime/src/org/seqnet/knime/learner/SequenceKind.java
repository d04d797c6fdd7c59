package org.seqnet.knime.learner;

import java.util.function.Supplier;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.symbol.SymbolColumn;

/**
 * What the sequence column holds, as the dialog finds it from the table: it decides what is shown, and is not saved.
 */
enum SequenceKind {
    /** Tensors, or a column that is not there. */
    TENSORS,
    /** Texts, which are split into symbols. */
    TEXTS,
    /** Lists of symbols. */
    LISTS;

    /** Refers to the kind in the dialog. */
    static final class Current implements ParameterReference<SequenceKind> {}

    /** Refers to the sequence column. */
    static final class Column implements ParameterReference<String> {}

    /** Finds the kind while the dialog is open. */
    static final class OfColumn implements StateProvider<SequenceKind> {
        private Supplier<String> column;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            column = initializer.computeFromValueSupplier(Column.class);
        }

        @Override
        public SequenceKind computeState(NodeParametersInput input) {
            return input.getInTableSpec(0)
                    .map(spec -> column.get() == null ? null : spec.getColumnSpec(column.get()))
                    .map(OfColumn::of)
                    .orElse(TENSORS);
        }

        private static SequenceKind of(DataColumnSpec column) {
            return !SymbolColumn.FITTING.test(column) ? TENSORS : SymbolColumn.holdsLists(column) ? LISTS : TEXTS;
        }
    }

    /** Keeps the kind out of the settings. */
    static final class Unsaved implements NodeParametersPersistor<SequenceKind> {
        @Override
        public SequenceKind load(NodeSettingsRO settings) {
            return TENSORS;
        }

        @Override
        public void save(SequenceKind kind, NodeSettingsWO settings) {
            // it follows from the table
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    /** Holds while sequences are texts. */
    static final class IsText extends ShownWhen<SequenceKind> {
        IsText() {
            super(Current.class, TEXTS);
        }
    }

    /** Holds while sequences are texts or lists. */
    static final class HasSymbols extends ShownWhen<SequenceKind> {
        HasSymbols() {
            super(Current.class, TEXTS, LISTS);
        }
    }
}
