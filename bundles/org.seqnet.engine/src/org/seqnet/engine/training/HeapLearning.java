package org.seqnet.engine.training;

import java.util.Optional;
import java.util.OptionalInt;
import org.seqnet.engine.accelerator.BatchSource;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.network.dl4j.LiveNetwork;

/** A network that learns with its parameters on the heap: by the processor's kernel, or by Deeplearning4j's layers. */
final class HeapLearning implements Learning {
    private final LiveNetwork network;
    private final UpdateStep update;
    private final Optional<AverageWeights> average;
    private final BatchSource batches;
    private Figures unread = Figures.NONE;
    private int number;

    private HeapLearning(LiveNetwork network, UpdateStep update, LearningPlan plan) {
        this.network = network;
        this.update = update;
        this.average = plan.options().averageWeights()
                ? Optional.of(new AverageWeights(network.parameters().length))
                : Optional.empty();
        this.batches = plan.batches();
        update.restore(plan.updaterState(), plan.steps());
    }

    static HeapLearning of(LearningPlan plan) {
        var options = plan.options();
        var network = LiveNetwork.toTrain(
                plan.architecture(),
                plan.input(),
                plan.parameters().clone(),
                options.seed(),
                options.threads(),
                plan.learned(),
                LiveNetwork.precision(options.precision(), plan.architecture()).precision());
        try {
            return new HeapLearning(network, UpdateStep.of(options, network.parameterRanges()), plan);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** Returns the network that learns; it computes with other parameters as well. */
    LiveNetwork network() {
        return network;
    }

    /**
     * Goes on where another learning of the same plan has come to, which may have been another one's mean.
     *
     * @param order the sequences that are left of the epoch
     * @param batchesBefore how many mini-batches of it have been learned
     * @param sequencesBefore how many sequences these had
     */
    void goOn(LearnedState state, int epoch, int[] order, int batchesBefore, long sequencesBefore) {
        take(state);
        batches.begin(epoch, order);
        network.beginEpoch(epoch, sequencesBefore);
        number = batchesBefore;
    }

    /** Takes over what others have learned meanwhile, and goes on with the next mini-batch. */
    void take(LearnedState state) {
        System.arraycopy(state.parameters(), 0, network.parameters(), 0, network.parameters().length);
        update.restore(state.updaterState(), state.steps());
        average.ifPresent(mean -> mean.restore(state.mean(), state.averaged()));
    }

    /** Returns what has been learned. */
    LearnedState state() {
        return new LearnedState(
                network.parameters().clone(),
                update.state(),
                average.map(AverageWeights::mean).orElse(new float[0]),
                average.map(AverageWeights::steps).orElse(0L),
                update.steps());
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public int batches() {
        return batches.count();
    }

    @Override
    public void beginEpoch(int epoch, int[] order) {
        batches.begin(epoch, order);
        network.beginEpoch(epoch);
        number = 0;
    }

    @Override
    public void step(double learningRate) {
        var batch = batches.next();
        var outcome = network.differentiate(batch);
        update.apply(network.parameters(), network.gradients(), batch.size(), batch.meanWeight(), learningRate);
        average.ifPresent(mean -> mean.add(network.parameters()));
        number++;
        unread = unread.plus(new Figures(
                batch.size(),
                batch.weight(),
                outcome.lossSum(),
                outcome.correct(),
                outcome.errors(),
                Double.isFinite(outcome.lossSum()) ? OptionalInt.empty() : OptionalInt.of(number)));
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    @Override
    public Figures figures() {
        var figures = unread;
        unread = Figures.NONE;
        return figures;
    }

    @Override
    public float[] parameters(Which which) {
        return average.filter(mean -> which == Which.AVERAGED)
                .map(AverageWeights::mean)
                .orElseGet(() -> network.parameters().clone());
    }

    @Override
    public float[] updaterState() {
        return update.state();
    }

    @Override
    public long steps() {
        return update.steps();
    }

    @Override
    public void close() {
        update.close();
        network.close();
    }
}
