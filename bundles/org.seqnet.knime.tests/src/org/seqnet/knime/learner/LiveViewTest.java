package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.view.JsonObject;
import org.seqnet.knime.view.ViewData;

class LiveViewTest extends Learning<LstmLearnerParameters> {
    private static final String RELOADS = "<meta http-equiv=\"refresh\" content=\"5\">";

    @TempDir
    Path folder;

    private Path file;
    private Instant now = Instant.parse("2026-11-30T06:00:00Z");
    private final List<String> warnings = new ArrayList<>();

    LiveViewTest() {
        super(Orders.parameters());
    }

    @BeforeEach
    void ask_for_the_file() {
        file = folder.resolve("training.html");
        parameters.liveView.file = file.toString();
    }

    private LiveView live() {
        return new LiveView(LiveFile.of(file.toString()), warnings::add, () -> now);
    }

    private String page() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String title() {
        return between("<title>", "</title>");
    }

    /** Returns the data in the page. */
    private String data() {
        return between("{ initialData: { result: ", " } };\n");
    }

    private String between(String before, String after) {
        var page = page();
        int begin = page.indexOf(before) + before.length();
        return page.substring(begin, page.indexOf(after, begin));
    }

    private String time() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(now.atZone(ZoneId.systemDefault()));
    }

    private static JsonObject view() {
        return new JsonObject().with("view", "training");
    }

    @Test
    void a_training_that_has_finished_leaves_the_view_of_the_node() throws Exception {
        var run = execute(Orders.rows(20), Orders.rows(10));

        assertThat(title()).isEqualTo("Finished: LSTM, 1 layer of 4 units");
        assertThat(page()).doesNotContain("http-equiv=\"refresh\"");
        assertThat(data()).isEqualTo(ViewData.of(run.internalData())).contains("\"epochsRun\":3");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void before_training_it_says_so() throws Exception {
        live().of(() -> {
            assertThat(title()).isEqualTo("Running: Training");
            assertThat(page()).contains(RELOADS);
            assertThat(data())
                    .startsWith(
                            "{\"view\":\"training\",\"title\":\"Training\",\"outcome\":\"Running: preparing the data. "
                                    + "Updated: " + time() + ".\",\"epochsRun\":0,")
                    .endsWith("\"epochs\":[],\"rateTest\":null,\"facts\":[],\"fraction\":0.0}");
            return view();
        });
    }

    @Test
    void a_running_training_shows_its_epochs_so_far_and_the_progress_of_the_present_one() throws Exception {
        var network = Trainings.of(2, true, 2, StopReason.ALL_EPOCHS_DONE);
        var live = live();
        live.of(() -> {
            live.progressed(0, () -> "first");
            network.provenance().history().forEach(live::epochEnded);
            now = now.plusMillis(2_999);
            live.progressed(0.5, () -> "too early");
            assertThat(data()).contains("Running: first. ", "\"epochsRun\":0,");

            now = now.plusMillis(1);
            live.progressed(0.75, () -> "epoch 3/4");
            assertThat(data())
                    .contains("\"outcome\":\"Running: epoch 3/4. Updated: " + time() + ".\"")
                    .contains("\"epochsRun\":2,\"bestEpoch\":2,\"keptEpoch\":null,\"seconds\":4.5,")
                    .contains("{\"epoch\":1,\"loss\":1.0,\"accuracy\":0.5,\"seconds\":2.25,\"speed\":1000.0,"
                            + "\"rate\":0.001,"
                            + "\"validationLoss\":1.25,\"validationAccuracy\":0.25}")
                    .endsWith("\"fraction\":0.75}");
            assertThat(page()).contains(RELOADS);
            return view();
        });
    }

    @Test
    void a_training_is_followed_from_its_first_mini_batch() throws Exception {
        var seen = new ArrayList<String>();
        var run = NodeRun.executing(Tables.execution(asked(150, () -> seen.add(data()))), parameters, Orders.rows(100));
        parameters.training.epochs = 6;
        parameters.validation.percent = 0;

        LearnerNode.execute(run, run);

        assertThat(seen).singleElement().satisfies(data -> assertThat(data)
                .contains("\"title\":\"LSTM, 1 layer of 4 units\",\"outcome\":\"Running: epoch 1/6, mini-batch "
                        + "1/10, loss ")
                .contains("{\"name\":\"Training sequences\",\"value\":\"100\"}")
                .contains("{\"name\":\"Validation sequences\",\"value\":\"none\"}")
                .contains("{\"name\":\"Sequences\",\"value\":\"2 time steps x 1 feature\"}")
                .contains("{\"name\":\"Labels\",\"value\":\"2: falling, rising\"}"));
    }

    /** Returns a monitor that does something when it is asked for the nth time: at each row, then each mini-batch. */
    private static DefaultNodeProgressMonitor asked(int times, Runnable action) {
        var asked = new AtomicInteger();
        return new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                if (asked.incrementAndGet() == times) {
                    action.run();
                }
                super.checkCanceled();
            }
        };
    }

    @Test
    void a_canceled_training_says_so_even_if_its_thread_is_interrupted() {
        var monitor = new DefaultNodeProgressMonitor[1];
        monitor[0] = asked(140, () -> {
            monitor[0].setExecuteCanceled();
            Thread.currentThread().interrupt();
        });
        parameters.training.epochs = 6;
        parameters.validation.percent = 0;
        var run = NodeRun.executing(Tables.execution(monitor[0]), parameters, Orders.rows(100));

        assertThatThrownBy(() -> LearnerNode.execute(run, run)).isInstanceOf(CanceledExecutionException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(title()).isEqualTo("Canceled: LSTM, 1 layer of 4 units");
        assertThat(page()).doesNotContain("http-equiv=\"refresh\"");
        assertThat(data())
                .matches(".*\"outcome\":\"Canceled at [-0-9]+ [:0-9]+: no network is kept[.]\",\"epochsRun\":[1-5],.*")
                .contains("\"epochs\":[{\"epoch\":1,")
                .doesNotContain("fraction");
    }

    @Test
    void a_failed_training_tells_its_message() throws Exception {
        var one = Tables.table(
                Orders.SPEC, Tables.rows(Orders.rows(1)).get(0).stream().toArray(org.knime.core.data.DataCell[]::new));

        assertThatThrownBy(() -> execute(one)).satisfies(failure -> assertThat(data())
                .contains("\"outcome\":\"Failed at ")
                .contains(": " + failure.getMessage())
                .contains("\"epochsRun\":0,"));
        assertThat(page()).doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void nothing_in_a_name_or_message_becomes_a_part_of_the_page() {
        var hostile = "</script><script>alert('\u2028\\\"')</script><!--$1&lt;";

        assertThatThrownBy(() -> live().of(() -> {
                    throw new IllegalStateException(hostile);
                }))
                .hasMessage(hostile);

        assertThat(page()).doesNotContain("</script><script>alert", "<!--");
        assertThat(data())
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert('\\u2028\\\\\\\"')\\u003c/script\\u003e"
                        + "\\u003c!--$1&lt;");
    }

    @Test
    void a_path_that_is_no_full_one_of_an_html_file_is_refused() {
        parameters.liveView.file = "training.html";
        assertInvalid(
                parameters::validate,
                "Live view file: 'training.html' is not a full path of a file, such as '"
                        + Path.of("training.html").toAbsolutePath() + "'.");

        parameters.liveView.file = folder.resolve("thesis.docx").toString();
        assertInvalid(
                parameters::validate,
                "Live view file: the name of '" + folder.resolve("thesis.docx") + "' does not end in .html.");
    }

    @Test
    void a_path_that_cannot_be_written_is_refused_at_the_start() throws Exception {
        parameters.liveView.file = folder.resolve("none/training.html").toString();
        assertFails(
                () -> execute(Orders.rows(20)),
                "Live view file: '" + folder.resolve("none/training.html")
                        + "' cannot be written, since its folder does "
                        + "not exist. Create the folder, or enter another path.");

        Files.createDirectory(file);
        parameters.liveView.file = file.toString();
        assertFails(() -> execute(Orders.rows(20)), "Live view file: '" + file + "' is a folder. Enter another path.");
    }

    @Test
    void a_file_that_is_no_live_view_is_not_replaced() throws Exception {
        Files.writeString(file, "<html>my homepage</html>");

        assertFails(
                () -> execute(Orders.rows(20)),
                "Live view file: '" + file
                        + "' already exists and is no live view, so it is not replaced. Delete it, or "
                        + "enter another path.");
        assertThat(page()).isEqualTo("<html>my homepage</html>");
    }

    @Test
    void the_view_of_an_earlier_training_is_replaced() throws Exception {
        execute(Orders.rows(20));
        parameters.training.epochs = 1;

        execute(Orders.rows(20));

        assertThat(data()).contains("\"epochsRun\":1,");
    }

    @Test
    void a_file_that_cannot_be_written_any_more_ends_no_training_and_is_told_once() throws Exception {
        file = Files.createDirectory(folder.resolve("gone")).resolve("training.html");
        var live = live();

        live.of(() -> {
            live.progressed(0, () -> "first");
            try {
                Files.delete(file);
                Files.delete(file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (int i = 0; i < 3; i++) {
                now = now.plusSeconds(10);
                live.progressed(0.5, () -> "second");
            }
            return view();
        });

        assertThat(warnings)
                .singleElement()
                .asString()
                .matches("Live view file: '\\Q" + file + "\\E' cannot be written [(].+[)][.] Training goes on without "
                        + "it[.]");
    }

    @Test
    void without_a_path_no_text_is_made_and_no_file() throws Exception {
        var live = new LiveView(Optional.empty(), warnings::add, () -> now);

        live.of(() -> {
            live.progressed(0, () -> {
                throw new AssertionError("made");
            });
            return view();
        });

        assertThat(folder).isEmptyDirectory();
    }
}
