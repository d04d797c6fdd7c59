import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.TimeLeft;
import org.seqnet.engine.training.TrainingListener;

/** A training as the nodes run it, on a thread of its own, that its listener holds between turns of some epochs. */
final class EpochTurns implements TrainingListener {
    private static final int END = 0;

    private final BlockingQueue<Integer> turns = new SynchronousQueue<>();
    private final BlockingQueue<Optional<Double>> losses = new SynchronousQueue<>();
    private int left;

    EpochTurns(Consumer<TrainingListener> training) {
        var thread = new Thread(() -> run(training), "trainer");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Consumer<TrainingListener> training) {
        try {
            left = turns.take();
            training.accept(this);
            losses.put(Optional.of(0.0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            losses.offer(Optional.empty());
        }
    }

    /** Trains for so many epochs; returns the loss of the last one. */
    double learn(int epochs) throws InterruptedException {
        turns.put(epochs);
        return losses.take().orElseThrow(() -> new IllegalStateException("The training failed; see above."));
    }

    /** Ends the training. */
    void end() throws InterruptedException {
        turns.put(END);
        losses.take();
    }

    @Override
    public void epochEnded(EpochRecord epoch, Optional<TimeLeft> timeLeft) {
        if (--left == 0) {
            try {
                losses.put(Optional.of(epoch.loss()));
                left = turns.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isStopRequested() {
        return left == END;
    }
}
