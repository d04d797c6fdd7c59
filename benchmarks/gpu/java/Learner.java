import java.util.Optional;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;

/**
 * The reference job, as the LSTM Learner does it: two LSTM layers that learn to tell images apart.
 *
 * @param images what it learns from
 * @param hiddenUnits the units of each layer; 128 in the reference job
 */
record Learner(LabelledSequences images, int hiddenUnits) {
    static final int USUAL_BATCH = 100;

    /** Learns from some of the images. */
    TrainingResult learn(LabelledSequences some, int batch, int epochs, int seed, TrainingListener listener) {
        var encoder = new Recurrent(Cell.LSTM, 2, hiddenUnits, 0, 1);
        var options = TrainingOptions.defaults().with(draft -> {
            draft.batchSize = batch;
            draft.epochs = epochs;
            draft.seed = seed;
        });
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(some.domain())),
                        PreprocessingRule.NONE,
                        options,
                        some,
                        Optional.empty(),
                        listener);
    }
}
