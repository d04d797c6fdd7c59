import org.seqnet.engine.training.TrainingListener;

/** A training on a thread of its own; it can be run again on another one. */
final class Alone extends Thread {
    private final Learner learner;
    private final int seed;
    private double loss = Double.NaN;

    Alone(Learner learner, int seed) {
        this.learner = learner;
        this.seed = seed;
    }

    @Override
    public void run() {
        loss = Double.NaN;
        var trained = learner.learn(learner.images(), Learner.USUAL_BATCH, 1, seed, TrainingListener.NONE);
        loss = trained.history().get(0).loss();
    }

    /** Returns the loss of its epoch; not a number if it failed. */
    double loss() {
        return loss;
    }
}
