import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.TimeLeft;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/** A training as the nodes run it, on a thread of its own, that its listener holds between turns. */
final class HeldTraining implements TrainingListener {
    /** So many epochs that no benchmark sees the last one. */
    static final int ENDLESS = 1_000_000;

    private static final int END = 0;
    private static final int MEASURE = -1;

    /** What it learns, which is read when the first turn begins. */
    interface Data {
        LabelledSequences training() throws IOException;

        /** Returns what the network is measured on after each epoch, if it is. */
        default Optional<LabelledSequences> validation() {
            return Optional.empty();
        }
    }

    private final BlockingQueue<Integer> turns = new SynchronousQueue<>();
    private final BlockingQueue<Double> answers = new SynchronousQueue<>();
    private final BlockingQueue<TrainedNetwork> networks = new SynchronousQueue<>();
    private int turn;
    private int left;

    static HeldTraining of(Data data, Function<LabelledSequences, Architecture> architecture, TrainingOptions options) {
        var training = new HeldTraining();
        var thread = new Thread(() -> training.run(data, architecture, options), "trainer");
        thread.setDaemon(true);
        thread.start();
        return training;
    }

    private void run(Data data, Function<LabelledSequences, Architecture> architecture, TrainingOptions options) {
        try {
            awaitTurn();
            var sequences = data.training();
            var result = new Trainer()
                    .train(
                            architecture.apply(sequences),
                            PreprocessingRule.NONE,
                            options,
                            sequences,
                            data.validation(),
                            this);
            networks.put(result.network());
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Trains so many mini-batches; returns the running mean loss of the epoch. */
    double train(int miniBatches) throws InterruptedException {
        turns.put(miniBatches);
        return answers.take();
    }

    /** Measures the network after the last mini-batch of an epoch; returns the accuracy on the validation data. */
    double measure() throws InterruptedException {
        turns.put(MEASURE);
        return answers.take();
    }

    /** Ends the training; returns what it has learned. */
    TrainedNetwork end() throws InterruptedException {
        turns.put(END);
        return networks.take();
    }

    private void awaitTurn() throws InterruptedException {
        turn = turns.take();
        left = turn;
    }

    private void answer(double figure) {
        try {
            answers.put(figure);
            awaitTurn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void batchEnded(BatchProgress progress) {
        if (--left == 0) {
            answer(progress.training().loss());
        }
    }

    @Override
    public void epochEnded(EpochRecord epoch, Optional<TimeLeft> timeLeft) {
        if (turn == MEASURE) {
            answer(epoch.measuredAccuracy());
        }
    }

    @Override
    public boolean isStopRequested() {
        return turn == END;
    }
}
