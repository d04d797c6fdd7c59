package org.seqnet.knime.comparison;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.seqnet.engine.metrics.ScoreInterval;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.TrainingTimes;

/**
 * The performance of one network.
 *
 * @param title its unique title
 * @param operations the floating-point operations per sequence; empty if sequences differ in length
 * @param right for each sequence, whether it was classified correctly; at least one
 * @param classifiedPerSecond the number of sequences it classified per second
 */
record NetworkScore(
        String title, TrainedNetwork network, OptionalLong operations, boolean[] right, double classifiedPerSecond) {

    int correct() {
        return (int) IntStream.range(0, right.length).filter(i -> right[i]).count();
    }

    int wrong() {
        return right.length - correct();
    }

    double accuracy() {
        return (double) correct() / right.length;
    }

    ScoreInterval interval() {
        return ScoreInterval.of(correct(), right.length);
    }

    TrainingTimes times() {
        return new TrainingTimes(network.provenance().history());
    }
}
