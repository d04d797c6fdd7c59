package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.CollectionColumns;
import org.seqnet.knime.label.LabelledTable;
import org.seqnet.knime.label.RowLabels;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.label.ZeroOneColumns;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** Which columns a learner learns from. The names of the fields are settings keys and never change. */
abstract class TrainingDataParameters implements NodeParameters {
    static final String LABELS = "Labels";
    static final String LABELS_STORY = "How the table states the labels that the network learns to predict.";

    @Widget(
            title = "Sequence column",
            description = "The column with the sequences: two-dimensional tensors (time steps x features), as "
                    + "created by the Sequence Reshaper. The CNN Learner and the CNN-RNN Learner also accept images as "
                    + "three-dimensional tensors (rows x columns x channels).")
    @Layout(LearnerLayout.Data.Sequences.class)
    @ChoicesProvider(TensorColumns.class)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description = "Whether to skip rows with a missing sequence or label, or to fail. With \"Fail\", the "
                    + "node also fails if the network has no finite prediction for a validation row; "
                    + "otherwise, such a row counts as wrong.")
    @Layout(LearnerLayout.Data.Missing.class)
    @ValueSwitchWidget
    MissingValues missingValues = MissingValues.SKIP;

    @Widget(
            title = "Collection column",
            description = "The column with a set or list of labels for each row: strings, integers or booleans. A "
                    + "label that a list contains twice counts once, and a set or list with a missing element counts "
                    + "as missing. Nodes such as Cell Splitter and GroupBy create such columns.")
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @ChoicesProvider(CollectionColumns.class)
    @Effect(predicate = FromCollection.class, type = EffectType.SHOW)
    String collectionColumn = "";

    @Widget(
            title = "0/1 columns",
            description = "The columns of the labels, in this order: numbers that are 0 or 1, or booleans.")
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Labels", excludedLabel = "Other columns")
    @Effect(predicate = FromColumns.class, type = EffectType.SHOW)
    String[] zeroOneColumns = {};

    /** Refers to the format of the labels in a dialog that also offers classes. */
    static final class AnyFormat implements ParameterReference<LabelFormat> {}

    /** Refers to the format of the labels in a dialog that offers several labels only. */
    static final class SeveralFormat implements ParameterReference<SeveralLabelsFormat> {}

    /** Holds for one of the formats of several labels. */
    private abstract static class ForFormat implements EffectPredicateProvider {
        private final LabelFormat any;
        private final SeveralLabelsFormat several;

        ForFormat(LabelFormat any, SeveralLabelsFormat several) {
            this.any = any;
            this.several = several;
        }

        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(AnyFormat.class)
                    ? initializer.getEnum(SeveralFormat.class).isOneOf(several)
                    : initializer.getEnum(AnyFormat.class).isOneOf(any);
        }
    }

    static final class FromCollection extends ForFormat {
        FromCollection() {
            super(LabelFormat.COLLECTION, SeveralLabelsFormat.COLLECTION);
        }
    }

    static final class FromColumns extends ForFormat {
        FromColumns() {
            super(LabelFormat.COLUMNS, SeveralLabelsFormat.COLUMNS);
        }
    }

    /** Says whether each label has a column of its own. */
    abstract boolean hasZeroOneColumns();

    /** Chooses what fits the table in a node that is new. */
    void chooseFor(DataTableSpec spec) {
        zeroOneColumns = ZeroOneColumns.preferred(spec);
        chooseColumns(spec);
    }

    /** Chooses fitting columns where none is chosen yet: the last sequences, and the last column of labels. */
    void chooseColumns(DataTableSpec spec) {
        if (isEmpty(sequenceColumn)) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
        if (isEmpty(collectionColumn)) {
            collectionColumn = CollectionColumn.preferred(spec);
        }
    }

    static boolean isEmpty(String column) {
        return column == null || column.isEmpty();
    }

    /**
     * Finds the labels of a table; {@code title} is what messages call it.
     *
     * @throws InvalidSettingsException if a column is not chosen, not there, or cannot hold labels
     */
    RowLabels labels(String title, DataTableSpec spec) throws InvalidSettingsException {
        return hasZeroOneColumns()
                ? ZeroOneColumns.find(spec, title, "0/1 columns", zeroOneColumns)
                : CollectionColumn.find(spec, title, "Collection column", collectionColumn);
    }

    /** Finds the columns of a table; {@code title} is what messages call it. */
    final LabelledTable table(int port, String title, DataTableSpec spec) throws InvalidSettingsException {
        return LabelledTable.of(port, title, spec, sequenceColumn, labels(title, spec), missingValues);
    }
}
