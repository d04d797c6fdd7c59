package org.seqnet.knime.explainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ExplainerViewTest {

    @Test
    void it_tells_rows_their_panels_and_the_importance_of_features() throws Exception {
        assertThat(Explanations.ofSequences())
                .startsWith("{\"view\":\"explainer\",\"title\":\"LSTM, 1 layer of 4 units\","
                        + "\"summary\":\"30 of 30 rows explained by integrated gradients.\",\"examples\":["
                        + "{\"row\":\"Row0\",\"label\":\"falling\",\"probability\":0.")
                .contains("\"predicted\":null,\"actual\":\"falling\",\"steps\":6,\"features\":2,\"panels\":[")
                .contains("\"name\":\"pressure\"", "\"name\":\"strain\"")
                .contains("\"featureCount\":2,\"features\":[{\"name\":\"strain\",\"share\":")
                .contains("\"accuracy\":{\"mean\":");
    }

    @Test
    void a_network_with_attention_pooling_tells_the_weights_of_the_time_steps() throws Exception {
        assertThat(Explanations.ofAttention()).contains("\"attention\":[");
        assertThat(Explanations.ofSequences()).doesNotContain("\"attention\"");
    }

    @Test
    void images_have_a_map_and_no_completeness() throws Exception {
        assertThat(Explanations.ofImages())
                .contains("\"summary\":\"12 of 12 rows explained by occlusion.\"")
                .contains("\"error\":null", "\"map\":{\"rows\":6,\"columns\":6,\"shares\":[")
                .contains("\"accuracy\":null,\"loss\":null")
                .doesNotContain("\"panels\"");
    }

    @Test
    void a_long_series_is_thinned_and_keeps_the_sum_of_its_shares() {
        int steps = 1000;
        var values = new float[2 * steps];
        var shares = new float[2 * steps];
        IntStream.range(0, steps).forEach(t -> {
            values[2 * t + 1] = t % 10;
            shares[2 * t + 1] = t == 503 ? -2 : 0.001f;
        });

        var series = ExplainedSeries.of(Tensor.ofFloats(Shape.of(steps, 2), values), shares, 1);

        assertThat(series.values()).hasSize(ExplainedSeries.MOST_POINTS);
        assertThat(series.shares()).hasSize(ExplainedSeries.MOST_POINTS);
        // 100 parts of 10 steps, of which each has two points
        assertThat(series.shares()[0]).isCloseTo(0.01, within(1e-6));
        assertThat(series.shares()[100]).isCloseTo(-1.991, within(1e-6));
        assertThat(series.size()).isCloseTo(2.999, within(1e-5));
    }

    @Test
    void a_short_series_has_the_share_of_each_step() {
        var values = Tensor.ofFloats(Shape.of(2, 1), new float[] {3, 4});

        var series = ExplainedSeries.of(values, new float[] {0.5f, -0.25f}, 0);

        assertThat(series.values()).containsExactly(3, 4);
        assertThat(series.shares()).containsExactly(0.5, -0.25);
        assertThat(series.size()).isEqualTo(0.75);
    }

    @Test
    void a_map_sums_channels_and_blocks_of_pixels() {
        assertThat(ShareMap.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2).toString())
                .isEqualTo("{\"rows\":2,\"columns\":2,\"shares\":[3.0,7.0,11.0,15.0]}");
        var large = new float[64 * 96];
        Arrays.fill(large, 1);
        var map = ShareMap.of(large, 64, 96, 1).toString();
        assertThat(map)
                .startsWith("{\"rows\":32,\"columns\":32,\"shares\":[6.0,6.0,")
                .endsWith(",6.0]}");
    }
}
