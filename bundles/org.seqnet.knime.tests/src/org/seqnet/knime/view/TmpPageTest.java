package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TmpPageTest {
    @TempDir
    Path folder;

    static Stream<ViewCases.Case> cases() throws Exception {
        return ViewCases.cases().filter(c -> c.name().contains("explainer"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void look(ViewCases.Case view) throws Exception {
        var browser = Browser.orSkip(folder);
        String page;
        try (var in = ViewPage.of(() -> null).getPage().getInputStream()) {
            page = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        System.out.println("SIZE " + view.name() + " " + view.data().length());
        assertThat(browser.open(view.name(), page, "{\"result\":" + view.data() + "}"))
                .hasSize(4)
                .allSatisfy(pane -> {
                    assertThat(pane.facts()).contains(Browser.NOTHING_WRONG);
                    assertThat(view.expected()).allMatch(pane::shows);
                });
    }
}
