package org.seqnet.knime.explainer;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.explanation.Baseline;

/** What the dialog offers; the names of the constants are saved in settings and never change. */
final class Choices {
    private Choices() {}

    /** How a prediction is explained. */
    enum ExplanationMethod {
        @Label(
                value = "Integrated gradients",
                description = "Averages the gradient of the probability on the straight line from the baseline to the "
                        + "sequence, and multiplies it by the distance. The attributions of all values add up to the "
                        + "difference between the probabilities of the sequence and the baseline. Not available for "
                        + "Rocket networks, which have no gradients.")
        INTEGRATED_GRADIENTS,
        @Label(
                value = "Occlusion",
                description = "Replaces a window of the sequence with the baseline and measures how much the "
                        + "probability decreases. Available for all networks. Values that contain the same "
                        + "information as others get small attributions.")
        OCCLUSION
    }

    /** What a window of occlusion holds. */
    enum WindowFeatures {
        @Label(value = "Each by itself", description = "A window holds one feature.")
        EACH,
        @Label(
                value = "All together",
                description = "A window holds all features. This is faster and shows which time steps matter.")
        ALL
    }

    /** What predictions are compared with. */
    enum ComparedWith {
        @Label(
                value = "Zero after scaling",
                description = "All values are 0 after the network has scaled them: the mean of the training data if "
                        + "the network standardizes, their minimum if it scales to 0 to 1, black for images.")
        SCALED_ZERO(Baseline.SCALED_ZERO),
        @Label(value = "Zero", description = "All values are 0 before the network scales them.")
        ZERO(Baseline.ZERO),
        @Label(
                value = "Feature means",
                description = "All values of a feature are its mean over the rows that are explained.")
        MEAN(Baseline.MEAN);

        private final Baseline baseline;

        ComparedWith(Baseline baseline) {
            this.baseline = baseline;
        }

        Baseline baseline() {
            return baseline;
        }
    }

    /** The class whose probability is explained. */
    enum ExplainedClass {
        @Label(
                value = "Most probable",
                description = "The class, or the label, that the network finds most probable for the row.")
        PREDICTED,
        @Label(value = "Custom", description = "The same class for all rows.")
        CUSTOM
    }

    /** The rows of the view. */
    enum ShownRows {
        @Label(value = "First", description = "The first rows.")
        FIRST,
        @Label(
                value = "Most confident",
                description = "The rows in which the probability of the explained class is highest.")
        MOST_CONFIDENT,
        @Label(
                value = "Least confident",
                description = "The rows in which the probability of the explained class is lowest.")
        LEAST_CONFIDENT,
        @Label(
                value = "Wrong",
                description = "The rows whose actual class is not the most probable one, the most confident mistakes "
                        + "first. Requires labels.")
        WRONG
    }
}
