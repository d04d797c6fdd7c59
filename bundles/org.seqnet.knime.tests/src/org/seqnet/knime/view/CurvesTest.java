package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class CurvesTest {
    private static Tensor sequence(int steps, int features, float... values) {
        return Tensor.ofFloats(Shape.of(steps, features), values);
    }

    @Test
    void all_sequences_share_the_scale_of_a_feature_and_each_feature_has_its_own() {
        var curves = new Curves(List.of("pressure", "current"), 2);
        curves.add(sequence(2, 2, 101_000, 0.001f, 101_500, 0.002f));
        curves.add(sequence(2, 2, 102_000, 0.003f, 101_000, 0.005f));

        assertThat(curves.features())
                .hasToString("{\"count\":2,\"shown\":[{\"name\":\"pressure\",\"least\":101000.0,\"most\":102000.0},"
                        + "{\"name\":\"current\",\"least\":0.001,\"most\":0.005}]}");
        assertThat(curves.json(0)).hasToString("{\"steps\":2,\"missing\":0,\"lines\":[[0,500],[0,250]]}");
        assertThat(curves.json(1)).hasToString("{\"steps\":2,\"missing\":0,\"lines\":[[1000,0],[500,1000]]}");
    }

    @Test
    void missing_values_are_gaps_and_counted() {
        var curves = new Curves(List.of(), 1);
        curves.add(sequence(3, 1, 1, Float.NaN, Float.POSITIVE_INFINITY));

        assertThat(curves.json(0)).hasToString("{\"steps\":3,\"missing\":2,\"lines\":[[0,null,null]]}");
    }

    @Test
    void a_feature_without_a_value_has_no_scale() {
        var curves = new Curves(List.of(), 1);
        curves.add(sequence(2, 1, Float.NaN, Float.NaN));

        assertThat(curves.features())
                .hasToString("{\"count\":1,\"shown\":[{\"name\":\"feature 1\",\"least\":null,\"most\":null}]}");
        assertThat(curves.json(0)).hasToString("{\"steps\":2,\"missing\":2,\"lines\":[[null,null]]}");
    }

    @Test
    void features_beyond_the_named_ones_are_numbered_and_beyond_the_shown_ones_counted() {
        var curves = new Curves(List.of("first"), 1);
        curves.add(Tensor.ofFloats(Shape.of(2, 30), i -> i));

        assertThat(curves.features().toString())
                .startsWith("{\"count\":30,\"shown\":[{\"name\":\"first\",")
                .contains("\"feature 2\"", "\"feature 24\"")
                .doesNotContain("\"feature 25\"");
    }

    /** Every third value would miss the one that stands out. */
    @Test
    void a_long_sequence_is_thinned_without_losing_what_stands_out() {
        var values = new float[3601];
        values[1234] = 9;
        values[2345] = -1;
        for (int i = 3000; i < 3300; i++) {
            values[i] = Float.NaN;
        }
        var curves = new Curves(List.of(), 1);
        curves.add(Tensor.ofFloats(Shape.of(values.length), values));

        var json = curves.json(0).toString();
        assertThat(curves.features().toString()).contains("\"least\":-1.0,\"most\":9.0");
        assertThat(json).contains("\"steps\":3601,\"missing\":300,", ",1000,", ",0,", ",null,null,");
        assertThat(json.split(",")).hasSize(2 + 120);
    }

    @Test
    void sixty_sequences_of_many_features_take_few_bytes() {
        var curves = new Curves(List.of(), 60);
        for (int i = 0; i < 60; i++) {
            curves.add(Tensor.ofFloats(Shape.of(5000, 50), k -> Math.sin(k)));
        }
        int characters = 0;
        for (int i = 0; i < 60; i++) {
            characters += curves.json(i).toString().length();
        }
        assertThat(characters).isLessThan(400_000);
    }
}
