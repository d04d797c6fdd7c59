package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.JsonObject;

/** A training on a Livy server, of which a small server on loopback takes the place. */
class LivyJobTest {
    private static final String DONE = "seqnet-event {\\\"event\\\":\\\"epoch\\\",\\\"line\\\":\\\"epoch 1/1\\\"}";

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile List<String> states = List.of("starting", "running", "success");
    private volatile String log = "";
    private volatile int refusal;
    private volatile Runnable whenStarted = () -> {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (refusal != 0) {
            reply(exchange, refusal, "{\"msg\":\"no such jar\"}");
        } else if (exchange.getRequestHeaders().getFirst("X-Requested-By") == null) {
            reply(exchange, 400, "{\"msg\":\"Missing Required Header\"}");
        } else if (request.equals("POST /batches")) {
            whenStarted.run();
            reply(exchange, 201, "{\"id\":7,\"state\":\"starting\"}");
        } else if (request.equals("GET /batches/7")) {
            var state = states.get(0);
            states = states.size() > 1 ? states.subList(1, states.size()) : states;
            reply(exchange, 200, "{\"id\":7,\"state\":\"" + state + "\"}");
        } else if (request.startsWith("GET /batches/7/log?")) {
            reply(exchange, 200, "{\"id\":7,\"from\":0,\"total\":1,\"log\":[\"stdout: \"" + log + "]}");
        } else if (request.equals("DELETE /batches/7")) {
            reply(exchange, 200, "{\"msg\":\"deleted\"}");
        } else {
            reply(exchange, 404, "{}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Keeps what happens, and cancels at some time. */
    private static final class Watching implements SparkJob.Observer {
        private final List<SparkEvent> events = new CopyOnWriteArrayList<>();
        private int asked;
        private int cancelledAt = Integer.MAX_VALUE;

        @Override
        public void happened(List<SparkEvent> happened) {
            events.addAll(happened);
        }

        @Override
        public boolean isCancelled() {
            return asked++ >= cancelledAt;
        }
    }

    private LivyJob job() {
        return new LivyJob(new Livy(url() + "/"), new JsonObject().with("file", "hdfs:///a ü.jar"), 1);
    }

    @Test
    void a_batch_is_started_and_followed_to_its_end() throws IOException {
        log = ",\"" + DONE + "\"";
        var observer = new Watching();

        job().run(observer);

        assertThat(bodies.get(0)).isEqualTo("{\"file\":\"hdfs:///a ü.jar\"}");
        assertThat(observer.events).containsExactly(new SparkEvent.EpochEnded(0, "epoch 1/1"));
        assertThat(requests).doesNotContain("DELETE /batches/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "error", "killed"})
    void a_batch_that_fails_shows_the_end_of_its_log(String state) {
        states = List.of("running", state);
        log = ",\"java.net.ConnectException: Connection refused\"";

        assertThatThrownBy(() -> job().run(new Watching()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(("Livy batch 7 ended in the state \"%s\". Check \"Master URL\", and that the cluster is "
                                + "running and can be reached from this machine. The last lines of its log: "
                                + "java.net.ConnectException: Connection refused")
                        .formatted(state));
    }

    @Test
    void the_error_that_the_training_tells_is_the_message() {
        states = List.of("running", "dead");
        log = ",\"seqnet-event {\\\"event\\\":\\\"error\\\",\\\"text\\\":\\\"Data: no rows.\\\"}\"";

        assertThatThrownBy(() -> job().run(new Watching())).hasMessage("Data: no rows.");
    }

    @Test
    void cancelling_ends_the_batch() {
        states = List.of("running");
        var observer = new Watching();
        observer.cancelledAt = 3;

        assertThat(catchThrowable(() -> job().run(observer))).isInstanceOf(CancellationException.class);

        assertThat(requests).endsWith("DELETE /batches/7");
    }

    @Test
    void what_livy_refuses_is_told() {
        refusal = 400;
        assertThatThrownBy(() -> job().run(new Watching()))
                .isInstanceOf(IOException.class)
                .hasMessage(url() + ": the Livy server refused the request (HTTP status 400: no such jar).");

        refusal = 401;
        assertThatThrownBy(() -> job().run(new Watching()))
                .hasMessage(url() + ": the Livy server requires a sign-in (HTTP status 401), which this node does not "
                        + "support. Use spark-submit instead.");
    }

    @Test
    void a_server_that_is_not_there_is_told() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var livy = new Livy("http://127.0.0.1:" + free);

        assertThatThrownBy(() -> livy.start(new JsonObject()))
                .isInstanceOf(Livy.Unreachable.class)
                .hasMessage("http://127.0.0.1:" + free + ": the Livy server cannot be reached. Check \"Livy URL\", and "
                        + "that the server is running and can be reached from this machine.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "livy:8998", "ftp://livy", "http://", "http://a b"})
    void what_is_no_url_of_a_server_is_refused(String url) {
        assertThatThrownBy(() -> new Livy(url))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Livy URL: '%s' is not the URL of a server, such as http://livy.example.com:8998."
                        .formatted(url));
    }

    @Test
    void the_node_reads_the_network_where_knime_finds_it() throws Exception {
        var network = Trainings.of(2, true, 2, StopReason.ALL_EPOCHS_DONE).withLabelName("label");
        var file = folder.resolve("network.seqnet");
        var resumed = folder.resolve("network.seqnet.resumed");
        whenStarted = () -> {
            assertThat(resumed).isNotEmptyFile();
            try (var out = Files.newOutputStream(file)) {
                ModelArchive.write(network, out);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        var settings = livySettings(file);
        var run = NodeRun.executing(settings.parameters(), new NetworkPortObject(network, "label"));

        SparkNetworkLearnerNodeFactory.execute(run, run, Map.of());

        assertThat(((NetworkPortObject) run.object(0)).network()).isEqualTo(network);
        assertThat(resumed).doesNotExist();
        assertThat(bodies.get(0))
                .startsWith("{\"file\":\"hdfs:///apps/seqnet-spark.jar\",\"className\":\"org.seqnet.spark.app.Main\","
                        + "\"args\":[\"train\",\"--data\",\"file:///data/machines.parquet\"")
                .contains("\"--output\",\"hdfs:///n.seqnet\",\"--events\"]")
                .contains("\"--resume\",\"hdfs:///n.seqnet.resumed\"")
                .endsWith("\"executorMemory\":\"4g\",\"conf\":{\"spark.x\":\"a b\"}}");
    }

    private SparkSettings livySettings(Path file) {
        return new SparkSettings()
                .with("run/runOn", "LIVY")
                .with("run/livyUrl", url())
                .with("run/applicationJar", "hdfs:///apps/seqnet-spark.jar")
                .with("run/networkOnCluster", "hdfs:///n.seqnet")
                .with("run/additionalOptions", "--conf 'spark.x=a b'")
                .location("run/networkFile", "LOCAL", file.toString());
    }

    @Test
    void a_network_file_that_is_there_is_not_replaced_unless_that_is_asked_for() throws Exception {
        var file = Files.writeString(folder.resolve("network.seqnet"), "precious");
        var settings = livySettings(file);
        var run = NodeRun.executing(settings.parameters());

        assertThatThrownBy(() -> SparkNetworkLearnerNodeFactory.execute(run, run, Map.of()))
                .hasMessage(file + ": the file already exists. Choose another name, or set \"If exists\" to "
                        + "\"Overwrite\".");
        assertThat(requests).isEmpty();
        assertThat(file).hasContent("precious");
    }
}
