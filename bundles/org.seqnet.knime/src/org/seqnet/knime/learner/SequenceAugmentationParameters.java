package org.seqnet.knime.learner;

import java.util.ArrayList;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.Transformation;
import org.seqnet.knime.dialog.Share;

/**
 * How training sequences are changed at random. The names of the fields are settings keys and never change; those of
 * strengths have the values that a user finds who enables augmentation.
 */
@LoadDefaultsForAbsentFields
public final class SequenceAugmentationParameters implements NodeParameters {
    @Widget(
            title = "Augment training sequences",
            description = "If checked, each training sequence is changed at random in each epoch, in the ways set "
                    + "below, so that the network never sees exactly the same sequence twice. This reduces "
                    + "overfitting, in particular to small tables. Validation and prediction use the unchanged "
                    + "sequences. The training accuracy and loss are those on the changed sequences and can therefore "
                    + "be worse than those of the validation.")
    @ValueReference(Enabled.class)
    boolean enabled;

    @Widget(
            title = "Crop (fraction kept)",
            description = "The fraction of the time steps that is kept: a window at a random place, which is "
                    + "stretched to the original length by linear interpolation. Common values are 0.8 to 0.95. Not "
                    + "for sequences in which the position in time matters, such as the hours of a day. Set to 1 to "
                    + "disable.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    double crop = 1;

    @Widget(
            title = "Time warping (std. deviation)",
            description = "How much parts of a sequence are sped up or slowed down, from the first time step to the "
                    + "last: the standard deviation of the logarithm of the speed. With 0.1, most speeds are between "
                    + "0.8 and 1.2 times the original. Common values are 0.1 to 0.3; the maximum is 2. Set to 0 to "
                    + "disable.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(TimeWarping.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    String timeWarping = "0.1";

    @Widget(
            title = "Scaling (std. deviation)",
            description = "The standard deviation of the random factors around 1 by which the features of a sequence "
                    + "are multiplied, one factor for each feature. Common values are 0.05 to 0.2; the maximum is 1. "
                    + "Set to 0 to disable.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(Scaling.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    String scaling = "0.1";

    @Widget(
            title = "Jitter (std. deviation)",
            description = "The standard deviation of the random noise that is added to each value, in units of the "
                    + "features as the network reads them, which is after scaling: for standardized features, 0.05 is "
                    + "5% of a feature's standard deviation. Common values are 0.01 to 0.1. Set to 0 to disable.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(JitterDeviation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    String jitter = "0.03";

    /** Refers to the checkbox at the top. */
    static final class Enabled implements BooleanReference {}

    /** Keeps the strength of the time warping. */
    static final class TimeWarping extends TypedNumber {
        TimeWarping() {
            super("timeWarping");
        }
    }

    /** Keeps the strength of the scaling. */
    static final class Scaling extends TypedNumber {
        Scaling() {
            super("scaling");
        }
    }

    /** Keeps the strength of the jitter. */
    static final class JitterDeviation extends TypedNumber {
        JitterDeviation() {
            super("jitter");
        }
    }

    /**
     * Returns the engine's augmentation: first what changes time, then what changes values.
     *
     * @throws org.seqnet.engine.SeqNetException if a setting is outside its range
     */
    Augmentation augmentation() {
        if (!enabled) {
            return Augmentation.none();
        }
        var transformations = new ArrayList<Transformation>();
        if (crop != 1) {
            transformations.add(new Crop(crop));
        }
        if (isOn(timeWarping)) {
            transformations.add(new TimeWarp(TypedNumber.number(timeWarping)));
        }
        if (isOn(scaling)) {
            transformations.add(new FeatureScaling(TypedNumber.number(scaling)));
        }
        if (isOn(jitter)) {
            transformations.add(new Jitter(TypedNumber.number(jitter)));
        }
        return new Augmentation(transformations);
    }

    private static boolean isOn(String strength) {
        return TypedNumber.number(strength) != 0;
    }
}
