package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;
import org.seqnet.knime.dialog.Share;
import org.seqnet.knime.dialog.ShownWhen;

/**
 * Where the learning rate comes from and how it changes; all learners share it. The names of the fields are settings
 * keys and never change.
 */
@LoadDefaultsForAbsentFields
public final class LearningRateParameters implements NodeParameters {
    @Widget(title = "Source of the learning rate", description = "Where the learning rate comes from.")
    @ValueSwitchWidget
    @ValueReference(Source.class)
    @ValueProvider(CustomSource.class)
    RateSource source = RateSource.CUSTOM;

    @Widget(
            title = "Learning rate schedule",
            description = "How the learning rate changes during training. If training is resumed, the schedule starts "
                    + "again and covers the additional epochs.")
    @ValueReference(Kind.class)
    @ValueProvider(KindOfPreset.class)
    RateSchedule schedule = RateSchedule.CONSTANT;

    @Widget(
            title = "Final fraction",
            description = "The learning rate at the end of the last epoch, as a fraction of the learning rate. From 0 "
                    + "to 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Share.AtMostOne.class)
    @Effect(predicate = IsCosine.class, type = EffectType.SHOW)
    double finalFraction;

    @Widget(
            title = "Factor",
            description = "What the learning rate is multiplied by on a plateau. Greater than 0 and less than 1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.Dropout.class)
    @Effect(predicate = IsPlateau.class, type = EffectType.SHOW)
    double factor = 0.5;

    @Widget(
            title = "Patience of the schedule",
            description = "The number of consecutive epochs without a decrease in loss after which the learning rate "
                    + "is reduced. It should be less than the patience of early stopping.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsPlateau.class, type = EffectType.SHOW)
    int patience = 2;

    @Widget(
            title = "Warm-up (epochs)",
            description = "The number of epochs, for example 1 or 0.5, in which the learning rate first increases "
                    + "linearly from nearly 0. This keeps large first updates from harming the network. Set to 0 to "
                    + "disable.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasWarmUp.class, type = EffectType.SHOW)
    @ValueReference(WarmUp.class)
    @ValueProvider(WarmUp.class)
    double warmUpEpochs;

    /** Refers to the source of the rate. */
    static final class Source implements ParameterReference<RateSource> {}

    /** Refers to the schedule. */
    static final class Kind implements ParameterReference<RateSchedule> {}

    static final class CustomSource extends PresetValue<RateSource> {
        CustomSource() {
            super(Source.class, preset -> RateSource.CUSTOM);
        }
    }

    static final class KindOfPreset extends PresetValue<RateSchedule> {
        KindOfPreset() {
            super(Kind.class, preset -> RateSchedule.of(preset.schedule()));
        }
    }

    static final class WarmUp extends PresetValue<Double> implements ParameterReference<Double> {
        WarmUp() {
            super(WarmUp.class, preset -> preset.schedule().warmUpEpochs());
        }
    }

    static final class IsCustom extends ShownWhen<RateSource> {
        IsCustom() {
            super(Source.class, RateSource.CUSTOM);
        }
    }

    static final class IsCosine extends ShownWhen<RateSchedule> {
        IsCosine() {
            super(Kind.class, RateSchedule.COSINE);
        }
    }

    static final class IsPlateau extends ShownWhen<RateSchedule> {
        IsPlateau() {
            super(Kind.class, RateSchedule.REDUCE_ON_PLATEAU);
        }
    }

    static final class HasWarmUp extends ShownWhen<RateSchedule> {
        HasWarmUp() {
            super(Kind.class, RateSchedule.CONSTANT, RateSchedule.COSINE, RateSchedule.REDUCE_ON_PLATEAU);
        }
    }

    /** Says whether the rate is found before training. */
    boolean isFound() {
        return source == RateSource.FOUND;
    }

    /** Returns the engine's schedule. */
    Schedule schedule() {
        return switch (schedule) {
            case CONSTANT -> new Constant(warmUpEpochs);
            case COSINE -> new Cosine(warmUpEpochs, finalFraction);
            case ONE_CYCLE -> new OneCycle();
            case REDUCE_ON_PLATEAU -> new ReduceOnPlateau(warmUpEpochs, factor, patience);
        };
    }
}
