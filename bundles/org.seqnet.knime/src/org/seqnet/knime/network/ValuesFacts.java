package org.seqnet.knime.network;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.Values;
import org.seqnet.knime.view.Facts.Fact;

/** What the views tell of a network that predicts numbers. */
final class ValuesFacts {
    private ValuesFacts() {}

    /** Returns what is known before training: the loss, and what is forecast. */
    static List<Fact> of(Values values) {
        var facts = new ArrayList<Fact>();
        facts.add(fact("Loss", values.loss().title()));
        values.forecast().ifPresent(forecast -> facts.addAll(of(forecast)));
        return facts;
    }

    private static List<Fact> of(Forecast forecast) {
        return List.of(
                fact("Forecast horizon", count(forecast.horizon()) + (forecast.horizon() == 1 ? " step" : " steps")),
                fact(
                        "Forecast strategy",
                        forecast.recursive()
                                ? "recursive: one step at a time, from its own predictions"
                                : "direct: all steps at once"),
                fact("Features whose future is known", known(forecast)),
                fact("Normalization of targets", forecast.normalization().title()));
    }

    private static String known(Forecast forecast) {
        return forecast.known().isEmpty()
                ? "none"
                : "numbers "
                        + forecast.known().stream()
                                .map(feature -> String.valueOf(feature + 1))
                                .collect(Collectors.joining(", "));
    }

    /** Returns the mean and the deviation of each target's training values, by which it is standardized. */
    static List<Fact> standards(Values values, List<String> targets) {
        var facts = new ArrayList<Fact>();
        if (values.forecast().stream()
                .anyMatch(forecast -> !forecast.normalization().equals(Normalization.NONE))) {
            return facts;
        }
        int shown = Math.min(targets.size(), NetworkFacts.MOST_FEATURES);
        for (int target = 0; target < shown; target++) {
            facts.add(fact(
                    "Target " + targets.get(target), words(values.standards().get(target))));
        }
        if (targets.size() > shown) {
            facts.add(fact("Further targets", count(targets.size() - shown)));
        }
        return facts;
    }

    private static String words(Standard standard) {
        return "mean %s, standard deviation %s"
                .formatted(NetworkFacts.number(standard.mean()), NetworkFacts.number(standard.deviation()));
    }
}
