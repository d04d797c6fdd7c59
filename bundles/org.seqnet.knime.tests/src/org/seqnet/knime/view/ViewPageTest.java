package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.knime.Tables;
import org.seqnet.knime.backtest.ForecastData;
import org.seqnet.knime.comparison.Comparisons;
import org.seqnet.knime.explainer.Explanations;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.Networks;
import org.seqnet.knime.scorer.Scores;
import org.seqnet.knime.scorer.StepScores;

/** The page of the views, looked at in a browser in panes from wide to narrow. */
class ViewPageTest {
    /** The page is to open at once. */
    private static final int MOST_BYTES = 150_000;
    /** What all views promise of their data. */
    private static final int MOST_CHARACTERS = 2_000_000;

    @TempDir
    Path folder;

    @Test
    void it_is_one_small_file() throws Exception {
        var page = page();

        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    /** Scripts that stand for what may go wrong in a page, and what the browser says of it. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("throw new Error('broken')", "Uncaught Error: broken"),
                Arguments.of("setTimeout(() => nothing.there, 0)", "ReferenceError: nothing is not defined"),
                Arguments.of("Promise.reject(new Error('lost'))", "Uncaught (in promise) Error: lost"),
                Arguments.of("console.error('wrong')", "wrong"),
                Arguments.of("console.warn('odd')", "odd"),
                Arguments.of("console.log('left over')", "left over"),
                Arguments.of("new Image().src = 'https://example.org/a.png'", "Content Security Policy"),
                Arguments.of("new Image().src = 'a.png'", "Content Security Policy"),
                Arguments.of("fetch('a.json').catch(() => {})", "Content Security Policy"),
                Arguments.of(
                        "document.head.append(Object.assign(document.createElement('link'), "
                                + "{rel: 'stylesheet', href: 'a.css'}))",
                        "Content Security Policy"),
                Arguments.of("alert('no')", "alert"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_page_that_makes_a_mistake_fails_these_tests(String script, String said) throws Exception {
        var browser = Browser.orSkip(folder);
        var page = page().replace("</body>", "<script>" + script + "</script></body>");
        var data = ViewData.of(null);

        assertThatThrownBy(() -> browser.open("control", page, "{\"result\":" + data + "}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what the browser complains of")
                .hasMessageContaining(said)
                .hasMessageContaining("/view?360%20light");
        assertThatThrownBy(() -> browser.damage("control", page, data))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("what the browser complains of")
                .hasMessageContaining(said)
                .hasMessageContaining("/view?view%20is%20missing");
    }

    @Test
    void a_file_that_is_not_there_fails_these_tests() throws Exception {
        var browser = Browser.orSkip(folder);
        var page = "<img src=\"/wait\" hidden>"
                + "<img src=\"/none.png\" onerror=\"fetch('/seen', {method: 'POST', body: 'seen'})\">";

        assertThatThrownBy(() -> browser.visit(page))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("files that are not there")
                .hasMessageContaining("/none.png");
    }

    @ParameterizedTest
    @MethodSource("org.seqnet.knime.view.ViewCases#cases")
    void it_shows_its_data_without_a_problem_in_wide_and_narrow_panes(ViewCases.Case view) throws Exception {
        var browser = Browser.orSkip(folder);
        var answer = "{\"result\":" + view.data() + "}";

        assertThat(view.data()).hasSizeLessThan(MOST_CHARACTERS);
        assertThat(view.expected()).isNotEmpty();
        assertThat(browser.open(view.name(), page(), answer)).hasSize(4).allSatisfy(pane -> {
            assertThat(pane.facts())
                    .startsWith("UIExtensionReady", "asked: root:3 p root view initial_data")
                    .contains(Browser.NOTHING_WRONG);
            assertThat(view.expected()).allMatch(pane::shows);
        });
    }

    @Test
    void an_error_in_the_node_is_told() throws Exception {
        var browser = Browser.orSkip(folder);
        var answer = "{\"internalError\":{\"message\":\"The disk is full.\",\"stackTrace\":[]}}";

        assertThat(browser.open("error", page(), answer))
                .extracting(Browser.Pane::text)
                .hasSize(4)
                .containsOnly("The disk is full.");
    }

    @Test
    void an_answer_that_is_no_json_is_told() throws Exception {
        var browser = Browser.orSkip(folder);

        assertThat(browser.open("garbage", page(), "<html>"))
                .extracting(Browser.Pane::text)
                .hasSize(4)
                .containsOnly("The data of this view cannot be loaded. Execute the node again.");
    }

    static Stream<ViewCases.Case> views() throws Exception {
        return Stream.of(
                new ViewCases.Case("training", Trainings.view(3, true), List.of()),
                new ViewCases.Case("scores", Scores.view(Scores.images(30, 3)), List.of()),
                new ViewCases.Case("steps", StepScores.view(3, 40, List.of("idle", "running")), List.of()),
                new ViewCases.Case("comparison", Comparisons.view(3, 5, true), List.of()),
                new ViewCases.Case(
                        "gallery",
                        Gallery.of(Scores.images(30, 3), Tables.execution()).toString(),
                        List.of()),
                new ViewCases.Case(
                        "gallery-lines",
                        Gallery.of(GalleryTest.signals(), Tables.execution()).toString(),
                        List.of()),
                new ViewCases.Case("forecast", new ForecastData(ForecastData.stores(2), 100, 3, 2).view(), List.of()),
                new ViewCases.Case("explainer", Explanations.ofSequences(), List.of()),
                new ViewCases.Case("explainer-images", Explanations.ofImages(), List.of()),
                new ViewCases.Case("network", Networks.trained(3), List.of()));
    }

    @ParameterizedTest
    @MethodSource("views")
    void whatever_is_wrong_in_its_data_it_shows_something_and_fails_nowhere(ViewCases.Case view) throws Exception {
        var browser = Browser.orSkip(folder);

        assertThat(browser.damage("damaged-" + view.name(), page(), view.data()))
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
