package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.knime.scorer.Scores;

/** The scorer's view of imbalanced classes with their probabilities, in a browser. */
class ScorePageTest {
    private static final int MOST_CHARACTERS = 2_000_000;

    @TempDir
    Path folder;

    private static String[] names(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "class " + i).toArray(String[]::new);
    }

    static Stream<ViewCases.Case> cases() throws Exception {
        return Stream.of(
                new ViewCases.Case(
                        "imbalanced-2",
                        Scores.view(Scores.imbalanced(600, "ok", "failure"), "failure"),
                        List.of(
                                "Balanced accuracy",
                                "always predicting the most frequent class",
                                "Positive class: failure",
                                "Calibration: accuracy by confidence",
                                "3 x svg[role=img]")),
                new ViewCases.Case(
                        "imbalanced-3",
                        Scores.view(Scores.imbalanced(600, names(3))),
                        List.of("class 2: 0.", "3 x svg[role=img]")),
                new ViewCases.Case(
                        "imbalanced-10",
                        Scores.view(Scores.imbalanced(3000, names(10))),
                        List.of(
                                "mean of 10 classes",
                                "The 5 classes with the lowest average precision, and the mean of all 10.",
                                "1,000 bootstrap samples",
                                "100 x td[data-at]")),
                new ViewCases.Case(
                        "imbalanced-1000",
                        Scores.view(Scores.imbalanced(3500, names(1000))),
                        List.of("mean of 1,000 classes", "A matrix of 1,000 classes is too large to display")),
                new ViewCases.Case(
                        "imbalanced-awkward",
                        Scores.view(Scores.imbalanced(200, "a", "b".repeat(150), "c ".repeat(90)), "b".repeat(150)),
                        List.of("Positive class: bbb")),
                new ViewCases.Case(
                        "imbalanced-no-probabilities",
                        Scores.view(Scores.images(60, 5)),
                        List.of("Log loss, Brier score and calibration error are missing.")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_shows_measures_and_curves_in_wide_and_narrow_panes(ViewCases.Case view) throws Exception {
        var browser = Browser.orSkip(folder);

        assertThat(view.data()).hasSizeLessThan(MOST_CHARACTERS);
        assertThat(browser.open(view.name(), page(), "{\"result\":" + view.data() + "}"))
                .hasSize(4)
                .allSatisfy(pane -> {
                    assertThat(pane.facts()).contains(Browser.NOTHING_WRONG);
                    assertThat(view.expected()).allMatch(pane::shows);
                });
    }

    @Test
    void a_click_on_a_cell_selects_its_rows_and_with_ctrl_adds_them() throws Exception {
        var browser = Browser.orSkip(folder);
        var data = Scores.view(Scores.imbalanced(100, names(3)));

        assertThat(browser.open("selecting", page(), "{\"result\":" + data + "}"))
                .hasSize(4)
                .allSatisfy(pane -> assertThat(pane.facts())
                        .contains("selected: root:3 p root REPLACE 2,2", "selected: root:3 p root ADD 2,2"));
    }

    /** Views that were saved before there were measures have neither them nor the rows of the cells. */
    @Test
    void a_view_of_an_older_version_shows_what_it_has_and_selects_nothing() throws Exception {
        var browser = Browser.orSkip(folder);
        var data = Scores.view(Scores.imbalanced(100, names(3)))
                .replaceFirst("\"measures\":\\{.*\\},\"selectable\":true,", "")
                .replaceAll(",\"rocArea\":[^,}]*,\"averagePrecision\":[^,}]*", "");

        assertThat(data).doesNotContain("rocArea", "selectable", "measures");
        assertThat(browser.open("older-scores", page(), "{\"result\":" + data + "}"))
                .hasSize(4)
                .allSatisfy(pane -> {
                    assertThat(pane.facts()).contains("9 x td[data-at]").contains(Browser.NOTHING_WRONG);
                    assertThat(pane.facts()).noneMatch(fact -> fact.startsWith("selected"));
                    assertThat(pane.text()).doesNotContain("in KNIME", "Measures");
                });
    }

    @Test
    void whatever_is_wrong_in_its_data_it_shows_something_and_fails_nowhere() throws Exception {
        var browser = Browser.orSkip(folder);
        var data = Scores.view(Scores.imbalanced(60, names(3)), "class 2");

        assertThat(browser.damage("damaged-imbalanced", page(), data))
                .hasSize(1)
                .first()
                .asString()
                .matches("[1-9]\\d+ damages");
    }

    private static String page() throws Exception {
        try (var in = ViewPage.of(() -> null).getPage().getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
