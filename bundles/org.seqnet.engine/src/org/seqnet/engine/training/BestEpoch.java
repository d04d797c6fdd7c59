package org.seqnet.engine.training;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.TrainedNetwork;

/** Keeps the best epoch's network, and tells when to stop hoping for a better one. */
final class BestEpoch {
    private final EarlyStopping rule;
    private int epoch;
    private Evaluation best;
    private Evaluation beaten;
    private int epochsWithoutImprovement;
    private float[] parameters = new float[0];
    private float[] updaterState = new float[0];
    private long steps;

    BestEpoch(EarlyStopping rule) {
        this.rule = rule;
    }

    /**
     * Takes notice of an epoch and keeps its network if no epoch was better.
     *
     * @param candidate its parameters, which must stay as they are
     * @param learning the network that learns, after the epoch
     */
    void offer(int candidateEpoch, Evaluation evaluation, float[] candidate, Learning learning) {
        if (isBest(evaluation)) {
            best = evaluation;
            epoch = candidateEpoch;
            parameters = candidate;
            updaterState = learning.updaterState();
            steps = learning.steps();
        }
        watch(evaluation);
    }

    /** Goes on where a training stands that has had these epochs, of which one left a network. */
    void restore(List<EpochRecord> epochs, Optional<TrainedNetwork> network) {
        for (var record : epochs) {
            var evaluation = record.validation().orElseThrow();
            if (isBest(evaluation)) {
                best = evaluation;
                epoch = record.epoch();
            }
            watch(evaluation);
        }
        network.ifPresent(kept -> {
            parameters = kept.parameters();
            updaterState = kept.updaterState();
            steps = kept.steps();
        });
    }

    private boolean isBest(Evaluation evaluation) {
        return best == null || gain(evaluation, best) > 0;
    }

    private void watch(Evaluation evaluation) {
        if (beaten == null || gain(evaluation, beaten) > rule.minimalImprovement()) {
            beaten = evaluation;
            epochsWithoutImprovement = 0;
        } else {
            epochsWithoutImprovement++;
        }
    }

    /** Returns by how much an epoch beats another one. */
    private double gain(Evaluation epoch, Evaluation other) {
        return switch (rule.measure()) {
            case VALIDATION_LOSS -> other.loss() - epoch.loss();
            case VALIDATION_ACCURACY -> epoch.accuracy() - other.accuracy();
        };
    }

    /** Says whether patience is at its end. */
    boolean givesUp() {
        return epochsWithoutImprovement >= rule.patience();
    }

    /** Returns the best epoch, counted from 1; 0 before the first. */
    int epoch() {
        return epoch;
    }

    float[] parameters() {
        return parameters;
    }

    float[] updaterState() {
        return updaterState;
    }

    long steps() {
        return steps;
    }
}
