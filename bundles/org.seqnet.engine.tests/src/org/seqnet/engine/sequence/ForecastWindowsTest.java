package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastWindowsTest {
    @Test
    void the_text_tells_all_and_reads_back() {
        var one = new ForecastWindows(1, List.of("demand"), List.of(0), List.of());
        var several = new ForecastWindows(24, List.of("a \"b\"", "c\\, 1 \"d"), List.of(2, 0), List.of(1, 3));

        assertThat(one.text()).isEqualTo("1 step ahead; targets: 0 \"demand\"; known: none");
        assertThat(several.text())
                .isEqualTo("24 steps ahead; targets: 2 \"a \\\"b\\\"\", 0 \"c\\\\, 1 \\\"d\"; known: 1, 3");
        assertThat(ForecastWindows.parse(one.text())).contains(one);
        assertThat(ForecastWindows.parse(several.text())).contains(several);
        assertThat(ForecastWindows.of(Preparation.UNKNOWN.with(ForecastWindows.FORECAST, several.text())))
                .contains(several);
        assertThat(ForecastWindows.of(Preparation.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "0 steps ahead; targets: 0 \"x\"; known: none",
                "2 steps ahead; targets: ; known: none",
                "2 steps ahead; targets: 0 \"x; known: none",
                "2 steps ahead; targets: 0 \"x\"; known: ",
                "2 steps ahead; targets: 0 \"x\"; known: 0",
                "2 steps ahead; targets: 9999999999 \"x\"; known: none"
            })
    void other_texts_tell_nothing(String text) {
        assertThat(ForecastWindows.parse(text)).isEmpty();
    }

    @Test
    void a_window_goes_on_behind_its_origin_only_if_features_are_known_there() {
        var alone = new ForecastWindows(3, List.of("x"), List.of(0), List.of());
        var withKnown = new ForecastWindows(3, List.of("x"), List.of(0), List.of(1));

        assertThat(alone.timeSteps(10)).isEqualTo(10);
        assertThat(withKnown.timeSteps(10)).isEqualTo(13);
    }
}
