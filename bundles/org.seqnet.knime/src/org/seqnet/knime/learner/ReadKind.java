package org.seqnet.knime.learner;

import java.util.function.Supplier;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.updates.ParameterReference;
import org.seqnet.knime.symbol.SequenceColumns;
import org.seqnet.knime.symbol.SymbolColumn;

/** What a kind of learner reads: it decides which columns its dialog offers, and is not saved. */
enum ReadKind {
    /** Tensors only. */
    TENSORS,
    /** Tensors, texts and lists of symbols. */
    SYMBOLS;

    /** Refers to what the learner of the dialog reads. */
    static final class Current implements ParameterReference<ReadKind> {}

    /** Offers the columns of the first table that the learner reads. */
    static final class ColumnsOfTable extends SequenceColumns {
        private Supplier<ReadKind> reads = () -> SYMBOLS;

        @Override
        public void init(StateProviderInitializer initializer) {
            super.init(initializer);
            reads = initializer.getValueSupplier(Current.class);
        }

        @Override
        public boolean isIncluded(DataColumnSpec column) {
            return super.isIncluded(column) && (reads.get() == SYMBOLS || !SymbolColumn.FITTING.test(column));
        }
    }

    /** Keeps it out of the settings: it is the same for all nodes of a kind. */
    private abstract static class Unsaved implements NodeParametersPersistor<ReadKind> {
        private final ReadKind reads;

        Unsaved(ReadKind reads) {
            this.reads = reads;
        }

        @Override
        public ReadKind load(NodeSettingsRO settings) {
            return reads;
        }

        @Override
        public void save(ReadKind same, NodeSettingsWO settings) {
            // it follows from the kind of learner
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    /** Of learners that read tensors. */
    static final class Tensors extends Unsaved {
        Tensors() {
            super(TENSORS);
        }
    }

    /** Of learners that also read symbols. */
    static final class Symbols extends Unsaved {
        Symbols() {
            super(SYMBOLS);
        }
    }
}
