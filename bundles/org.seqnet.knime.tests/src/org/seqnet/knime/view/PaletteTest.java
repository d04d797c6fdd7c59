package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.knime.WorkflowsTest;

/** The colors of the views, light and dark. */
class PaletteTest {
    private static final Path SOURCE = WorkflowsTest.repository().resolve("bundles/org.seqnet.knime/js-src/src");
    private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{3,6}|\\d+ \\d+ \\d+);");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(\\d");
    /** A distance of 2.3 is just noticeable; lines are thin. */
    private static final double CLEARLY_DIFFERENT = 20;

    private static Map<String, Integer> palette(boolean dark) throws IOException {
        var modes = Files.readString(SOURCE.resolve("palette.css")).split("@media", 2);
        var colors = new HashMap<String, Integer>();
        for (var text : dark ? List.of(modes[0], modes[1]) : List.of(modes[0])) {
            var matcher = VARIABLE.matcher(text);
            while (matcher.find()) {
                colors.put(matcher.group(1), color(matcher.group(2)));
            }
        }
        return colors;
    }

    private static int color(String text) {
        if (text.startsWith("#")) {
            var digits = text.length() == 4 ? text.substring(1).replaceAll(".", "$0$0") : text.substring(1);
            return Integer.parseInt(digits, 16);
        }
        var parts = text.split(" ");
        return Integer.parseInt(parts[0]) << 16 | Integer.parseInt(parts[1]) << 8 | Integer.parseInt(parts[2]);
    }

    private static List<Integer> curves(Map<String, Integer> palette) {
        return IntStream.range(0, 8).mapToObj(i -> palette.get("curve-" + i)).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void with_any_color_blindness_no_two_curves_look_alike(boolean dark) throws Exception {
        var curves = curves(palette(dark));

        for (var vision : ColorVision.values()) {
            for (int one = 0; one < curves.size(); one++) {
                for (int other = 0; other < one; other++) {
                    assertThat(vision.distance(curves.get(one), curves.get(other)))
                            .as("%s: curves %d and %d", vision, other, one)
                            .isGreaterThan(CLEARLY_DIFFERENT);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void right_and_wrong_look_different_with_any_color_blindness(boolean dark) throws Exception {
        var palette = palette(dark);

        assertThat(ColorVision.values())
                .allSatisfy(vision -> assertThat(vision.distance(palette.get("right"), palette.get("wrong")))
                        .isGreaterThan(CLEARLY_DIFFERENT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void curves_and_texts_stand_out_from_what_is_behind_them(boolean dark) throws Exception {
        var palette = palette(dark);

        for (var behind : List.of("paper", "pale")) {
            assertThat(curves(palette)).allSatisfy(curve -> assertThat(ColorVision.contrast(curve, palette.get(behind)))
                    .isGreaterThan(3));
            assertThat(List.of("ink", "faint", "wrong-text", "missed-text", "invented-text"))
                    .allSatisfy(text -> assertThat(ColorVision.contrast(palette.get(text), palette.get(behind)))
                            .as(text)
                            .isGreaterThan(4.5));
        }
        assertThat(ColorVision.contrast(palette.get("mark"), palette.get("paper")))
                .isGreaterThan(3);
    }

    /** The distances of these are known; they are why the palette is checked. */
    @Test
    void a_red_and_a_green_look_alike_with_protanopia() {
        assertThat(ColorVision.NORMAL.distance(0x000000, 0xFFFFFF)).isBetween(99.99, 100.01);
        assertThat(ColorVision.contrast(0x000000, 0xFFFFFF)).isBetween(20.99, 21.01);
        assertThat(ColorVision.NORMAL.distance(0xF03000, 0x087018)).isGreaterThan(100);
        assertThat(ColorVision.PROTANOPIA.distance(0xF03000, 0x087018)).isLessThan(2.3);
    }

    @Test
    void colors_are_nowhere_but_in_the_palette() throws Exception {
        try (var files = Files.list(SOURCE)) {
            for (var file : files.filter(file -> !file.endsWith("palette.css")).toList()) {
                // behind pictures, whose smallest value is black
                var text = Files.readString(file).replace("background: #000;", "");
                assertThat(COLOR.matcher(text).results().map(found -> found.group()))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }
}
