import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.TrainedNetwork;

/** The engine as the nodes call it: one endless training, and classifiers of what it has learned. */
final class Ours implements Contender {
    private final Path data;
    private final TrainingOptions options;
    private final HeldTraining training;
    private final Map<Integer, Classifier> classifiers = new HashMap<>();
    private LabelledSequences test;
    private TrainedNetwork trained;

    private Ours(Path data, Encoder encoder, TrainingOptions options) {
        this.data = data;
        this.options = options;
        this.training = HeldTraining.of(
                () -> ImageFiles.read(data, "train"),
                images -> new Architecture(encoder, Classes.of(images.domain())),
                options.withEpochs(HeldTraining.ENDLESS));
    }

    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        int hiddenUnits = Integer.parseInt(arguments[2]);
        var options = TrainingOptions.defaults()
                .withBatchSize(Integer.parseInt(arguments[3]))
                .withThreads(Integer.parseInt(arguments[4]));
        var recipe = List.of(arguments).subList(5, arguments.length);
        Contender.serve(
                recipe.isEmpty()
                        ? new Ours(data, encoder(arguments[1], hiddenUnits), options)
                        : new OursOfLabels(data, arguments[1], LabelRecipe.of(recipe), options));
    }

    private static Encoder encoder(String network, int hiddenUnits) {
        return switch (network) {
            case "LSTM" -> new Recurrent(Cell.LSTM, 2, hiddenUnits, 0, 1);
            case "BiLSTM" -> new Recurrent(Cell.LSTM, 2, hiddenUnits, 0, 1, true, Pooling.LAST_STEP);
            case "GRU" -> new Recurrent(Cell.GRU, 2, hiddenUnits, 0, 0);
            case "RNN-tanh" -> new Recurrent(Cell.RNN_TANH, 2, hiddenUnits, 0, 0);
            case "RNN-ReLU" -> new Recurrent(Cell.RNN_RELU, 2, hiddenUnits, 0, 0);
            case "CNN" -> {
                var reference = Convolutional.reference();
                yield new Convolutional(
                        reference.channels(), reference.blocks(), hiddenUnits, reference.denseDropout());
            }
            case "FCN" -> new TemporalConvolutional(Design.FCN, hiddenUnits, 3, 8, 1, 0);
            case "Inception" -> new TemporalConvolutional(Design.INCEPTION, hiddenUnits, 6, 40, 1, 0);
            default -> throw new IllegalArgumentException("No such network: " + network);
        };
    }

    @Override
    public double train(int miniBatches) throws InterruptedException {
        return training.train(miniBatches);
    }

    @Override
    public double classify(int batchSize) throws IOException, InterruptedException {
        if (trained == null) {
            trained = training.end();
            test = ImageFiles.read(data, "t10k");
        }
        var classifier =
                classifiers.computeIfAbsent(batchSize, size -> Classifier.of(trained, size, options.threads()));
        return Accuracy.of(classifier, test);
    }
}
