package org.seqnet.engine.scene;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;

class LookTest {
    private static final Appearance WHOLE = new Appearance(1, 1, 1, 1);

    @Test
    void settings_outside_their_ranges_are_refused_by_name() {
        refused(() -> look(0, 0, 1, 0), "Canvas size: 0 is not between 1 and 1024.");
        refused(() -> look(1025, 0, 1, 0), "Canvas size: 1025 is not between 1 and 1024.");
        refused(() -> look(9, -1, 1, 0), "Background: -1 is not between 0 and 254.");
        refused(() -> look(9, 255, 1, 0), "Background: 255 is not between 0 and 254.");
        refused(() -> look(9, 0, 1.5, 0), "Maximum hidden part: 1.5 is not between 0 and 1.");
        refused(() -> look(9, 0, 1, Double.POSITIVE_INFINITY), "Noise: Infinity is not between 0 and 255.");
        refused(() -> look(9, 0, 1, Double.NaN), "Noise: NaN is not between 0 and 255.");
    }

    @Test
    void what_is_no_range_is_refused() {
        var scale = "Scale: %s is not a range. "
                + "The first value must be above 0, the second at least the first and at most 10.";
        refused(() -> new Appearance(0, 1, 1, 1), scale.formatted("0 to 1"));
        refused(() -> new Appearance(Double.NaN, 1, 1, 1), scale.formatted("NaN to 1"));
        refused(() -> new Appearance(1, 10.5, 1, 1), scale.formatted("1 to 10.5"));
        refused(() -> new Appearance(0.5, 0.25, 1, 1), scale.formatted("0.5 to 0.25"));
        var brightness = "Brightness: %s is not a range. "
                + "The first value must be at least 0, the second at least the first and at most 1.";
        refused(() -> new Appearance(1, 1, -0.5, 1), brightness.formatted("-0.5 to 1"));
        refused(() -> new Appearance(1, 1, 0, 1.5), brightness.formatted("0 to 1.5"));
    }

    @Test
    void a_canvas_smaller_than_the_largest_article_is_refused() {
        refused(
                () -> look(27, 0, 1, 0).requireRoom(28),
                "Scale: at 1, images of 28 pixels become 28 pixels long, but the canvas has only 27. "
                        + "Reduce the scale or enlarge the canvas.");
    }

    private static Look look(int canvas, int background, double mostHidden, double noise) {
        return new Look(canvas, WHOLE, WHOLE, background, mostHidden, noise);
    }

    private static void refused(ThrowingCallable settings, String message) {
        assertThatThrownBy(settings).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
