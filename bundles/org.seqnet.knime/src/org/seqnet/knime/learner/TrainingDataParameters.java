package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.CollectionColumns;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.label.ZeroOneColumns;

/** Which columns a learner learns from. The names of the fields are settings keys and never change. */
abstract class TrainingDataParameters extends SequenceDataParameters {
    static final String LABELS = "Labels";
    static final String LABELS_STORY = "How the table states the labels that the network learns to predict.";

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

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (isEmpty(collectionColumn)) {
            collectionColumn = CollectionColumn.preferred(spec);
        }
    }

    @Override
    RowTruth truth(String title, DataTableSpec spec) throws InvalidSettingsException {
        return hasZeroOneColumns()
                ? ZeroOneColumns.find(spec, title, "0/1 columns", zeroOneColumns)
                : CollectionColumn.find(spec, title, "Collection column", collectionColumn);
    }
}
