package org.seqnet.knime.scorer;

import java.util.List;
import org.knime.core.node.NodeDescription;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.seqnet.knime.view.ClassicNodeFactory;

/** The Prediction Scorer: table with actual and predicted classes -> confusion matrix, statistics, flow variables. */
public final class PredictionScorerNodeFactory extends ClassicNodeFactory<PredictionScorerNodeModel> {
    private static final String DESCRIPTION =
            """
            <p>
                Compares the predicted and the actual class of each row. The confusion matrix counts how often each
                actual class was predicted as each class. The statistics contain recall, precision, sensitivity,
                specificity and F-measure of each class, and the overall accuracy and Cohen's kappa.
            </p>
            <p>
                Precision is the fraction of the predictions of a class that are correct, recall is the fraction of
                the rows of a class that are predicted correctly, and the F-measure is their harmonic mean. Cohen's
                kappa is the accuracy corrected for agreement by chance: 1 is perfect, 0 is as good as guessing. Score
                only rows that were used neither for training nor for early stopping; otherwise the scores are too
                optimistic.
            </p>
            <p>
                The overall accuracy measures are also available as flow variables: <tt>Accuracy</tt>, <tt>Error</tt>,
                <tt>#Correct</tt>, <tt>#False</tt> and <tt>Cohen's kappa</tt>. They are also written to the log, for
                example for workflows executed in batch mode.
            </p>
            """;

    private static final String VIEW =
            """
            The confusion matrix as a heat map with counts and percentages per actual class; precision, recall and
            F-measure of each class as bars; the most frequent confusions; and the wrong predictions with the highest
            confidence, as images if the table has a column of image tensors. The confidence is taken from the columns
            <tt>P (label=...)</tt> of the Network Predictor.
            """;

    /** Creates the factory; KNIME calls it. */
    public PredictionScorerNodeFactory() {
        super(PredictionScorerParameters.class);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Prediction Scorer",
                "prediction-scorer.png",
                List.of(port(
                        "Predictions", "A table with a column of actual classes and a column of predicted classes.")),
                List.of(
                        port(
                                "Confusion matrix",
                                "The number of rows per combination of classes: one row per actual class, one "
                                        + "column per predicted class."),
                        port(
                                "Accuracy statistics",
                                "One row per class with its counts and measures, and a last row with the "
                                        + "overall accuracy and Cohen's kappa.")),
                "Compares predicted and actual classes with a confusion matrix and accuracy statistics.",
                DESCRIPTION,
                List.of(new ExternalResource(
                        "https://doi.org/10.1177/001316446002000104",
                        "Cohen: A Coefficient of Agreement for Nominal Scales (1960), on kappa")),
                PredictionScorerParameters.class,
                List.of(new ViewDescription("Prediction Scorer", VIEW)),
                NodeType.Other,
                List.of(
                        "confusion matrix",
                        "accuracy",
                        "precision",
                        "recall",
                        "F1",
                        "kappa",
                        "evaluate",
                        "classification"),
                new Version(5, 8, 0));
    }

    private static PortDescription port(String name, String description) {
        return PortDescription.fixedPort(name, description);
    }

    @Override
    public PredictionScorerNodeModel createNodeModel() {
        return new PredictionScorerNodeModel();
    }
}
