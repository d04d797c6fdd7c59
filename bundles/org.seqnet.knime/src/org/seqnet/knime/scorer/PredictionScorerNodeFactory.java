package org.seqnet.knime.scorer;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.NodeDescription;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.seqnet.knime.view.ClassicNodeFactory;
import org.seqnet.knime.view.SelectedRows;

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
                Accuracy says little if some classes are rare: always predicting a class that 99% of the rows have is
                correct for 99%. <b>Balanced accuracy</b> is the mean recall of the classes that have rows, and <b>macro
                F1</b> the mean F1 of the classes that have rows or are predicted; a class that is never predicted
                counts 0. <b>MCC</b> (Matthews correlation coefficient) is the correlation of actual and predicted
                classes: 1 is perfect, 0 is as good as guessing.
            </p>
            <p>
                Further measures require a column with the probability of each class, as the Network Predictor appends
                them. <b>ROC AUC</b> is the share of pairs of a row of the class and another row in which the first has
                the higher probability; equal ones count half. <b>Average precision</b> is the area under the
                precision-recall curve, as steps. Their macro means are over the classes. <b>Log loss</b> is the mean of
                -ln of the probability of the actual class; a probability below 1e-15 counts as 1e-15. <b>Brier
                score</b> is the squared distance of the probabilities from 0 and 1, summed over the classes.
                <b>Calibration error</b> compares the confidence, the probability of the predicted class, with the
                accuracy, in 15 bins of equal width. Without such columns, or if the probabilities of a row do not sum
                to 1, the measures are missing and the view says why.
            </p>
            <p>
                The 95% intervals are percentiles of 1,000 bootstrap samples of the rows, always the same ones (fewer
                for large tables, but at least 100). Samples contain some rows several times, which raises the bounds
                of average precision and calibration error a little.
            </p>
            <p>
                The overall measures are also available as flow variables: <tt>Accuracy</tt>, <tt>Error</tt>,
                <tt>#Correct</tt>, <tt>#False</tt>, <tt>Cohen's kappa</tt>, then <tt>Balanced accuracy</tt> and the
                others by their names; with a positive class, also <tt>Recall (positive class)</tt> and its other
                measures. They are also written to the log, for example for workflows executed in batch mode.
            </p>
            """;

    private static final String VIEW =
            """
            The confusion matrix as a heat map with counts and percentages per actual class; precision, recall and
            F-measure of each class as bars; all measures with their intervals; ROC and precision-recall curves, of more
            than 8 classes the 5 with the lowest average precision and the mean of all; how well the confidence is
            calibrated; the most frequent confusions; and the wrong predictions with the highest
            confidence, as images if the table has a column of image tensors. The confidence is taken from the columns
            <tt>P (label=...)</tt> of the Network Predictor. A click on a cell of the matrix selects its rows in KNIME,
            so that other views of the same table show them; with Ctrl, they are added to the selection. Pages that are
            saved in batch mode select nothing.
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
                                        + "overall accuracy and Cohen's kappa."),
                        port(
                                "Measures",
                                "One row per overall measure and per measure of each class, with its value and 95% "
                                        + "interval."),
                        port(
                                "Curves",
                                "One row per point: ROC curves (x: false positive rate, y: recall) and "
                                        + "precision-recall curves (x: recall, y: precision) of each class, with "
                                        + "thresholds and up to 200 points, and the calibration (x: mean confidence, "
                                        + "y: accuracy).")),
                "Compares predicted and actual classes with a confusion matrix and accuracy statistics.",
                DESCRIPTION,
                List.of(
                        new ExternalResource(
                                "https://doi.org/10.1177/001316446002000104",
                                "Cohen: A Coefficient of Agreement for Nominal Scales (1960), on kappa"),
                        new ExternalResource(
                                "https://doi.org/10.1016/j.compbiolchem.2004.09.006",
                                "Gorodkin: Comparing Two K-Category Assignments by a K-Category Correlation "
                                        + "Coefficient (2004), on MCC"),
                        new ExternalResource(
                                "https://doi.org/10.1016/j.patrec.2005.10.010",
                                "Fawcett: An Introduction to ROC Analysis (2006)"),
                        new ExternalResource(
                                "https://doi.org/10.1145/1143844.1143874",
                                "Davis and Goadrich: The Relationship Between Precision-Recall and ROC Curves (2006)"),
                        new ExternalResource(
                                "https://arxiv.org/abs/1706.04599",
                                "Guo et al.: On Calibration of Modern Neural Networks (2017)")),
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
                        "imbalanced",
                        "MCC",
                        "ROC",
                        "AUC",
                        "calibration",
                        "evaluate",
                        "classification"),
                new Version(5, 8, 0));
    }

    private static PortDescription port(String name, String description) {
        return PortDescription.fixedPort(name, description);
    }

    @Override
    protected Optional<SelectedRows> selectedRows(PredictionScorerNodeModel model) {
        return Optional.of(cells -> MatrixCells.rows(model.getInternalPortObjects(), cells));
    }

    @Override
    public PredictionScorerNodeModel createNodeModel() {
        return new PredictionScorerNodeModel();
    }
}
