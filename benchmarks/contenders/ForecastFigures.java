import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/**
 * Trains one network with several seeds on values or symbols and measures it. Its arguments are the task, the folder of
 * its data, the seeds with commas between them, and the settings of {@link SequenceRecipe}. Of the tasks, {@code covid}
 * is {@link RegressionTask}, {@code demand} is {@link DemandTask}, and {@code dna} is {@link NucleotideTask}.
 *
 * <p>It prints lines of words with a tab between them: {@code scored}, seed, the figures of the task, seconds.
 */
final class ForecastFigures {
    /** What is learned, and how it is measured. */
    interface Task {
        /** Trains a network and returns its figures. */
        double[] figures(SequenceRecipe recipe, long seed) throws Exception;
    }

    private ForecastFigures() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var task =
                switch (arguments[0]) {
                    case "covid" -> RegressionTask.read(folder, "Covid3Month");
                    case "demand" -> DemandTask.read(folder);
                    case "dna" -> NucleotideTask.read(folder);
                    default -> throw new IllegalArgumentException("No such task: " + arguments[0]);
                };
        var recipe = SequenceRecipe.of(List.of(arguments).subList(3, arguments.length));
        for (var seed : arguments[2].split(",")) {
            long start = System.nanoTime();
            double[] figures = task.figures(recipe, Long.parseLong(seed));
            var words = Arrays.stream(figures).mapToObj(Double::toString).toList();
            System.out.println(String.join(
                    "\t",
                    "scored",
                    seed,
                    String.join("\t", words),
                    Double.toString((System.nanoTime() - start) / 1e9)));
        }
        System.exit(0);
    }

    private static Optional<FeatureScale> scale(SequenceRecipe recipe) {
        return Optional.ofNullable(recipe.settings().text("scale")).map(FeatureScale::valueOf);
    }

    /** Trains a network on all sequences, without validation. */
    static TrainedNetwork trained(
            SequenceRecipe recipe, Optional<Embedding> embedding, Head head, LabelledSequences training, long seed) {
        return new Trainer()
                .train(
                        new Architecture(embedding, recipe.encoder(seed), head, recipe.members()),
                        new PreprocessingRule(scale(recipe), Filling.NONE, false),
                        recipe.options(false, seed),
                        training,
                        Optional.empty(),
                        TrainingListener.NONE)
                .network();
    }
}
