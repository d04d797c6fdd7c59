import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/** The engine with networks of several labels. */
final class OursOfLabels implements Contender {
    private final Path data;
    private final String network;
    private final LabelRecipe recipe;
    private final TrainingOptions options;
    private final HeldTraining training;
    private final Map<Integer, Classifier> classifiers = new HashMap<>();
    private LabelledSequences test;
    private TrainedNetwork trained;

    OursOfLabels(Path data, String network, LabelRecipe recipe, TrainingOptions options) {
        this.data = data;
        this.network = network;
        this.recipe = recipe;
        this.options = options;
        this.training = HeldTraining.of(
                () -> SceneFiles.read(data, "train"),
                scenes -> recipe.architecture(network, scenes),
                options.withEpochs(HeldTraining.ENDLESS));
    }

    @Override
    public double train(int miniBatches) throws InterruptedException {
        return training.train(miniBatches);
    }

    @Override
    public double classify(int batchSize) throws IOException, InterruptedException {
        if (trained == null) {
            trained = training.end();
            test = SceneFiles.read(data, "t10k");
        }
        var classifier =
                classifiers.computeIfAbsent(batchSize, size -> Classifier.of(trained, size, options.threads()));
        var predicted = classifier.labelSets(test.sequences(), 0, test.size(), recipe.search(false), () -> false);
        return IntStream.range(0, test.size())
                        .filter(n -> predicted.get(n).isPresent()
                                && isRight(predicted.get(n).get().labels(), n))
                        .count()
                / (double) test.size();
    }

    private boolean isRight(int[] labels, int image) {
        return labels.length == test.labels().count(image)
                && Arrays.stream(labels).allMatch(label -> test.labels().has(image, label));
    }

    @Override
    public double check(int miniBatches) throws IOException {
        var scenes = SceneFiles.read(data, "train");
        var architecture = recipe.architecture(network, scenes).undropped();
        var shape = scenes.sequences().shape();
        write(StartWeights.of(architecture, shape, options.seed()), data.resolve("start-parameters"));
        var loss = new double[1];
        new Trainer()
                .train(
                        architecture,
                        PreprocessingRule.NONE,
                        options.withEpochs(1).withShuffle(false),
                        scenes,
                        Optional.empty(),
                        new TrainingListener() {
                            @Override
                            public void batchEnded(BatchProgress progress) {
                                if (progress.batch() == miniBatches) {
                                    loss[0] = progress.training().loss();
                                }
                            }

                            @Override
                            public boolean isStopRequested() {
                                return loss[0] != 0;
                            }
                        });
        return loss[0];
    }

    private static void write(float[] values, Path file) throws IOException {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
