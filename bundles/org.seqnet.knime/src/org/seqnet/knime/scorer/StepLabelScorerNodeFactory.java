package org.seqnet.knime.scorer;

import java.util.List;
import org.knime.core.node.NodeDescription;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.seqnet.knime.view.ClassicNodeFactory;

/** The Step Label Scorer: actual and predicted labels of time steps -> statistics of steps and segments. */
public final class StepLabelScorerNodeFactory extends ClassicNodeFactory<StepLabelScorerNodeModel> {
    private static final String DESCRIPTION =
            """
            <p>
                Compares the predicted and the actual labels of the time steps of sequences, for example after a Network
                Predictor whose network was trained with a label per time step. The labels are in lists, one row per
                sequence, or in one row per time step. Score only sequences that were used neither for training nor for
                early stopping; otherwise the scores are too optimistic.
            </p>
            <p>
                <b>Time steps</b> are scored like the rows of the Prediction Scorer: a confusion matrix, statistics of
                each class, accuracy and Cohen's kappa. A step whose actual or predicted label is missing is not scored.
            </p>
            <p>
                <b>Segments</b> are runs of consecutive time steps with the same label that are as long as possible.
                A predicted segment is correct if its overlap with an actual segment of the same label, as intersection
                over union (IoU), is at least 0.10, 0.25 or 0.50. Each actual segment is found at most once: if a
                prediction splits it into several segments, the others are false positives. Precision is the
                fraction of predicted segments that are correct, recall the fraction of actual segments that are found,
                and the F-measure (F1@10, F1@25 and F1@50) their harmonic mean. Counts are summed over all sequences.
            </p>
            <p>
                The <b>edit score</b> compares the order of the segments and ignores their lengths: 1 minus the number
                of segments to insert, delete or replace, divided by the number of segments of the longer side. It is
                the mean over all sequences. Predictions that often switch between labels have a high accuracy, but a
                low edit score.
            </p>
            <p>
                The overall measures are also available as flow variables: <tt>Accuracy</tt>, <tt>Cohen's kappa</tt>,
                <tt>F1@10</tt>, <tt>F1@25</tt>, <tt>F1@50</tt> and <tt>Edit score</tt>. They are also written to the
                log.
            </p>
            """;

    private static final String VIEW =
            """
            The overall measures; the actual and the predicted labels of the first sequences as bars along the time
            steps; the confusion matrix of the time steps; and precision, recall and F-measure of each class.
            """;

    /** Creates the factory; KNIME calls it. */
    public StepLabelScorerNodeFactory() {
        super(StepLabelScorerParameters.class);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Step Label Scorer",
                "step-label-scorer.png",
                List.of(port("Predictions", "A table with the actual and the predicted labels of time steps.")),
                List.of(
                        port(
                                "Confusion matrix",
                                "The number of time steps per combination of labels: one row per actual label, one "
                                        + "column per predicted label."),
                        port(
                                "Step statistics",
                                "One row per label with its counts and measures, and a last row with the overall "
                                        + "accuracy and Cohen's kappa."),
                        port(
                                "Segment statistics",
                                "One row per IoU threshold and label with the counts and measures of its segments, and "
                                        + "one row per IoU threshold over all labels, with the edit score.")),
                "Compares predicted and actual labels of time steps, by step and by segment.",
                DESCRIPTION,
                List.of(new ExternalResource(
                        "https://arxiv.org/abs/1611.05267",
                        "Lea et al.: Temporal Convolutional Networks for Action Segmentation and Detection (2017), on "
                                + "F1@k and the edit score")),
                StepLabelScorerParameters.class,
                List.of(new ViewDescription("Step Label Scorer", VIEW)),
                NodeType.Other,
                List.of(
                        "sequence labeling",
                        "segmentation",
                        "label per time step",
                        "activity recognition",
                        "F1@k",
                        "edit score",
                        "IoU",
                        "accuracy",
                        "confusion matrix",
                        "evaluate"),
                new Version(5, 8, 0));
    }

    private static PortDescription port(String name, String description) {
        return PortDescription.fixedPort(name, description);
    }

    @Override
    public StepLabelScorerNodeModel createNodeModel() {
        return new StepLabelScorerNodeModel();
    }
}
