package org.seqnet.knime.explainer;

import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.explanation.Method;
import org.seqnet.engine.explanation.PermutationImportance;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.dialog.Share;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.explainer.Choices.ComparedWith;
import org.seqnet.knime.explainer.Choices.ExplainedClass;
import org.seqnet.knime.explainer.Choices.ExplanationMethod;
import org.seqnet.knime.explainer.Choices.ShownRows;
import org.seqnet.knime.explainer.Choices.WindowFeatures;
import org.seqnet.knime.label.LabelColumns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorColumns;

/** The Network Explainer's settings. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class NetworkExplainerParameters implements NodeParameters {
    /** The columns that are read. */
    @Section(title = "Data")
    interface Data {}

    /** How predictions are explained. */
    @Section(title = "Explanation")
    @After(Data.class)
    interface Explanation {}

    /** How features are measured. */
    @Section(title = "Feature importance")
    @After(Explanation.class)
    interface Importance {}

    /** What the view shows. */
    @Section(title = "View")
    @After(Importance.class)
    interface View {}

    @Widget(
            title = "Sequence column",
            description = "The column with the sequences. They must have the same number of features as the training "
                    + "sequences and be prepared in the same way. The number of time steps must be the same too if it "
                    + "was fixed for the training column. Convolutional networks also accept images of rows x columns "
                    + "x channels.")
    @Layout(Data.class)
    @ChoicesProvider(TensorColumnsOfTable.class)
    String sequenceColumn = "";

    @Widget(
            title = "Maximum rows",
            description = "The number of rows that are explained, from the first on. All other rows have a missing "
                    + "value.")
    @Layout(Data.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int maximumRows = 100;

    @Widget(
            title = "Missing values",
            description = "How to handle rows whose sequence is missing, or has missing values that the network does "
                    + "not fill in, or for which values overflow in the network.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Explained class",
            description = "The class whose probability is explained. For a network with several labels per row, the "
                    + "label.")
    @Layout(Explanation.class)
    @ValueSwitchWidget
    @ValueReference(ClassChoice.class)
    ExplainedClass explainedClass = ExplainedClass.PREDICTED;

    @Widget(title = "Class", description = "The class, or the label, that is explained in all rows.")
    @Layout(Explanation.class)
    @ChoicesProvider(Labels.class)
    @Effect(predicate = CustomClass.class, type = EffectType.SHOW)
    String className = "";

    @Widget(title = "Method", description = "How the attribution of each value is computed.")
    @Layout(Explanation.class)
    @ValueSwitchWidget
    @ValueReference(MethodChoice.class)
    ExplanationMethod method = ExplanationMethod.INTEGRATED_GRADIENTS;

    @Widget(
            title = "Steps",
            description = "The number of gradients between the baseline and the sequence that are averaged, from 1 to "
                    + "10000. More steps take longer and reduce the completeness error. If the error is large for "
                    + "some rows, increase the number.")
    @Layout(Explanation.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostSteps.class)
    @Effect(predicate = ByGradients.class, type = EffectType.SHOW)
    int steps = 100;

    @Widget(
            title = "Window length",
            description =
                    "The length of a window as a fraction of the time steps of the sequence, greater than 0 and at "
                            + "most 1; for images, the fraction of the rows and of the columns. Windows overlap "
                            + "by half.")
    @Layout(Explanation.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    @Effect(predicate = ByOcclusion.class, type = EffectType.SHOW)
    double window = 0.1;

    @Widget(
            title = "Features of a window",
            description = "Whether a window holds one feature or all features. Windows of images always hold all "
                    + "channels.")
    @Layout(Explanation.class)
    @ValueSwitchWidget
    @Effect(predicate = ByOcclusion.class, type = EffectType.SHOW)
    WindowFeatures windowFeatures = WindowFeatures.EACH;

    @Widget(
            title = "Baseline",
            description = "The sequence that the prediction is compared with. It should say nothing about the class.")
    @Layout(Explanation.class)
    @ValueSwitchWidget
    ComparedWith baseline = ComparedWith.SCALED_ZERO;

    @Widget(
            title = "Use labels",
            description = "If checked, the actual classes are read from a column. The importance of the features is "
                    + "then measured by permutation on all rows, and the view can show wrong predictions. Requires a "
                    + "network that predicts one class per sequence.")
    @Layout(Importance.class)
    @ValueReference(HasLabels.class)
    boolean useLabels;

    @Widget(title = "Label column", description = "The column with the actual class of each sequence.")
    @Layout(Importance.class)
    @ChoicesProvider(LabelColumnsOfTable.class)
    @Effect(predicate = HasLabels.class, type = EffectType.SHOW)
    String labelColumn = "";

    @Widget(
            title = "Repetitions",
            description = "How often the series of each feature are exchanged between the rows, from 2 to 1000. More "
                    + "repetitions take longer and make the intervals narrower.")
    @Layout(Importance.class)
    @NumberInputWidget(minValidation = AtLeastTwo.class, maxValidation = MostRepetitions.class)
    @Effect(predicate = HasLabels.class, type = EffectType.SHOW)
    int repetitions = 5;

    @Widget(
            title = "Random seed",
            description = "An integer. The same table, network, settings and seed give the same importance.")
    @Layout(Importance.class)
    @Effect(predicate = HasLabels.class, type = EffectType.SHOW)
    long seed = 42;

    @Widget(
            title = "Rows in the view",
            description = "Which of the explained rows the view shows, at most " + ShownExamples.MOST_SHOWN + ".")
    @Layout(View.class)
    @ValueSwitchWidget
    ShownRows shownRows = ShownRows.FIRST;

    NetworkExplainerParameters() {}

    NetworkExplainerParameters(NodeParametersInput input) {
        var table = input.getInTableSpec(1);
        table.ifPresent(this::chooseColumn);
        // the labels are there if the table has the column that the network was trained on
        input.getInPortSpec(0)
                .filter(NetworkPortObjectSpec.class::isInstance)
                .map(NetworkPortObjectSpec.class::cast)
                .filter(network -> network.head().predictsClasses())
                .map(NetworkPortObjectSpec::labelColumn)
                .filter(name -> table.filter(
                                spec -> spec.containsName(name) && LabelColumns.FITTING.test(spec.getColumnSpec(name)))
                        .isPresent())
                .ifPresent(name -> {
                    useLabels = true;
                    labelColumn = name;
                });
    }

    /** Chooses the latest sequences if no column is chosen yet. */
    void chooseColumn(DataTableSpec spec) {
        if (sequenceColumn == null || sequenceColumn.isEmpty()) {
            sequenceColumn = TensorColumn.preferred(spec);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (maximumRows < 1) {
            throw Failures.invalid("Maximum rows: " + maximumRows + " is less than 1.");
        }
        if (useLabels && (repetitions < 2 || repetitions > PermutationImportance.MOST_REPETITIONS)) {
            throw Failures.invalid("Repetitions: " + repetitions + " is not between 2 and "
                    + PermutationImportance.MOST_REPETITIONS + ".");
        }
        if (shownRows == ShownRows.WRONG && !useLabels) {
            throw Failures.invalid(
                    "Rows in the view: wrong predictions can only be found with labels.",
                    "Check \"Use labels\" and select the label column, or show other rows.");
        }
        try {
            method();
        } catch (SeqNetException e) {
            throw Failures.invalid(e.getMessage(), "Change the setting in the node's dialog.");
        }
    }

    /**
     * Returns how predictions are explained.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    Method method() {
        return switch (method) {
            case INTEGRATED_GRADIENTS -> new Method.IntegratedGradients(steps);
            case OCCLUSION -> new Method.Occlusion(window, windowFeatures == WindowFeatures.EACH);
        };
    }

    static final class HasLabels implements BooleanReference {}

    static final class MethodChoice implements ParameterReference<ExplanationMethod> {}

    static final class ClassChoice implements ParameterReference<ExplainedClass> {}

    static final class ByGradients extends ShownWhen<ExplanationMethod> {
        ByGradients() {
            super(MethodChoice.class, ExplanationMethod.INTEGRATED_GRADIENTS);
        }
    }

    static final class ByOcclusion extends ShownWhen<ExplanationMethod> {
        ByOcclusion() {
            super(MethodChoice.class, ExplanationMethod.OCCLUSION);
        }
    }

    static final class CustomClass extends ShownWhen<ExplainedClass> {
        CustomClass() {
            super(ClassChoice.class, ExplainedClass.CUSTOM);
        }
    }

    /** Bounds the steps. */
    static final class MostSteps extends MaxValidation {
        @Override
        protected double getMax() {
            return Method.IntegratedGradients.MOST_STEPS;
        }
    }

    /** Bounds the repetitions: one has no interval. */
    static final class AtLeastTwo extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }
    }

    /** Bounds the repetitions. */
    static final class MostRepetitions extends MaxValidation {
        @Override
        protected double getMax() {
            return PermutationImportance.MOST_REPETITIONS;
        }
    }

    /** Offers the labels of the network, which is the first input. */
    static final class Labels implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInPortSpec(0)
                    .filter(NetworkPortObjectSpec.class::isInstance)
                    .flatMap(spec -> ((NetworkPortObjectSpec) spec).labels())
                    .map(labels -> labels.names())
                    .orElse(List.of());
        }
    }

    /** Offers the tensor columns of the table, which is the second input. */
    static final class TensorColumnsOfTable extends TensorColumns {
        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }

    /** Offers the columns of the table, which is the second input, that can hold labels. */
    static final class LabelColumnsOfTable extends CompatibleColumnsProvider {
        LabelColumnsOfTable() {
            super(LabelColumns.TYPES);
        }

        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }
}
