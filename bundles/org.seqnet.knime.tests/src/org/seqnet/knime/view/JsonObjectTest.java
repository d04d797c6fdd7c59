package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void members_keep_their_order_and_their_kinds() {
        var object = new JsonObject()
                .with("text", "a")
                .with("whole", 60000)
                .with("large", 5_000_000_000L)
                .with("fraction", 0.25)
                .with("truth", true)
                .with("nothing", null)
                .with("list", Arrays.asList(1.5, null, "b"))
                .with("object", new JsonObject().with("inner", List.of()));

        assertThat(object)
                .hasToString("{\"text\":\"a\",\"whole\":60000,\"large\":5000000000,\"fraction\":0.25,\"truth\":true,"
                        + "\"nothing\":null,\"list\":[1.5,null,\"b\"],\"object\":{\"inner\":[]}}");
    }

    @Test
    void what_would_end_a_text_or_is_no_character_is_escaped() {
        assertThat(new JsonObject().with("a\"b", "\\ \n \u0000 \ud800"))
                .hasToString("{\"a\\\"b\":\"\\\\ \\u000a \\u0000 \\ud800\"}");
    }

    @Test
    void numbers_that_json_cannot_write_are_null() {
        assertThat(new JsonObject().with("list", List.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-300)))
                .hasToString("{\"list\":[null,null,null,0.0]}");
    }

    @Test
    void a_long_label_is_cut_in_its_middle() {
        assertThat(new JsonObject().withLabel("row", "x".repeat(100_000) + "end"))
                .hasToString("{\"row\":\"" + "x".repeat(120) + "…" + "x".repeat(77) + "end\"}");
    }
}
