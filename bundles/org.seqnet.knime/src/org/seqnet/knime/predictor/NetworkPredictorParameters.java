package org.seqnet.knime.predictor;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.dialog.PrecisionSetting;
import org.seqnet.knime.label.PredictedColumn;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.symbol.SequenceColumns;
import org.seqnet.knime.symbol.SymbolColumn;
import org.seqnet.knime.tensor.TensorColumn;

/**
 * The Network Predictor's settings. The names of the fields are settings keys and never change; a setting that a
 * workflow is older than gets its default.
 */
@LoadDefaultsForAbsentFields
public final class NetworkPredictorParameters implements NodeParameters {
    /** The column that is read. */
    @Section(title = "Data")
    interface Data {}

    /** The columns that are appended. */
    @Section(title = "Output")
    @After(Data.class)
    interface Output {}

    /** How forecasts are output. */
    @Section(title = "Networks that forecast")
    @After(Output.class)
    interface Forecasts {}

    /** How labels of time steps are output. */
    @Section(title = "Networks with a label per time step")
    @After(Forecasts.class)
    interface Steps {}

    /** How label paths are searched. */
    @Section(title = "CNN-RNN networks")
    @After(Steps.class)
    interface Path {}

    /** What computes. */
    @Section(title = "Device")
    @Advanced
    @After(Path.class)
    interface Device {}

    @Widget(
            title = "Sequence column",
            description = "The column with the sequences. They must have the same number of features as the training "
                    + "sequences and be prepared in the same way. The number of time steps must "
                    + "be the same too if it was fixed for the training column. A "
                    + "convolutional network also accepts images of rows x columns x channels. A network that reads "
                    + "symbols expects strings or lists.")
    @Layout(Data.class)
    @ChoicesProvider(SequenceColumnsOfTable.class)
    String sequenceColumn = "";

    @Widget(
            title = "Missing values",
            description =
                    "How to handle rows whose sequence is missing, or has missing values that the network does not "
                            + "fill in, or for which values overflow in the network.")
    @Layout(Data.class)
    @ValueSwitchWidget
    MissingCells missingValues = MissingCells.KEEP;

    @Widget(
            title = "Change prediction column name",
            description = "If checked, the prediction column gets a custom name. By default, it is named \"Prediction "
                    + "(label)\", where \"label\" is the name of the label column used for training.")
    @Layout(Output.class)
    @ValueReference(OwnName.class)
    boolean changePredictionColumn;

    @Widget(title = "Prediction column name", description = "The name of the prediction column.")
    @Layout(Output.class)
    @Effect(predicate = OwnName.class, type = EffectType.SHOW)
    String predictionColumn = "Prediction (label)";

    @Widget(
            title = "Append probabilities",
            description = "If checked, one column per class is appended with the probability that the row belongs to "
                    + "it, for example \"P (label=7)\". The probabilities of a row sum to 1. For a network with "
                    + "several labels per row, one column per label is appended with a score from 0 to 1, by which "
                    + "labels can be ranked; these scores do not sum to 1. Uncheck to avoid many columns if there "
                    + "are many labels.")
    @Layout(Output.class)
    boolean appendProbabilities = true;

    @Widget(
            title = "Calibrate probabilities",
            description = "If checked, the class probabilities are calibrated by the temperature that training found "
                    + "on the validation data: of the rows with a probability near 0.8, about 80% then belong to the "
                    + "class. The predicted class does not change. The setting has no effect on networks that were "
                    + "trained without validation data or with several labels per row.")
    @Layout(Output.class)
    boolean calibrateProbabilities;

    @Widget(
            title = "Append uncertainty",
            description =
                    "If checked, a column such as \"Uncertainty (label)\" is appended for an ensemble, that is, a "
                            + "network that was trained with two or more ensemble members: the standard deviation of "
                            + "the members' probabilities of the predicted class, or of exactly the predicted labels, "
                            + "before calibration. It is 0 if the members agree, and at most 0.5. Of "
                            + "numeric values, it is the standard deviation of the members' values. If the "
                            + "network is not "
                            + "an ensemble, "
                            + "no column is appended and the node shows a warning.")
    @Layout(Output.class)
    boolean appendUncertainty;

    @Widget(
            title = "Suffix for probability columns",
            description = "A suffix for the names of the probability, quantile and uncertainty columns, for example to "
                    + "distinguish several networks.")
    @Layout(Output.class)
    String probabilitySuffix = "";

    @Widget(
            title = "Forecasts",
            description = "How to output the forecasts of a network that was trained on windows with a forecast "
                    + "horizon. The setting has no effect on other networks.")
    @Layout(Forecasts.class)
    @ValueSwitchWidget
    ForecastOutput forecastOutput = ForecastOutput.ROWS;

    @Widget(
            title = "Labels per time step",
            description = "How to output the predictions of a network that was trained with a label per time step. "
                    + "The setting has no effect on other networks.")
    @Layout(Steps.class)
    @ValueSwitchWidget
    StepOutput stepOutput = StepOutput.LISTS;

