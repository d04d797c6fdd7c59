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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seqnet.knime.WorkflowsTest;

/**
 * Opens a view's page in headless Chromium, inside a page that plays KNIME, in four panes beside each other, 1400, 800
 * and 360 pixels wide, and 500 in dark mode. Tells what each shows. Whatever the browser writes to its console, of a
 * script that fails, a promise that nobody looks after or a request that the page's policy forbids, and a file that is
 * not there fail the test.
 */
public final class Browser {
    /** The facts of a pane in which everything can be seen. */
    static final String[] NOTHING_WRONG = {
        "too wide by 0",
        "0 texts cut off",
        "0 numbers on each other",
        "0 names look alike",
        "0 names untold on focus",
        "0 faint texts",
        "0 broken pictures"
    };

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
     * What one pane shows.
     *
     * @param facts what happened in it, how often it holds what, and whether something is cut off
     * @param text its text
     */
    record Pane(List<String> facts, String text) {
        private static Pane of(String seen) {
            var parts = seen.split("\n\n", 2);
            return new Pane(parts[0].lines().toList(), parts[1]);
        }

        /** Tells whether something is one of the facts as a whole or part of the text. */
        boolean shows(String expected) {
            return facts.contains(expected) || text.contains(expected);
        }
    }

    /**
     * Opens a page and takes a picture of it, which stays under {@code target/views}.
     *
     * @param answer what KNIME answers to the question for the initial data
     */
    List<Pane> open(String name, String page, String answer) throws IOException, InterruptedException {
        return Arrays.stream(seen("host.html", name, page, answer).split("\n=====\n"))
                .map(Pane::of)
                .toList();
    }

    /**
     * Opens a page again and again, each time with other damage to its data.
     *
     * @param data what the page shows when it is whole
     * @return how many damages there were, and then which of them show nothing
     */
    List<String> damage(String name, String page, String data) throws IOException, InterruptedException {
        return List.of(seen("damage.html", name, page, data).split("\n"));
    }

    private String seen(String playing, String name, String page, String answer)
            throws IOException, InterruptedException {
        Files.createDirectories(PICTURES);
        var picture = PICTURES.resolve(name + ".png");
        Files.deleteIfExists(picture);
        var host = resource(playing).replace("/*ANSWER*/", quoted(answer));
        assertThat(page).contains("<title>");
        var view = page.replace("<title>", resource("probe.html") + "<title>");
        var seen = visit(Map.of("/", host, "/view", view), "--screenshot=" + picture);
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
        return visit(Map.of("/", html), "--dump-dom");
    }

    private String visit(Map<String, String> pages, String purpose) throws IOException, InterruptedException {
        try (var server = new LoopbackHost(pages)) {
            var log = folder.resolve("log.txt");
            var process = new ProcessBuilder(
                            program,
                            "--headless",
                            "--no-sandbox",
                            "--no-first-run",
                            "--disable-gpu",
                            "--disable-extensions",
                            "--hide-scrollbars",
                            "--enable-logging=stderr",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--window-size=3060,900",
                            purpose,
                            server.address())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            assertThat(console(log)).as("what the browser complains of").isEmpty();
            assertThat(server.missed()).as("files that are not there").isEmpty();
            assertThat(server.seen()).as("what the page shows").isNotNull();
            return server.seen();
        }
    }

    /** Returns the messages of all pages' consoles, each with the page's address. */
    private static List<String> console(Path log) throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains(":CONSOLE"))
                .map(line -> line.replaceFirst("^.*?:CONSOLE\\S* ", ""))
                .toList();
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
