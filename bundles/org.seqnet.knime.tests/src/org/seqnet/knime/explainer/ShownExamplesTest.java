package org.seqnet.knime.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.explanation.Explanation;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.explainer.Choices.ShownRows;

class ShownExamplesTest {
    private static final double[] PROBABILITIES = {0.6, 0.9, 0.5, 0.9, 0.7};

    /** Every second row is wrong: its class is b, and a is predicted. */
    private static List<String> shown(ShownRows which) {
        var examples = new ShownExamples(which, LabelDomain.of("a", "b"));
        for (int i = 0; i < PROBABILITIES.length; i++) {
            examples.add(new Example(
                    "Row" + i,
                    Tensor.ofFloats(Shape.of(1, 1), new float[1]),
                    new Explanation(new float[1], PROBABILITIES[i], 0.5),
                    0,
                    0,
                    PROBABILITIES[i],
                    i == 4 ? Optional.empty() : Optional.of(i % 2 == 0 ? "b" : "a"),
                    Optional.empty()));
        }
        return examples.kept().stream().map(Example::key).toList();
    }

    @Test
    void rows_stand_in_the_order_that_was_chosen() {
        assertThat(shown(ShownRows.FIRST)).containsExactly("Row0", "Row1", "Row2", "Row3", "Row4");
        assertThat(shown(ShownRows.MOST_CONFIDENT)).containsExactly("Row1", "Row3", "Row4", "Row0", "Row2");
        assertThat(shown(ShownRows.LEAST_CONFIDENT)).containsExactly("Row2", "Row0", "Row4", "Row1", "Row3");
        assertThat(shown(ShownRows.WRONG)).containsExactly("Row0", "Row2");
    }
}