    @Widget(
            title = "Beam width",
            description = "A network of the CNN-RNN Learner predicts the labels of a row one after another, as a "
                    + "path. The beam width is the number of paths that are followed at once, from 1 to 1000: with "
                    + "1, the most probable label is taken at each step; with more, the path found is at least as "
                    + "probable, but prediction takes longer. The setting has no effect on other networks.")
    @Layout(Path.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostPaths.class)
    int beamWidth = 5;

    @Widget(
            title = "Maximum labels",
            description = "The maximum number of labels that a network of the CNN-RNN Learner predicts for a row. Set "
                    + "to 0 for no limit. The setting has no effect on other networks.")
    @Layout(Path.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int maximumLabels;

    @Widget(
            title = PrecisionSetting.TITLE,
            description = "The precision in which the CPU computes the predictions. It is independent of the precision "
                    + "in which the network was trained. " + PrecisionSetting.EFFECT)
    @Layout(Device.class)
    @ValueSwitchWidget
    PrecisionSetting precision = PrecisionSetting.SINGLE;

    NetworkPredictorParameters() {}

    NetworkPredictorParameters(NodeParametersInput input) {
        // only in a new node: those of older workflows keep their probabilities
        calibrateProbabilities = true;
        var network = input.getInPortSpec(0)
                .filter(NetworkPortObjectSpec.class::isInstance)
                .map(NetworkPortObjectSpec.class::cast);
        input.getInTableSpec(1).ifPresent(spec -> chooseColumn(spec, network));
    }

    /** Chooses the latest sequences, or the first texts, if no column is chosen yet. */
    void chooseColumn(DataTableSpec spec, Optional<NetworkPortObjectSpec> network) {
        if (sequenceColumn == null || sequenceColumn.isEmpty()) {
            sequenceColumn = network.filter(NetworkPortObjectSpec::readsSymbols)
                    .map(reading -> preferredSymbols(spec, reading))
                    .orElseGet(() -> TensorColumn.preferred(spec));
        }
    }

    private static String preferredSymbols(DataTableSpec spec, NetworkPortObjectSpec network) {
        return network.readsListsOnly() ? SymbolColumn.preferredLists(spec) : SymbolColumn.preferred(spec, "");
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (changePredictionColumn && (predictionColumn == null || predictionColumn.isBlank())) {
            throw Failures.invalid(
                    "Prediction column name: the name is empty.",
                    "Enter a name, or uncheck \"Change prediction column name\".");
        }
        try {
            search();
        } catch (SeqNetException e) {
            throw Failures.invalid(e.getMessage(), "Change the setting in the node's dialog.");
        }
    }

    /**
     * Returns how several labels are searched.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    LabelSearch search() {
        return new LabelSearch(beamWidth, maximumLabels, appendProbabilities, appendUncertainty);
    }

    /** Returns the name of the column with the predicted labels. */
    String predictionColumnName(String labelColumn) {
        return changePredictionColumn ? predictionColumn : "Prediction (" + labelColumn + ")";
    }

    /** Returns the name of the column with the probabilities of one label. */
    String probabilityColumnName(String labelColumn, String label) {
        return suffixed("P (" + labelColumn + "=" + label + ")");
    }

    /** Returns the name of the column with the probabilities of the labels that are predicted. */
    String setProbabilitiesColumnName(String labelColumn) {
        return suffixed("Probabilities (" + labelColumn + ")");
    }

    /** Returns the name of the column that says how far the members of an ensemble disagree. */
    String uncertaintyColumnName(String labelColumn) {
        return suffixed("Uncertainty (" + labelColumn + ")");
    }

    /** Returns the name of the column with the probability of all predicted labels together. */
    String setProbabilityColumnName(String labelColumn) {
        return suffixed("P (" + labelColumn + ")");
    }

    /** Returns the name of the column with a predicted value; several targets have a custom name in common. */
    String valueColumnName(String target, boolean isOnlyTarget) {
        return isOnlyTarget || !changePredictionColumn
                ? predictionColumnName(target)
                : predictionColumn + " (" + target + ")";
    }

    /** Returns the name of the column with a predicted quantile. */
    String quantileColumnName(String target, double level) {
        return suffixed("Prediction (%s, %s)".formatted(target, PredictedColumn.plain(level)));
    }

    private String suffixed(String name) {
        return probabilitySuffix == null ? name : name + probabilitySuffix;
    }

    static final class OwnName implements BooleanReference {}

    /** Bounds the beam width. */
    static final class MostPaths extends MaxValidation {
        @Override
        protected double getMax() {
            return LabelSearch.MOST_PATHS;
        }
    }

    /** Offers the columns of sequences of the table, which is the second input. */
    static final class SequenceColumnsOfTable extends SequenceColumns {
        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }
}
