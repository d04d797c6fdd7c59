package org.seqnet.knime.multilabel;

import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.engine.metrics.MultiLabelPrediction;
import org.seqnet.engine.metrics.MultiLabelScore;
import org.seqnet.knime.execution.Cancellation;

/**
 * Rows and how good the predictions for them are.
 *
 * @param k the number of ranked labels
 * @param compared the score of the second prediction, if there is one
 */
record Evaluation(ScoredRows rows, int k, MultiLabelScore score, Optional<MultiLabelScore> compared) {

    static Evaluation of(ScoredRows rows, int k, ExecutionMonitor monitor) throws CanceledExecutionException {
        var predictions = rows.predictions();
        double share = 1.0 / predictions.size();
        var score = score(rows, predictions.get(0), k, monitor.createSubProgress(share));
        return new Evaluation(
                rows,
                k,
                score,
                predictions.size() == 1
                        ? Optional.empty()
                        : Optional.of(score(rows, predictions.get(1), k, monitor.createSubProgress(share))));
    }

    private static MultiLabelScore score(
            ScoredRows rows, MultiLabelPrediction prediction, int k, ExecutionMonitor monitor)
            throws CanceledExecutionException {
        monitor.setMessage("computing the intervals");
        return Cancellation.passedOn(
                monitor,
                () -> MultiLabelScore.of(
                        rows.actual(),
                        prediction,
                        rows.labels().size(),
                        k,
                        () -> Cancellation.requested(monitor),
                        monitor::setProgress));
    }

    /** Returns by how much a figure of the prediction is larger than that of the second one. */
    Optional<Estimate> difference(MultiLabelMeasure measure) {
        return compared.map(second -> score.difference(second, measure));
    }
}
