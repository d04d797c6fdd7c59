package org.seqnet.engine.metrics;

import java.util.Optional;
import org.seqnet.engine.sequence.LabelSets;

/**
 * What is predicted for N rows: the labels, and where known, a score for each of K labels.
 *
 * @param labels the predicted labels of each row
 * @param scores N x K, the higher the likelier; not NaN
 */
public record MultiLabelPrediction(LabelSets labels, Optional<double[][]> scores) {}
