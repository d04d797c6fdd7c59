package org.seqnet.knime.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.exchange.Completion;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.message.Failures;

/**
 * The part of the Network Reader's settings that says what files of other programs do not. The names of the fields are
 * settings keys and never change.
 */
abstract class ForeignParameters extends SourceParameters {
    @Widget(
            title = "Outputs",
            description = "What the outputs of the network are. ONNX files that end in a softmax or a sigmoid say so; "
                    + "for other ONNX files and for safetensors files, select it.")
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    OutputMeaning outputs = OutputMeaning.FROM_FILE;

    @Widget(
            title = "Labels (optional)",
            description = "The names of the outputs in their order, one per line: the labels, or the targets of a "
                    + "regression. If empty, they are taken from the file or, if it has none, numbered from 0; two "
                    + "labels of the type Boolean are then false and true.")
    @TextAreaWidget(rows = 4)
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    String labels = "";

    @Widget(
            title = "Label type",
            description = "The type of the label column that the predictions are compared with. Targets of a "
                    + "regression are always numbers.")
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    LabelKind labelType = LabelKind.STRING;

    @Widget(
            title = "Scaling",
            description = "How the values were scaled for the network when it was trained. The network then scales "
                    + "them itself.")
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    @ValueReference(ScalingReference.class)
    ForeignScaling scaling = ForeignScaling.FROM_FILE;

    @Widget(
            title = "Means",
            description = "What is subtracted from the values: one number for all features, or one per feature, "
                    + "separated by commas.")
    @Effect(predicate = IsStandardized.class, type = EffectType.SHOW)
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    String means = "0";

    @Widget(
            title = "Standard deviations",
            description = "What the values are then divided by: one number for all features, or one per feature, "
                    + "separated by commas.")
    @Effect(predicate = IsStandardized.class, type = EffectType.SHOW)
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    String deviations = "1";

    @Widget(
            title = "Time steps",
            description = "Which outputs of the recurrent layers the last layer reads. ONNX files say so, and any "
                    + "other selection than theirs is refused; for safetensors files, select it.")
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    StepsRead timeSteps = StepsRead.FROM_FILE;

    @Widget(
            title = "Activation of RNN layers",
            description = "The activation function of an <tt>nn.RNN</tt> of PyTorch. ONNX files say it, and "
                    + "any other selection than theirs is refused; for safetensors files, select it. "
                    + "Other layers ignore this setting.")
    @Layout(ReaderLayout.Foreign.class)
    @Migrate(loadDefaultIfAbsent = true)
    RnnActivation activation = RnnActivation.FROM_FILE;

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            completion();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /**
     * Returns what these settings say.
     *
     * @throws SeqNetException if one of them is wrong whatever the file
     */
    Completion completion() {
        return new Completion(
                required("Outputs", outputs).meaning(),
                required("Labels", labels)
                        .lines()
                        .map(String::strip)
                        .filter(label -> !label.isEmpty())
                        .toList(),
                required("Label type", labelType).type(),
                preprocessing(),
                required("Activation of RNN layers", activation).cell(),
                required("Time steps", timeSteps).pooling());
    }

    private Optional<Preprocessing> preprocessing() {
        return switch (required("Scaling", scaling)) {
            case FROM_FILE -> Optional.empty();
            case BYTES -> Optional.of(scaled(FeatureScale.BYTES, new double[] {0}, new double[] {1 / 255.0}));
            case STANDARDIZE -> {
                double[] shifts = numbers("Means", means);
                double[] factors = numbers("Standard deviations", deviations);
                for (int i = 0; i < factors.length; i++) {
                    if (!(factors[i] > 0)) {
                        throw new SeqNetException(
                                "Standard deviations: %s is not greater than 0.".formatted(factors[i]));
                    }
                    factors[i] = 1 / factors[i];
                }
                int features = Math.max(shifts.length, factors.length);
                yield Optional.of(scaled(
                        FeatureScale.STANDARDIZE,
                        spread("Means", shifts, features),
                        spread("Standard deviations", factors, features)));
            }
        };
    }

    private static Preprocessing scaled(FeatureScale scale, double[] shifts, double[] factors) {
        return new Preprocessing(scale, shifts, factors, Filling.NONE, new double[0], false);
    }

    private static double[] spread(String setting, double[] numbers, int features) {
        if (numbers.length != 1 && numbers.length != features) {
            throw new SeqNetException("%s: there are %d numbers; enter one, or one for each of %d features."
                    .formatted(setting, numbers.length, features));
        }
        var spread = new double[features];
        Arrays.setAll(spread, i -> numbers[numbers.length == 1 ? 0 : i]);
        return spread;
    }

    private static double[] numbers(String setting, String text) {
        return List.of(required(setting, text).split(",", -1)).stream()
                .mapToDouble(number -> number(setting, number.strip()))
                .toArray();
    }

    private static double number(String setting, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new SeqNetException("%s: %s is not a number. Enter numbers such as 0.5, separated by commas."
                .formatted(setting, Quoted.of(text)));
    }

    /** Refuses what only damaged settings have. */
    private static <T> T required(String setting, T value) {
        if (value == null) {
            throw new SeqNetException(setting + ": the setting has no value. Open the dialog and apply it again.");
        }
        return value;
    }

    static final class ScalingReference implements ParameterReference<ForeignScaling> {}

    static final class IsStandardized extends ShownWhen<ForeignScaling> {
        IsStandardized() {
            super(ScalingReference.class, ForeignScaling.STANDARDIZE);
        }
    }
}
