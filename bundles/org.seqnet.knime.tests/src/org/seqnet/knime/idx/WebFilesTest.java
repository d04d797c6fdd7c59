package org.seqnet.knime.idx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.seqnet.knime.Refusals.assertFails;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;

/** Files behind web addresses, and other places than a folder of this machine. */
class WebFilesTest extends ImageFiles {
    @Test
    void a_web_address_is_read_too() throws Exception {
        var content = Files.readAllBytes(images("images", true, 2));
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(server, "200 OK", content);
            var address = "http://127.0.0.1:" + server.getLocalPort() + "/images.gz";
            parameters.source = DataSource.FILES;
            parameters.files.readLabels = false;
            parameters.files.images = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", address));

            assertThat(tensor(execute(), 1)).isEqualTo(image(1));
        }
    }

    @Test
    void an_address_without_a_file_is_told() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(server, "404 Not Found", new byte[0]);
            var address = "http://127.0.0.1:" + server.getLocalPort() + "/images.gz";
            parameters.source = DataSource.FILES;
            parameters.files.readLabels = false;
            parameters.files.images = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", address));

            assertFails(this::execute, address + ": file not found. Check the address.");
        }
    }

    @Test
    void a_location_that_means_nothing_here_is_told() {
        parameters.source = DataSource.FILES;
        parameters.files.readLabels = false;
        parameters.files.images =
                new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "../images.gz"));

        assertFails(
                this::execute,
                "knime://knime.workflow/../images.gz: this location is not available here. Use a local path, "
                        + "the workflow data area, or a URL.");
    }

    @Test
    void a_web_address_that_does_not_answer_is_named() throws Exception {
        int closed;
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        var address = "http://127.0.0.1:" + closed + "/images.gz";
        parameters.source = DataSource.FILES;
        parameters.files.readLabels = false;
        parameters.files.images = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", address));

        assertFails(
                this::execute,
                address + ": no connection (Connection refused). Check the address, and that this machine is online.");
    }

    @Test
    void a_path_that_cannot_be_one_is_named() throws Exception {
        choose(folder.resolve("images"), labels("labels", 1));
        parameters.files.images = new FileSelection(new FSLocation(FSCategory.LOCAL, "/data/\0images"));

        assertFails(
                this::execute, "/data/\0images: this is not a valid path (Nul character not allowed). Check the path.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_server_that_trickles_does_not_hold_up_cancelling(boolean labels) throws Exception {
        var cancelled = new AtomicBoolean();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            byte[] header = labels
                    ? new byte[] {0, 0, 8, 1, 0, 1, 0, 0}
                    : new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0};
            trickle(server, header, cancelled);
            var slow = new FileSelection(new FSLocation(
                    FSCategory.CUSTOM_URL, "5000", "http://127.0.0.1:" + server.getLocalPort() + "/file"));
            choose(images("images", true, 2), labels("labels", 0, 1));
            if (labels) {
                parameters.files.labels = slow;
            } else {
                parameters.files.readLabels = false;
                parameters.files.images = slow;
            }
            var monitor = new DefaultNodeProgressMonitor() {
                @Override
                public void checkCanceled() throws CanceledExecutionException {
                    if (cancelled.get()) {
                        throw new CanceledExecutionException();
                    }
                }
            };
            var run = NodeRun.executing(Tables.execution(monitor), parameters);

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertThatThrownBy(() -> IdxReaderNodeFactory.execute(run, run))
                            .isInstanceOf(CanceledExecutionException.class));
        }
    }

    /** Serves a file whose data comes byte by byte; says when the first bytes are out. */
    private static void trickle(ServerSocket server, byte[] header, AtomicBoolean begun) {
        var thread = new Thread(() -> {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                var out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                out.write(header);
                for (int sent = 0; !server.isClosed(); sent++) {
                    out.write(0);
                    out.flush();
                    Thread.sleep(20);
                    begun.set(sent > 10);
                }
            } catch (IOException | InterruptedException e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers every request in the same way until the socket is closed. */
    private static void serve(ServerSocket server, String status, byte[] content) {
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    var head = "HTTP/1.1 " + status + "\r\nContent-Length: " + content.length
                            + "\r\nConnection: close\r\n\r\n";
                    socket.getOutputStream().write(head.getBytes(UTF_8));
                    socket.getOutputStream().write(content);
                } catch (IOException e) {
                    // the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
