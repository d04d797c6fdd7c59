package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.training.Shards.Shared;

/**
 * A network that learns on all shards: each learns some mini-batches by itself, then parameters and the optimizer's
 * state become the means of what the shards have, each counting by the sequences that it learned from. Steps are put
 * off until there are enough for such a round.
 *
 * <p>Source: local stochastic gradient descent; Stich, 2019, arXiv:1805.09767; with the averages of McMahan et al.,
 * 2017, arXiv:1602.05629, algorithm 1.
 */
final class ShardedLearning implements Learning {
    private final Shards shards;
    private final Shared<ShardPlan> plan;
    private final int batches;
    private final int interval;
    private final List<Double> putOff = new ArrayList<>();
    private LearnedState state;
    private int goOnEpoch;
    private int goOnBatches;
    private final List<Figures> unread = new ArrayList<>();
    private int epoch;
    private int done;
    private long rounds;

    /**
     * @param batches the mini-batches of an epoch of the largest shard
     * @param interval how many of them each shard learns by itself
     * @param state what the network has learned before
     */
    ShardedLearning(Shards shards, Shared<ShardPlan> plan, int batches, int interval, LearnedState state) {
        this.shards = shards;
        this.plan = plan;
        this.batches = batches;
        this.interval = interval;
        this.state = state;
    }

    /** Returns how many mini-batches each shard learns by itself. */
    int interval() {
        return interval;
    }

    /** Returns how many rounds there have been. */
    long rounds() {
        return rounds;
    }

    /** Says whether all steps are done that were asked for. */
    boolean isSettled() {
        return putOff.isEmpty();
    }

    /** Returns what has been learned. */
    LearnedState state() {
        return state;
    }

    @Override
    public String device() {
        return shards.device();
    }

    @Override
    public int batches() {
        return batches;
    }

    /** Goes on in an epoch of which so many mini-batches have been learned, after so many rounds. */
    void goOn(int number, int batchesBefore, long roundsBefore) {
        goOnEpoch = number;
        goOnBatches = batchesBefore;
        rounds = roundsBefore;
    }

    @Override
    public void beginEpoch(int number, int[] order) {
        epoch = number;
        done = number == goOnEpoch ? goOnBatches : 0;
    }

    @Override
    public void step(double learningRate) {
        putOff.add(learningRate);
        if (putOff.size() == interval || done + putOff.size() == batches) {
            settle();
        }
    }

    @Override
    public void settle() {
        if (putOff.isEmpty()) {
            return;
        }
        var rates = putOff.stream().mapToDouble(rate -> rate).toArray();
        putOff.clear();
        try (var round = shards.share(new Round(epoch, done, rates, state))) {
            take(shards.ask(new Round.Question(plan, round)), rates.length);
        }
        done += rates.length;
        rounds++;
    }

    private void take(List<RoundResult> results, int steps) {
        for (int i = 0; i < steps; i++) {
            unread.add(sum(results, i));
        }
        var mean = new MeanState(results);
        state = new LearnedState(
                mean.of(LearnedState::parameters),
                mean.of(LearnedState::updaterState),
                mean.of(LearnedState::mean),
                state.mean().length == 0 ? 0 : state.averaged() + steps,
                state.steps() + steps);
    }

    /** Returns what a mini-batch of each shard gave that had one, in the order of the shards. */
    private static Figures sum(List<RoundResult> results, int step) {
        return results.stream()
                .filter(result -> result.steps().size() > step)
                .map(result -> result.steps().get(step).figures())
                .reduce(Figures.NONE, Figures::plus);
    }

    @Override
    public Figures figures() {
        return figuresByStep().stream().reduce(Figures.NONE, Figures::plus);
    }

    @Override
    public List<Figures> figuresByStep() {
        var figures = List.copyOf(unread);
        unread.clear();
        return figures;
    }

    @Override
    public float[] parameters(Which which) {
        settle();
        return which == Which.AVERAGED && state.averaged() > 0
                ? state.mean().clone()
                : state.parameters().clone();
    }

    @Override
    public float[] updaterState() {
        settle();
        return state.updaterState().clone();
    }

    @Override
    public long steps() {
        return state.steps();
    }

    @Override
    public void close() {
        // The shards belong to whoever made them.
    }
}
