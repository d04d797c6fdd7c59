import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * The engine on the way to an accuracy: one training, measured on the test images after each epoch. Its arguments are
 * the data folder, the seed and the settings of {@link SequenceRecipe}, which must be those of the quick start.
 */
final class OursToAccuracy implements Contender {
    private final HeldTraining training;

    private OursToAccuracy(HeldTraining training) {
        this.training = training;
    }

    /** Images that are in memory before the clock starts. */
    private record Images(LabelledSequences training, Optional<LabelledSequences> validation)
            implements HeldTraining.Data {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        var recipe = SequenceRecipe.of(List.of(arguments).subList(2, arguments.length));
        var images = new Images(ImageFiles.read(folder, "train"), Optional.of(ImageFiles.read(folder, "t10k")));
        var options = recipe.options(false, seed);
        requireQuickStart(options, images.training().size());
        Contender.serve(
                new OursToAccuracy(HeldTraining.of(images, training -> recipe.architecture(training, seed), options)));
    }

    private static void requireQuickStart(TrainingOptions options, long images) {
        var expected =
                TrainingOptions.quickStart(images).withSeed(options.seed()).withPrecision(options.precision());
        if (!options.equals(expected)) {
            throw new IllegalArgumentException("harness/recipes.py states " + options
                    + "\nbut TrainingOptions.quickStart for " + images + " images is " + expected);
        }
    }

    @Override
    public double train(int miniBatches) throws InterruptedException {
        return training.train(miniBatches);
    }

    /** Measures as the training does, in batches of its own size. */
    @Override
    public double classify(int batchSize) throws InterruptedException {
        return training.measure();
    }
}
