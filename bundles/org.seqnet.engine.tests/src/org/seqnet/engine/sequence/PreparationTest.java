package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {
    private static final Preparation NETWORK = Preparation.UNKNOWN
            .withFeatures(List.of("x", "y"))
            .with("Layout", "rows as time steps")
            .with(Preparation.SCALING, "0 to 255 becomes 0 to 1");

    @Test
    void text_tells_all_of_it() {
        var odd = NETWORK.withFeatures(List.of("a\tb", "c\nd\r", "\\t", "")).with("Wind\\ow", "5\trows");
        assertThat(Preparation.parse(odd.text())).contains(odd);
        assertThat(Preparation.parse("")).contains(Preparation.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature", "step\tScaling", "other\tx", "step\tScaling\tx\ny", "step\tA\tb\nstep\tA\tc"})
    void text_of_anything_else_tells_nothing(String text) {
        assertThat(Preparation.parse(text)).isEmpty();
    }

    @Test
    void a_step_replaces_one_of_its_kind() {
        assertThat(NETWORK.with("Layout", "columns").how("Layout")).contains("columns");
        assertThat(NETWORK.with("Layout", "columns").steps()).hasSize(2);
    }

    @Test
    void differences_name_what_was_prepared_otherwise() {
        var other = Preparation.UNKNOWN
                .withFeatures(List.of("y", "x"))
                .with("Layout", "rows as time steps")
                .with("Window", "5 rows");
        assertThat(NETWORK.differences(other, "network"))
                .containsExactly(
                        "Features: y, x (network: x, y)",
                        "Scaling: none (network: 0 to 255 becomes 0 to 1)",
                        "Window: 5 rows (network: none)");
    }

    @Test
    void what_tells_nothing_differs_in_nothing() {
        assertThat(NETWORK.differences(NETWORK, "network")).isEmpty();
        assertThat(NETWORK.differences(Preparation.UNKNOWN, "network")).isEmpty();
        assertThat(Preparation.UNKNOWN.differences(NETWORK, "network")).isEmpty();
    }

    @Test
    void many_features_are_counted() {
        var one = Preparation.UNKNOWN.withFeatures(List.of("a", "b", "c", "d", "e", "f", "g"));
        assertThat(one.differences(Preparation.UNKNOWN.withFeatures(List.of("a")), "network"))
                .containsExactly("Features: a (network: a, b, c, d, e and 2 more)");
    }
}
