import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.PredictedLabels;
import org.seqnet.engine.metrics.Estimate;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.engine.metrics.MultiLabelPrediction;
import org.seqnet.engine.metrics.MultiLabelScore;
import org.seqnet.engine.metrics.PercentileInterval;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/**
 * Trains each network of several labels on the scenes of a folder and scores it on the test scenes. Its arguments are
 * the folder, the seed and the settings of {@link LabelRecipe}.
 *
 * <p>It prints lines of words with a tab between them: {@code trained}, network, epochs, best epoch, seconds;
 * {@code score}, network, measure, value, ends of the 95 % interval; {@code difference}, network, the one that it is
 * compared with, measure, value, ends of the 95 % interval.
 */
final class LabelFigures {
    private static final String ONE_THRESHOLD = "CNN of labels, one threshold";
    private static final String RANKING = "ranking";
    private static final List<String> TRAINED = List.of(LabelRecipe.CNN, LabelRecipe.CNN_RNN, LabelRecipe.ANY_ORDER);
    private static final List<MultiLabelMeasure> COMPARED =
            List.of(MultiLabelMeasure.OVERALL_F1, MultiLabelMeasure.CLASS_F1, MultiLabelMeasure.SUBSET_ACCURACY);

    private final LabelRecipe recipe;
    private final long seed;
    private final LabelledSequences training;
    private final LabelledSequences validation;
    private final LabelledSequences test;
    private final Map<String, MultiLabelScore> scores = new LinkedHashMap<>();

    private LabelFigures(Path folder, long seed, LabelRecipe recipe) throws Exception {
        this.recipe = recipe;
        this.seed = seed;
        this.training = SceneFiles.read(folder, "train");
        this.validation = SceneFiles.read(folder, "validation");
        this.test = SceneFiles.read(folder, "t10k");
    }

    public static void main(String[] arguments) throws Exception {
        var recipe = LabelRecipe.of(List.of(arguments).subList(2, arguments.length));
        new LabelFigures(Path.of(arguments[0]), Long.parseLong(arguments[1]), recipe).run();
        System.exit(0);
    }

    private void run() {
        for (var network : TRAINED) {
            var trained = train(network);
            var predicted = predict(trained, test);
            score(network, predicted);
            if (network.equals(LabelRecipe.CNN)) {
                score(ONE_THRESHOLD, above(bestThreshold(predict(trained, validation)), predicted));
                score(RANKING, ranked(predicted));
            }
        }
        compare(LabelRecipe.CNN_RNN, LabelRecipe.CNN);
        compare(LabelRecipe.CNN_RNN, ONE_THRESHOLD);
        compare(LabelRecipe.CNN_RNN, RANKING);
        compare(LabelRecipe.ANY_ORDER, LabelRecipe.CNN);
        compare(LabelRecipe.CNN_RNN, LabelRecipe.ANY_ORDER);
    }

    private TrainedNetwork train(String network) {
        long start = System.nanoTime();
        var result = new Trainer()
                .train(
                        recipe.architecture(network, training),
                        PreprocessingRule.NONE,
                        recipe.options(seed),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
        print("trained", network, result.history().size(), result.bestEpoch(), (System.nanoTime() - start) / 1e9);
        return result.network();
    }

    private List<PredictedLabels> predict(TrainedNetwork network, LabelledSequences scenes) {
        try (var classifier = Classifier.of(network)) {
            return classifier.labelSets(scenes.sequences(), 0, scenes.size(), recipe.search(true), () -> false).stream()
                    .map(Optional::orElseThrow)
                    .toList();
        }
    }

    /** Returns the threshold that gives the best O-F1 on the validation scenes if it is the same for all labels. */
    private float bestThreshold(List<PredictedLabels> predicted) {
        int labels = validation.domain().size();
        int[] byScore = IntStream.range(0, predicted.size() * labels)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -predicted.get(i / labels).scores()[i % labels]))
                .mapToInt(Integer::intValue)
                .toArray();
        int actual = IntStream.range(0, predicted.size())
                .map(validation.labels()::count)
                .sum();
        int right = 0;
        double bestF1 = -1;
        float best = 1;
        for (int i = 0; i < byScore.length; i++) {
            right += validation.labels().has(byScore[i] / labels, byScore[i] % labels) ? 1 : 0;
            double f1 = 2.0 * right / (i + 1 + actual);
            if (f1 > bestF1) {
                bestF1 = f1;
                best = predicted.get(byScore[i] / labels).scores()[byScore[i] % labels];
            }
        }
        return best;
    }

    private static List<PredictedLabels> above(float threshold, List<PredictedLabels> predicted) {
        return predicted.stream()
                .map(scene -> new PredictedLabels(
                        IntStream.range(0, scene.scores().length)
                                .filter(label -> scene.scores()[label] >= threshold)
                                .toArray(),
                        new float[0],
                        Double.NaN,
                        scene.scores(),
                        0))
                .toList();
    }

    /** Returns for each scene the labels of the highest scores, as many as training scenes have on average. */
    private List<PredictedLabels> ranked(List<PredictedLabels> predicted) {
        double labels = IntStream.range(0, training.size())
                .map(training.labels()::count)
                .average()
                .orElseThrow();
        return predicted.stream()
                .map(scene -> {
                    var highest = IntStream.range(0, scene.scores().length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(label -> -scene.scores()[label]))
                            .limit(Math.round(labels));
                    return new PredictedLabels(
                            highest.mapToInt(Integer::intValue).toArray(), new float[0], Double.NaN, scene.scores(), 0);
                })
                .toList();
    }

    private void score(String network, List<PredictedLabels> predicted) {
        var sets = LabelSets.of(predicted.stream().map(PredictedLabels::labels).toList());
        var ofLabels = predicted.stream()
                .map(scene -> IntStream.range(0, scene.scores().length)
                        .mapToDouble(label -> scene.scores()[label])
                        .toArray())
                .toArray(double[][]::new);
        int labels = test.domain().size();
        var prediction = new MultiLabelPrediction(sets, Optional.of(ofLabels));
        var score = MultiLabelScore.of(test.labels(), prediction, labels, labels, () -> false, share -> {});
        scores.put(network, score);
        for (var measure : MultiLabelMeasure.values()) {
            print("score", network, measure, score.overall(measure));
        }
    }

    private void compare(String network, String other) {
        for (var measure : COMPARED) {
            print("difference", network, other, measure, scores.get(network).difference(scores.get(other), measure));
        }
    }

    private static void print(Object... words) {
        System.out.println(
                String.join("\t", Arrays.stream(words).map(LabelFigures::word).toList()));
    }

    private static String word(Object value) {
        if (!(value instanceof Estimate estimate)) {
            return value.toString();
        }
        double lower = estimate.interval().map(PercentileInterval::lower).orElse(Double.NaN);
        double upper = estimate.interval().map(PercentileInterval::upper).orElse(Double.NaN);
        return String.format(Locale.ROOT, "%.6f\t%.6f\t%.6f", estimate.value().orElse(Double.NaN), lower, upper);
    }
}
