package org.seqnet.knime.learner;

import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.seqnet.knime.label.LearnedColumn;
import org.seqnet.knime.label.RowTruth;
import org.seqnet.knime.label.ValueColumns;
import org.seqnet.knime.message.Failures;

/** Which columns a learner learns from that predicts a class or values, but not several labels. */
@LoadDefaultsForAbsentFields
public final class RocketDataParameters extends SequenceDataParameters {
    @Widget(title = "Label column", description = LabelFormat.COLUMN_STORY)
    @Layout(LearnerLayout.Data.ClassColumn.class)
    @ChoicesProvider(LearnedColumn.class)
    @ValueReference(Task.Column.class)
    @Effect(predicate = ClassOrLabelsParameters.FromClass.class, type = EffectType.SHOW)
    String labelColumn = "";

    @Widget(title = LabelFormat.TITLE, description = LabelFormat.STORY)
    @Layout(LearnerLayout.Data.Labels.class)
    @ChoicesProvider(Formats.class)
    @ValueReference(TrainingDataParameters.AnyFormat.class)
    LabelFormat labels = LabelFormat.CLASS;

    @Widget(title = LabelFormat.COLUMNS_TITLE, description = LabelFormat.COLUMNS_STORY)
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @ChoicesProvider(DoubleColumnsProvider.class)
    @TwinlistWidget(includedLabel = "Targets", excludedLabel = "Other columns")
    @Effect(predicate = ClassOrLabelsParameters.FromValues.class, type = EffectType.SHOW)
    String[] targetColumns = {};

    @ValueProvider(Task.OfColumn.class)
    @ValueReference(Task.Current.class)
    @Persistor(Task.Unsaved.class)
    Task task = Task.CLASSES;

    /** Leaves out several labels. */
    static final class Formats implements EnumChoicesProvider<LabelFormat> {
        @Override
        public List<LabelFormat> choices(NodeParametersInput input) {
            return List.of(LabelFormat.CLASS, LabelFormat.VALUES);
        }
    }

    @Override
    void chooseColumns(DataTableSpec spec) {
        super.chooseColumns(spec);
        if (isEmpty(labelColumn)) {
            labelColumn = LearnedColumn.preferred(spec);
        }
    }

    @Override
    RowTruth truth(String title, DataTableSpec spec) throws InvalidSettingsException {
        return switch (labels) {
            case CLASS -> LearnedColumn.find(spec, title, labelColumn);
            case VALUES -> ValueColumns.find(spec, title, LabelFormat.COLUMNS_TITLE, targetColumns);
            case COLLECTION, COLUMNS, STEPS -> throw Failures.invalid(
                    "Task: MiniRocket predicts one class or values per row, not several labels.",
                    "Select another task in the node's dialog.");
        };
    }
}
