package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seqnet.knime.WorkflowsTest;

/**
 * Opens a view's page in headless Chromium, inside a page that plays KNIME, in two panes beside each other: one of
 * 900 x 600 pixels and one of 360 x 480. Tells what each shows.
 */
public final class Browser {
    private static final Path PICTURES =
            WorkflowsTest.repository().resolve("bundles/org.seqnet.knime.tests/target/views");
    /** How long a browser may take on a busy machine. */
    private static final int MINUTES = 2;

    private final String program;
    private final Path folder;

    private Browser(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Returns the browser of this machine; without one, the test that asks is skipped. */
    public static Browser orSkip(Path folder) {
        var program = Stream.concat(
                        Optional.ofNullable(System.getenv("CHROMIUM")).stream(),
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                .flatMap(Browser::onPath))
                .findFirst();
        assumeTrue(
                program.isPresent(),
                "There is no Chromium. Install Debian's package chromium, or name the program in CHROMIUM.");
        return new Browser(program.get(), folder);
    }

    private static Stream<String> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(path -> Path.of(path, name))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    /**
     * Opens a page and takes a picture of it, which stays under {@code target/views}.
     *
     * @param answer what KNIME answers to the question for the initial data
     * @return what happened in each pane and what it shows, as text
     */
    List<String> open(String name, String page, String answer) throws IOException, InterruptedException {
        return List.of(seen("host.html", name, page, answer).split("\n=====\n"));
    }

    /**
     * Opens a page again and again, each time with other damage to its data.
     *
     * @param data what the page shows when it is whole
     * @return how many damages there were, and then what went wrong
     */
    List<String> damage(String name, String page, String data) throws IOException, InterruptedException {
        return List.of(seen("damage.html", name, page, data).split("\n"));
    }

    private String seen(String playing, String name, String page, String answer)
            throws IOException, InterruptedException {
        Files.createDirectories(PICTURES);
        var picture = PICTURES.resolve(name + ".png");
        Files.deleteIfExists(picture);
        var host = resource(playing).replace("/*PAGE*/", quoted(page)).replace("/*ANSWER*/", quoted(answer));
        var seen = visit(host, "--screenshot=" + picture);
        assertThat(picture).isNotEmptyFile();
        return seen;
    }

    /**
     * Opens a page of any kind.
     *
     * @param html a page that posts a text to {@code /seen} and, until then, waits for an image {@code /wait}
     * @return what the page has posted
     */
    public String visit(String html) throws IOException, InterruptedException {
        return visit(html, "--dump-dom");
    }

    private String visit(String html, String purpose) throws IOException, InterruptedException {
        try (var server = new LoopbackHost(html)) {
            var process = new ProcessBuilder(
                            program,
                            "--headless",
                            "--no-sandbox",
                            "--no-first-run",
                            "--disable-gpu",
                            "--disable-extensions",
                            "--hide-scrollbars",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--window-size=1260,600",
                            purpose,
                            server.address())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            assertThat(server.seen()).as("what the page shows").isNotNull();
            return server.seen();
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns a literal for a script inside a page, which must not hold the end of the script. */
    private static String quoted(String text) {
        var json = new JsonObject().with("text", text).toString();
        return json.substring("{\"text\":".length(), json.length() - 1).replace("<", "\\u003c");
    }
}
