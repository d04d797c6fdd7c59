package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.TimeLeft;

class EventReportTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final EventReport report = new EventReport(
            new PrintStream(written, true, StandardCharsets.US_ASCII), new PrintStream(problems, true), nanos::get);

    /** Reads each line as one JSON object. */
    static List<Map<String, String>> events(String output) throws IOException {
        var events = new ArrayList<Map<String, String>>();
        for (var line :
                output.lines().filter(any -> any.startsWith(Events.PREFIX)).toList()) {
            var event = new LinkedHashMap<String, String>();
            try (var parser = new JsonFactory().createParser(line.substring(Events.PREFIX.length()))) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.getCurrentName();
                    parser.nextToken();
                    event.put(name, parser.getText());
                }
                assertThat(parser.nextToken()).isNull();
            }
            events.add(event);
        }
        return events;
    }

    private List<Map<String, String>> events() throws IOException {
        return events(written.toString(StandardCharsets.US_ASCII));
    }

    private static BatchProgress batch(int batch) {
        return new BatchProgress(
                1,
                2,
                batch,
                10,
                new Evaluation(0.5, 0.25),
                1234.6,
                Optional.of(new TimeLeft(Duration.ofSeconds(5), true)),
                0);
    }

    @Test
    void texts_arrive_whatever_they_contain_and_however_output_is_encoded() throws IOException {
        var text = "R² of \"C:\\data\"\nline 2\u0000\t😀";
        report.warns(text);
        assertThat(events()).containsExactly(Map.of("event", "warning", "text", text));
        assertThat(written.toString(StandardCharsets.US_ASCII).lines()).hasSize(1);
    }

    @Test
    void each_event_has_its_fields() throws IOException {
        report.begins("Spark 3.5.9, local[2]", 60_000_000_000L, 2);
        report.epochEnded(1, 10, "epoch 1/10  accuracy 0.5", 0.1);
        report.done("hdfs:/n.seqnet");
        assertThat(events())
                .containsExactly(
                        Map.of(
                                "event",
                                "begin",
                                "device",
                                "Spark 3.5.9, local[2]",
                                "rows",
                                "60000000000",
                                "shards",
                                "2"),
                        Map.of(
                                "event",
                                "epoch",
                                "epoch",
                                "1",
                                "epochs",
                                "10",
                                "line",
                                "epoch 1/10  accuracy 0.5",
                                "fraction",
                                "0.1"),
                        Map.of("event", "done", "network", "hdfs:/n.seqnet"));
    }

    @Test
    void a_batch_tells_what_a_learner_shows_at_its_progress_bar() throws IOException {
        report.batchEnded(batch(4), Optional.of(new Evaluation(0.75, 0.5)));
        assertThat(events())
                .containsExactly(Map.of(
                        "event", "batch",
                        "fraction", "0.2",
                        "text",
                                "epoch 1/2, mini-batch 4/10, loss 0.2500, accuracy 0.5000, validation accuracy 0.7500, "
                                        + "1,235 samples/s, at most 5 s left"));
    }

    @Test
    void batches_are_told_a_few_times_a_second() throws IOException {
        for (int batch = 1; batch <= 10; batch++) {
            report.batchEnded(batch(batch), Optional.empty());
            nanos.addAndGet(100_000_000);
        }
        assertThat(events()).extracting(event -> event.get("fraction")).containsExactly("0.05", "0.2", "0.35", "0.5");
    }

    @Test
    void an_error_is_an_event_and_a_line_for_people() throws IOException {
        report.fails("No.");
        assertThat(events()).containsExactly(Map.of("event", "error", "text", "No."));
        assertThat(problems).hasToString("No.\n");
    }
}
