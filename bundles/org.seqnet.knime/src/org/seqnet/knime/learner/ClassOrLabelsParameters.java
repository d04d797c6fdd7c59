package org.seqnet.knime.learner;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.CollectionColumn;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.label.LearnedColumn;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.StepColumn;
import org.seqnet.knime.label.TargetColumn;
import org.seqnet.knime.label.ValueColumns;
import org.seqnet.knime.message.Failures;

/** Which columns a learner learns from that predicts a class, several labels, values or a label per time step. */
@LoadDefaultsForAbsentFields
public final class ClassOrLabelsParameters extends TrainingDataParameters {
    @Widget(title = LabelFormat.TITLE, description = LabelFormat.STORY)
    @Layout(LearnerLayout.Data.Labels.class)
    @ValueReference(AnyFormat.class)
    LabelFormat labels = LabelFormat.CLASS;

    @Widget(title = "Label column", description = LabelFormat.COLUMN_STORY)
    @Layout(LearnerLayout.Data.ClassColumn.class)
    @ChoicesProvider(LearnedColumn.class)
    @ValueReference(Task.Column.class)
    @Effect(predicate = FromClass.class, type = EffectType.SHOW)
    String labelColumn = "";

    @Widget(title = LabelFormat.COLUMNS_TITLE, description = LabelFormat.COLUMNS_STORY)
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Targets", excludedLabel = "Other columns")
    @Effect(predicate = FromValues.class, type = EffectType.SHOW)
    String[] targetColumns = {};

    @Widget(title = LabelFormat.STEPS_TITLE, description = LabelFormat.STEPS_STORY)
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @ChoicesProvider(StepColumn.Choices.class)
    @Effect(predicate = FromSteps.class, type = EffectType.SHOW)
    String stepLabelColumn = "";

    @ValueProvider(Task.OfColumn.class)
    @ValueReference(Task.Current.class)
    @Persistor(Task.Unsaved.class)
    Task task = Task.CLASSES;

    static final class FromClass extends ShownWhen<LabelFormat> {
        FromClass() {
            super(AnyFormat.class, LabelFormat.CLASS);
        }
    }

    static final class FromValues extends ShownWhen<LabelFormat> {
        FromValues() {
            super(AnyFormat.class, LabelFormat.VALUES);
        }
    }

    static final class FromSteps extends ShownWhen<LabelFormat> {
        FromSteps() {
            super(AnyFormat.class, LabelFormat.STEPS);
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
        boolean isForecast = spec.stream().anyMatch(TargetColumn.FITTING);
        if (!namesClasses && !isForecast && spec.stream().anyMatch(CollectionColumn.LIKELY)) {
            labels = LabelFormat.COLLECTION;
        }
    }

    /** Chooses a label per time step in a new learner whose networks have one, if the table was made for that. */
    void chooseSteps(DataTableSpec spec) {
        if (spec.stream().anyMatch(StepColumn.MARKED) && spec.stream().noneMatch(TargetColumn.FITTING)) {
            labels = LabelFormat.STEPS;
        }
    }

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (isEmpty(labelColumn)) {
            labelColumn = LearnedColumn.preferred(spec);
        }
        if (isEmpty(stepLabelColumn)) {
            stepLabelColumn = StepColumn.preferred(spec);
        }
    }

    @Override
    RowTruth truth(String title, DataTableSpec spec) throws InvalidSettingsException {
        return switch (labels) {
            case CLASS -> column(title, spec);
            case VALUES -> ValueColumns.find(spec, title, LabelFormat.COLUMNS_TITLE, targetColumns);
            case STEPS -> StepColumn.find(spec, title, LabelFormat.STEPS_TITLE, stepLabelColumn, sequenceColumn);
            case COLLECTION, COLUMNS -> super.truth(title, spec);
        };
    }

    private RowTruth column(String title, DataTableSpec spec) throws InvalidSettingsException {
        var sets = Columns.last(spec, CollectionColumn.LIKELY);
        if (isEmpty(labelColumn) && sets.isPresent()) {
            throw Failures.invalid(
                    "Label column: the %s has no column of classes, but the sets or lists in column '%s'."
                            .formatted(title, sets.get()),
                    "Set \"Task\" to several labels per row to use this column, or connect a table of classes.");
        }
        return LearnedColumn.find(spec, title, labelColumn);
    }
}
