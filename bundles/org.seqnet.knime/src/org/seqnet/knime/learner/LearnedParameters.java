package org.seqnet.knime.learner;

import java.util.List;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.dialog.ShownWhen;

/**
 * What a learner learns of rows that it reads elsewhere, so that the names of columns are typed. The names of the
 * fields are settings keys and never change.
 */
public final class LearnedParameters implements NodeParameters {
    @Widget(title = LabelFormat.TITLE, description = "What the network learns to predict, and how the data state it.")
    @Layout(LearnerLayout.Data.Labels.class)
    @ValueReference(OfLearned.class)
    Learned task = Learned.CLASS;

    @Widget(title = "Label column", description = "The name of the column that the network learns to predict.")
    @Layout(LearnerLayout.Data.ClassColumn.class)
    @Effect(predicate = IsValues.class, type = EffectType.HIDE)
    String labelColumn = "label";

    @Widget(
            title = LabelFormat.COLUMNS_TITLE,
            description = "The names of the numeric columns with the values that the network learns to predict, one "
                    + "name per line.")
    @Layout(LearnerLayout.Data.LabelColumns.class)
    @TextAreaWidget(rows = 2)
    @Effect(predicate = IsValues.class, type = EffectType.SHOW)
    String targetColumns = "";

    @ValueProvider(OfTask.class)
    @ValueReference(Task.Current.class)
    @Persistor(Task.Unsaved.class)
    Task shown = Task.CLASSES;

    /** What is learned; the names are saved in settings and never change. */
    public enum Learned {
        @Label(
                value = "One class per row",
                description = "A column contains the class of each row: a string, an integer or a boolean.")
        CLASS,
        @Label(value = "Several labels per row", description = "A column contains a list of labels for each row.")
        LABELS,
        @Label(
                value = "Numeric values",
                description = "One or several numeric columns contain values that the network learns to predict.")
        VALUES,
        @Label(
                value = "A label per time step",
                description = "A column contains a list of labels for each row, one for each time step of its "
                        + "sequence. Only with LSTM, GRU and RNN that do not pool their time steps.")
        STEPS
    }

    /** Refers to what is learned. */
    static final class OfLearned implements ParameterReference<Learned> {}

    static final class IsValues extends ShownWhen<Learned> {
        IsValues() {
            super(OfLearned.class, Learned.VALUES);
        }
    }

    /** Tells the groups that all learners share which of their fields are shown. */
    static final class OfTask implements StateProvider<Task> {
        private Supplier<Learned> learned;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            learned = initializer.computeFromValueSupplier(OfLearned.class);
        }

        @Override
        public Task computeState(NodeParametersInput input) {
            return switch (learned.get()) {
                case CLASS -> Task.CLASSES;
                case LABELS -> Task.SEVERAL_LABELS;
                case VALUES -> Task.REGRESSION;
                case STEPS -> Task.STEP_LABELS;
            };
        }
    }

    /**
     * Returns the names of the columns that are learned, at least one.
     *
     * @throws SeqNetException if there is none
     */
    List<String> columns() {
        var names = task == Learned.VALUES
                ? targetColumns
                        .lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : List.of(labelColumn).stream().filter(name -> !name.isBlank()).toList();
        if (names.isEmpty()) {
            throw new SeqNetException(
                    task == Learned.VALUES
                            ? "Target columns: no column is named. Enter the names of numeric columns, one per line."
                            : "Label column: no column is named. Enter the name of the column to predict.");
        }
        return names;
    }
}
