import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/**
 * Trains one network of sequences with several seeds and scores it on the test split. Its arguments are the folder of
 * {@code .ts} files, the name of the data set, the seeds with commas between them, and the settings of
 * {@link SequenceRecipe}.
 *
 * <p>It prints lines of words with a tab between them: {@code data}, training sequences, test sequences, fewest and
 * most time steps, features, classes; then for each seed {@code trained}, seed, accuracy, seconds of training, seconds
 * of prediction, epochs.
 */
final class SequenceFigures {
    private final SequenceRecipe recipe;
    private final SeriesFiles data;

    private SequenceFigures(SequenceRecipe recipe, SeriesFiles data) {
        this.recipe = recipe;
        this.data = data;
    }

    public static void main(String[] arguments) throws Exception {
        var recipe = SequenceRecipe.of(List.of(arguments).subList(3, arguments.length));
        var figures = new SequenceFigures(recipe, SeriesFiles.read(Path.of(arguments[0]), arguments[1]));
        figures.describe();
        for (var seed : arguments[2].split(",")) {
            figures.run(Long.parseLong(seed));
        }
        System.exit(0);
    }

    private void describe() {
        var training = data.training().sequences();
        var test = data.test().sequences();
        int[] steps = IntStream.concat(
                        Arrays.stream(training.timeSteps(0, training.size())),
                        Arrays.stream(test.timeSteps(0, test.size())))
                .sorted()
                .toArray();
        print(
                "data",
                training.size(),
                test.size(),
                steps[0],
                steps[steps.length - 1],
                training.shape().features(),
                data.training().domain().size());
    }

    private void run(long seed) {
        long start = System.nanoTime();
        var held = recipe.validation(seed).flatMap(share -> share.of(data.training(), Optional.empty()));
        Optional<LabelledSequences> validation = held.map(parts -> parts.validation());
        var result = new Trainer()
                .train(
                        recipe.architecture(data.training(), seed),
                        recipe.preprocessing(data),
                        recipe.options(validation.isPresent(), seed),
                        held.map(parts -> parts.training()).orElse(data.training()),
                        validation,
                        TrainingListener.NONE);
        double training = secondsSince(start);
        start = System.nanoTime();
        double accuracy = accuracy(result.network());
        print(
                "trained",
                seed,
                accuracy,
                training,
                secondsSince(start),
                result.history().size());
    }

    private double accuracy(TrainedNetwork network) {
        try (var classifier = Classifier.of(network)) {
            return Accuracy.of(classifier, data.test());
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(Object... words) {
        System.out.println(
                String.join("\t", Arrays.stream(words).map(Object::toString).toList()));
    }
}
