package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.knime.label.Gaps;

/**
 * What a network does with its sequences before its first layer. The names of the fields are settings keys and never
 * change; their initial values are what workflows mean that are older than these settings.
 */
@LoadDefaultsForAbsentFields
class PreprocessingParameters implements NodeParameters {
    @Widget(
            title = "Scaling",
            description = "How the network scales the values of each feature, or of each channel of an image. The "
                    + "numbers are learned from the training rows only, kept in the network, and applied wherever it "
                    + "is used.")
    Scaling scaling = Scaling.NONE;

    @Widget(
            title = "Missing values in a sequence",
            description =
                    "How to handle sequences in which some values are missing. Filled values are computed in each "
                            + "sequence by itself, before it is scaled.")
    @ValueReference(MissingInSequence.class)
    MissingSteps missingInSequence = MissingSteps.FAIL;

    /** Refers to how missing values are handled. */
    static final class MissingInSequence implements ParameterReference<MissingSteps> {}

    /** The ways to scale; the names are saved in settings and never change. */
    enum Scaling {
        @Label(
                value = "Automatic",
                description =
                        "Bytes, such as the pixels of an image, are divided by 255. What the Sequence Reshaper has "
                                + "scaled stays as it is. All other features are standardized.")
        AUTOMATIC(Optional.empty()),
        @Label(
                value = "Standardize",
                description = "Each feature gets mean 0 and standard deviation 1. A good default for measured values, "
                        + "whatever their units.")
        STANDARDIZE(Optional.of(FeatureScale.STANDARDIZE)),
        @Label(
                value = "Range 0 to 1",
                description = "The smallest training value of each feature becomes 0, and the largest 1.")
        RANGE(Optional.of(FeatureScale.RANGE)),
        @Label(
                value = "Robust (quantiles)",
                description = "Each feature gets median 0 and interquartile range 1. Outliers do not affect it.")
        ROBUST(Optional.of(FeatureScale.ROBUST)),
        @Label(value = "None", description = "Values are used as they are.")
        NONE(Optional.of(FeatureScale.NONE));

        private final Optional<FeatureScale> scale;

        Scaling(Optional<FeatureScale> scale) {
            this.scale = scale;
        }
    }

    /** The ways to handle missing values; the names are saved in settings and never change. */
    enum MissingSteps {
        @Label(value = "Fail", description = "The node fails at the first missing value and names it.")
        FAIL(Filling.NONE, Gaps.FAIL),
        @Label(value = "Skip row", description = "The row is skipped; a warning states the number of such rows.")
        SKIP(Filling.NONE, Gaps.SKIP),
        @Label(
                value = "Previous value",
                description = "The last value of the feature before it; at the beginning, the first one.")
        PREVIOUS(Filling.PREVIOUS, Gaps.KEEP),
        @Label(
                value = "Linear interpolation",
                description =
                        "The straight line between the values before and after it; at both ends, the nearest one.")
        LINEAR(Filling.LINEAR, Gaps.KEEP),
        @Label(
                value = "Training mean",
                description = "The mean of the feature over all training rows. The two choices above also use it for a "
                        + "feature without any value in a sequence.")
        MEAN(Filling.TRAINING_MEAN, Gaps.KEEP);

        private final Filling filling;
        private final Gaps gaps;

        MissingSteps(Filling filling, Gaps gaps) {
            this.filling = filling;
            this.gaps = gaps;
        }
    }

    /** Says whether the network also gets a feature for each that tells where its values are missing. */
    boolean addsMask() {
        return false;
    }

    /** Returns the engine's rule. */
    final PreprocessingRule rule() {
        return new PreprocessingRule(
                scaling.scale, missingInSequence.filling, addsMask() && missingInSequence.gaps == Gaps.KEEP);
    }

    /** Returns what becomes of rows whose sequence has missing values. */
    final Gaps gaps() {
        return missingInSequence.gaps;
    }
}
