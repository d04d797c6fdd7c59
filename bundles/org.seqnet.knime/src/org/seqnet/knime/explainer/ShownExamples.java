package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.explainer.Choices.ShownRows;

/** The explained rows that the view shows: the first of all in the order that was chosen. */
final class ShownExamples {
    /** More cannot be looked at together. */
    static final int MOST_SHOWN = 12;

    private final ShownRows which;
    private final LabelDomain labels;
    private final List<Example> kept = new ArrayList<>();

    ShownExamples(ShownRows which, LabelDomain labels) {
        this.which = which;
        this.labels = labels;
    }

    /** Adds a row; it is kept if it is among the first. */
    void add(Example example) {
        if (which == ShownRows.WRONG && !isWrong(example)) {
            return;
        }
        kept.add(example);
        // stable: of equals, the row that comes first
        kept.sort(order());
        if (kept.size() > MOST_SHOWN) {
            kept.remove(MOST_SHOWN);
        }
    }

    private boolean isWrong(Example example) {
        return example.actual()
                .map(actual -> !actual.equals(labels.name(example.likeliest())))
                .orElse(false);
    }

    private Comparator<Example> order() {
        Comparator<Example> byProbability =
                Comparator.comparingDouble(example -> example.explanation().probability());
        return switch (which) {
            case FIRST -> (one, other) -> 0;
            case MOST_CONFIDENT -> byProbability.reversed();
            case LEAST_CONFIDENT -> byProbability;
            case WRONG -> Comparator.comparingDouble(Example::confidence).reversed();
        };
    }

    /** Returns the rows in their order. */
    List<Example> kept() {
        return List.copyOf(kept);
    }
}
