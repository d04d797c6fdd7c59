package org.seqnet.knime.multilabel;

import java.util.List;
import org.knime.core.node.NodeDescription;
import org.knime.core.util.Version;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.ExternalResource;
import org.knime.node.impl.description.PortDescription;
import org.knime.node.impl.description.ViewDescription;
import org.seqnet.knime.view.ClassicNodeFactory;

/** The Multi-Label Scorer: table with actual and predicted labels -> statistics, labels, flow variables. */
public final class MultiLabelScorerNodeFactory extends ClassicNodeFactory<MultiLabelScorerNodeModel> {
    private static final String DESCRIPTION =
            """
            <p>
                Compares the predicted and the actual labels of each row if a row can have any number of labels, also
                none. Score only rows that were used neither for training nor for early stopping; otherwise the scores
                are too optimistic.
            </p>
            <p>
                <b>C-P, C-R and C-F1</b> (per class) give each label the same weight: precision and recall are computed
                for each label and averaged over all labels that occur among the actual or the predicted labels, and
                C-F1 is the harmonic mean of the two averages. A label that is never predicted counts with precision 0,
                and a label that no row has with recall 0. <b>O-P, O-R and O-F1</b> (overall) are computed from the sums
                over all labels, so that frequent labels have more weight.
            </p>
            <p>
                <b>mAP</b> ranks the rows by the score of a label and averages the precision at the rows that have the
                label; it is the mean over all labels that some row has. <b>mAP@k</b> ranks the labels of a row by their
                scores and averages the precision at the actual labels among the first k, divided by the number of
                actual labels or k, whichever is less; it is the mean over all rows with labels. Equal scores share the
                last of their ranks.
            </p>
            <p>
                <b>Subset accuracy</b> is the fraction of rows whose labels are all correct, with none missing and none
                too many. <b>Hamming loss</b> is the fraction of wrong decisions if there is one decision per row and
                label. Labels are those that occur, are predicted, or have a label or score column. A measure that is
                undefined, such as the precision without any predicted label, is missing.
            </p>
            <p>
                The 95% intervals are percentiles of 1,000 bootstrap samples of the rows, always the same ones. Samples
                contain some rows several times, which raises the bounds of mAP a little if labels are rare. Two
                predictions are scored in the same samples: if the interval of a difference does not contain 0, the
                difference is unlikely to be due to the choice of rows.
            </p>
            <p>
                All measures are also available as flow variables with their names, for example <tt>O-F1</tt>. O-F1,
                C-F1 and the subset accuracy are also written to the log.
            </p>
            """;

    private static final String VIEW =
            """
            All measures with their intervals; how often two labels occur together, among the actual labels and among
            the predicted ones, as heat maps of the most frequent labels; precision, recall and F1 of each label as
            bars;
            and the rows with most wrong labels, as images if the table has a column of image tensors.
            """;

    /** Creates the factory; KNIME calls it. */
    public MultiLabelScorerNodeFactory() {
        super(MultiLabelScorerParameters.class);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Multi-Label Scorer",
                "multi-label-scorer.png",
                List.of(port(
                        "Predictions",
                        "A table with the actual labels and the predicted labels of each row, and optionally a score "
                                + "for each label.")),
                List.of(
                        port(
                                "Statistics",
                                "One row per measure with its value and 95% interval, and if two predictions are "
                                        + "compared, their difference with its 95% interval."),
                        port(
                                "Label statistics",
                                "One row per label: the number of rows that have it, for which it is predicted, and "
                                        + "both; precision, recall, F1 and average precision.")),
                "Compares predicted and actual labels if each row can have several.",
                DESCRIPTION,
                List.of(
                        new ExternalResource(
                                "https://arxiv.org/abs/1604.04573",
                                "Wang et al.: CNN-RNN: A Unified Framework for Multi-label Image Classification "
                                        + "(2016), on C-P to O-F1"),
                        new ExternalResource(
                                "https://doi.org/10.1007/978-0-387-09823-4_34",
                                "Tsoumakas et al.: Mining Multi-label Data (2010), on the ranking of labels"),
                        new ExternalResource(
                                "https://doi.org/10.1214/ss/1177013815",
                                "Efron and Tibshirani: Bootstrap Methods for Standard Errors, Confidence Intervals, "
                                        + "and Other Measures of Statistical Accuracy (1986)")),
                MultiLabelScorerParameters.class,
                List.of(new ViewDescription("Multi-Label Scorer", VIEW)),
                NodeType.Other,
                List.of(
                        "multi-label",
                        "multilabel",
                        "several labels",
                        "C-F1",
                        "O-F1",
                        "mAP",
                        "Hamming loss",
                        "co-occurrence",
                        "evaluate",
                        "classification"),
                new Version(5, 8, 0));
    }

    private static PortDescription port(String name, String description) {
        return PortDescription.fixedPort(name, description);
    }

    @Override
    public MultiLabelScorerNodeModel createNodeModel() {
        return new MultiLabelScorerNodeModel();
    }
}
