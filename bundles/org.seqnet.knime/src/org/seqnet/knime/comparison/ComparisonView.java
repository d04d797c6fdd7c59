package org.seqnet.knime.comparison;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.TrainingTimes;
import org.seqnet.knime.view.JsonObject;

/** The data of a comparison's view: the curves of all trainings, and the values of both tables. */
final class ComparisonView {
    /** More cannot be distinguished; the node's table has all. */
    static final int MOST_NETWORKS = 40;
    /** The epochs of all curves together; longer histories are thinned. */
    static final int MOST_POINTS = 10_000;

    private ComparisonView() {}

    /** Returns the data of the view. */
    static JsonObject of(Comparison comparison) {
        var shown =
                comparison.networks().subList(0, Math.min(comparison.networks().size(), MOST_NETWORKS));
        return new JsonObject()
                .with("view", "comparison")
                .with("rows", comparison.rows())
                .with("warning", comparison.warning().orElse(null))
                .with("accuracyToReach", comparison.accuracyToReach())
                .with("networkCount", comparison.networks().size())
                .with("leaders", leaders(comparison.networks(), comparison.accuracyToReach()))
                .with(
                        "networks",
                        shown.stream()
                                .map(score -> network(score, comparison.accuracyToReach(), MOST_POINTS / shown.size()))
                                .toList())
                .with("pairCount", comparison.pairs().size())
                .with(
                        "pairs",
                        comparison.pairs().stream()
                                .limit(pairs(MOST_NETWORKS))
                                .map(ComparisonView::pair)
                                .toList());
    }

    /** Returns the best of all networks by each criterion; of equals, the first. */
    private static JsonObject leaders(List<NetworkScore> networks, double accuracyToReach) {
        return new JsonObject()
                .with(
                        "accurate",
                        ComparisonView.<NetworkScore, Double>leader(
                                networks, NetworkScore::title, NetworkScore::accuracy, naturalOrder()))
                .with(
                        "reached",
                        ComparisonView.<NetworkScore, Double>leader(
                                networks,
                                NetworkScore::title,
                                score -> orNull(score.times().secondsToReach(accuracyToReach)),
                                reverseOrder()))
                .with(
                        "quick",
                        ComparisonView.<NetworkScore, Double>leader(
                                networks, NetworkScore::title, NetworkScore::classifiedPerSecond, naturalOrder()))
                .with(
                        "small",
                        ComparisonView.<NetworkScore, Integer>leader(
                                networks,
                                NetworkScore::title,
                                score -> score.network().parameterCount(),
                                reverseOrder()));
    }

    /** Returns the network with the greatest value; {@code null} if none has one. */
    static <S, T extends Comparable<T>> JsonObject leader(
            List<S> networks, Function<S, String> title, Function<S, T> value, Comparator<T> order) {
        return networks.stream()
                .filter(score -> value.apply(score) != null)
                .max(Comparator.comparing(value, order))
                .map(score ->
                        new JsonObject().withLabel("title", title.apply(score)).with("value", value.apply(score)))
                .orElse(null);
    }

    static int pairs(int networks) {
        return networks * (networks - 1) / 2;
    }

    private static JsonObject network(NetworkScore score, double accuracyToReach, int mostPoints) {
        var times = score.times();
        boolean validated =
                times.history().stream().anyMatch(epoch -> epoch.validation().isPresent());
        return new JsonObject()
                .withLabel("title", score.title())
                .with("epochs", times.history().size())
                .with("seconds", times.seconds())
                .with("secondsPerEpoch", orNull(times.secondsPerEpoch()))
                .with("secondsToReach", orNull(times.secondsToReach(accuracyToReach)))
                .with("parameters", score.network().parameterCount())
                .with(
                        "operations",
                        score.operations().isPresent() ? score.operations().getAsLong() : null)
                .with("trainingSpeed", orNull(times.sequencesPerSecond()))
                .with("classifyingSpeed", score.classifiedPerSecond())
                .with("accuracy", score.accuracy())
                .with("lower", score.interval().lower())
                .with("upper", score.interval().upper())
                .with("correct", score.correct())
                .with("wrong", score.wrong())
                .with("validated", validated)
                .with("curve", curve(times, validated, accuracyToReach, mostPoints));
    }

    /** Returns the accuracy at the end of each validated epoch, or without validation, that on the training table. */
    static List<JsonObject> curve(TrainingTimes times, boolean validated, double accuracyToReach, int mostPoints) {
        var history = times.history();
        double reached = times.secondsToReach(accuracyToReach).orElse(-1);
        var ends = new double[history.size()];
        double seconds = 0;
        for (int i = 0; i < ends.length; i++) {
            seconds += history.get(i).seconds();
            ends[i] = seconds;
        }
        int[] measured = IntStream.range(0, ends.length)
                .filter(i -> !validated || history.get(i).validation().isPresent())
                .toArray();
        int stride = (measured.length + mostPoints - 1) / mostPoints;
        return IntStream.range(0, measured.length)
                .filter(k -> k % stride == 0 || k == measured.length - 1 || ends[measured[k]] == reached)
                .mapToObj(k -> point(history.get(measured[k]), ends[measured[k]]))
                .toList();
    }

    private static JsonObject point(EpochRecord epoch, double seconds) {
        return new JsonObject()
                .with("epoch", epoch.epoch())
                .with("seconds", seconds)
                .with("accuracy", epoch.measuredAccuracy());
    }

    private static JsonObject pair(PairScore pair) {
        var test = pair.test();
        return new JsonObject()
                .withLabel("first", pair.first())
                .withLabel("second", pair.second())
                .with("bothRight", test.bothRight())
                .with("onlyFirstRight", test.onlyFirstRight())
                .with("onlySecondRight", test.onlySecondRight())
                .with("bothWrong", test.bothWrong())
                .with("p", test.pValue())
                .with("adjusted", pair.adjusted())
                .with("verdict", pair.verdict());
    }

    static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
