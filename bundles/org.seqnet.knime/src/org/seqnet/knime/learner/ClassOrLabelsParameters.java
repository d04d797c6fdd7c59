package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.RowLabels;
import org.seqnet.knime.message.Failures;

/** Which columns a learner learns from that predicts a class or several labels. */
@LoadDefaultsForAbsentFields
public final class ClassOrLabelsParameters extends TrainingDataParameters {
    @Widget(title = LABELS, description = LABELS_STORY)
    @Layout(LearnerLayout.Data.Labels.class)
    @ValueReference(AnyFormat.class)
    LabelFormat labels = LabelFormat.CLASS;

    @Widget(
            title = "Label column",
            description = "The column with the class of each sequence, which the network learns to predict.")
    @Layout(LearnerLayout.Data.ClassColumn.class)
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = FromClass.class, type = EffectType.SHOW)
    String labelColumn = "";

    static final class FromClass extends ShownWhen<LabelFormat> {
        FromClass() {
            super(AnyFormat.class, LabelFormat.CLASS);
        }
    }

    @Override
    boolean hasZeroOneColumns() {
        return labels == LabelFormat.COLUMNS;
    }

    @Override
    void chooseFor(DataTableSpec spec) {
        super.chooseFor(spec);
        boolean namesClasses = spec.stream().anyMatch(LabelColumns.DECLARING);
        if (!namesClasses && spec.stream().anyMatch(CollectionColumn.LIKELY)) {
            labels = LabelFormat.COLLECTION;
        }
    }

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (isEmpty(labelColumn)) {
            labelColumn = LabelColumns.preferred(spec);
        }
    }

    @Override
    RowLabels labels(String title, DataTableSpec spec) throws InvalidSettingsException {
        if (labels != LabelFormat.CLASS) {
            return super.labels(title, spec);
        }
        var sets = Columns.last(spec, CollectionColumn.LIKELY);
        if (isEmpty(labelColumn) && sets.isPresent()) {
            throw Failures.invalid(
                    "Label column: the %s has no column of classes, but the sets or lists in column '%s'."
                            .formatted(title, sets.get()),
                    "Set \"Labels\" to several labels per row to use this column, or connect a table of classes.");
        }
        return ClassColumn.find(spec, title, labelColumn);
    }
}
