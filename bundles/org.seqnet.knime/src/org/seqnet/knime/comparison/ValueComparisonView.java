package org.seqnet.knime.comparison;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import java.util.List;
import org.seqnet.knime.view.JsonObject;

/** The data of the view of a comparison of networks that predict values: the values of both tables. */
final class ValueComparisonView {
    private ValueComparisonView() {}

    /** Returns the data of the view. */
    static JsonObject of(ValueComparison comparison) {
        int shown = Math.min(comparison.networks().size(), ComparisonView.MOST_NETWORKS);
        return new JsonObject()
                .with("view", "valueComparison")
                .with("rows", comparison.rows())
                .with("warning", comparison.warning().orElse(null))
                .with("targetCount", comparison.targets().size())
                .with("networkCount", comparison.networks().size())
                .with("leaders", leaders(comparison.networks()))
                .with(
                        "networks",
                        comparison.networks().stream()
                                .limit(shown)
                                .map(ValueComparisonView::network)
                                .toList())
                .with("pairCount", comparison.pairs().size())
                .with(
                        "pairs",
                        comparison.pairs().stream()
                                .limit(ComparisonView.pairs(ComparisonView.MOST_NETWORKS))
                                .map(ValueComparisonView::pair)
                                .toList());
    }

    /** Returns the best of all networks by each criterion; of equals, the first. */
    private static JsonObject leaders(List<ValueScore> networks) {
        return new JsonObject()
                .with(
                        "accurate",
                        ComparisonView.<ValueScore, Double>leader(
                                networks,
                                ValueScore::title,
                                score -> score.errors().rootMeanSquared(),
                                reverseOrder()))
                .with(
                        "quick",
                        ComparisonView.<ValueScore, Double>leader(
                                networks, ValueScore::title, ValueScore::predictedPerSecond, naturalOrder()))
                .with(
                        "small",
                        ComparisonView.<ValueScore, Integer>leader(
                                networks,
                                ValueScore::title,
                                score -> score.network().parameterCount(),
                                reverseOrder()));
    }

    private static JsonObject network(ValueScore score) {
        var times = score.times();
        return new JsonObject()
                .withLabel("title", score.title())
                .with("epochs", times.history().size())
                .with("seconds", times.seconds())
                .with("secondsPerEpoch", ComparisonView.orNull(times.secondsPerEpoch()))
                .with("parameters", score.network().parameterCount())
                .with(
                        "operations",
                        score.operations().isPresent() ? score.operations().getAsLong() : null)
                .with("trainingSpeed", ComparisonView.orNull(times.sequencesPerSecond()))
                .with("predictingSpeed", score.predictedPerSecond())
                .with("explained", score.errors().explained())
                .with("absolute", score.errors().meanAbsolute())
                .with("rootSquared", score.errors().rootMeanSquared());
    }

    private static JsonObject pair(ValuePair pair) {
        var test = pair.test();
        return new JsonObject()
                .withLabel("first", pair.first())
                .withLabel("second", pair.second())
                .with("firstCloser", test.firstSmaller())
                .with("secondCloser", test.secondSmaller())
                .with("equallyClose", test.equal())
                .with("p", test.pValue())
                .with("adjusted", pair.adjusted())
                .with("verdict", pair.verdict());
    }
}
