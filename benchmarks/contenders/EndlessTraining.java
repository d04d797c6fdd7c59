import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/** A training as the nodes run it, on a thread of its own, that its listener holds between turns. */
final class EndlessTraining implements TrainingListener {
    private static final int END = 0;

    /** What it learns, which is read when the first turn begins. */
    interface Data {
        LabelledSequences read() throws IOException;
    }

    private final BlockingQueue<Integer> turns = new SynchronousQueue<>();
    private final BlockingQueue<Double> losses = new SynchronousQueue<>();
    private final BlockingQueue<TrainedNetwork> networks = new SynchronousQueue<>();
    private int turn;
    private int left;

    static EndlessTraining of(
            Data data, Function<LabelledSequences, Architecture> architecture, TrainingOptions options) {
        var training = new EndlessTraining();
        var thread = new Thread(() -> training.run(data, architecture, options.withEpochs(1_000_000)), "trainer");
        thread.setDaemon(true);
        thread.start();
        return training;
    }

    private void run(Data data, Function<LabelledSequences, Architecture> architecture, TrainingOptions options) {
        try {
            awaitTurn();
            var sequences = data.read();
            var result = new Trainer()
                    .train(
                            architecture.apply(sequences),
                            PreprocessingRule.NONE,
                            options,
                            sequences,
                            Optional.empty(),
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
        return losses.take();
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

    @Override
    public void batchEnded(BatchProgress progress) {
        if (--left == 0) {
            try {
                losses.put(progress.training().loss());
                awaitTurn();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isStopRequested() {
        return turn == END;
    }
}
