package org.seqnet.knime.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.seqnet.knime.Refusals.assertFails;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.series.Archive;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

/** Data sets by name, from a copy of the archive on this machine. */
class ArchiveDownloadTest extends SeriesFiles {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        System.setProperty(CacheFolder.PROPERTY, folder.resolve("cache").toString());
        System.setProperty(Archive.PROPERTY, "http://127.0.0.1:" + server.getLocalPort() + "/archive");
        var zip = zip();
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    serve(zip);
                } catch (IOException e) {
                    // the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(CacheFolder.PROPERTY);
        System.clearProperty(Archive.PROPERTY);
        server.close();
    }

    @Test
    void a_data_set_is_downloaded_by_its_name_and_then_used_offline() throws Exception {
        parameters.dataset = "gunpoint";
        parameters.subset = SeriesSubset.BOTH;

        assertThat(Tables.column(execute(), "split")).containsExactly("train", "train", "test", "test");
        assertThat(requests).containsExactly("GET /archive/GunPoint.zip HTTP/1.1");

        server.close();
        assertThat(execute().size()).isEqualTo(4);
        assertThat(TensorColumn.shape(configure().tableSpec(0).getColumnSpec(0)))
                .contains(Shape.of(3, 2));
    }

    @Test
    void the_columns_are_known_before_the_download() throws Exception {
        assertThat(configure().tableSpec(0).getColumnNames()).containsExactly("sequence", "label");
        parameters.subset = SeriesSubset.BOTH;
        parameters.dataset = "Covid3Month";
        assertThat(configure().tableSpec(0).stream().map(DataColumnSpec::getName))
                .containsExactly("sequence", "target", "split");
        parameters.dataset = "NewSet2030";
        assertThat(configure().spec(0)).isEmpty();
        assertThat(requests).isEmpty();
    }

    @Test
    void nothing_is_downloaded_before_execution_though_a_file_in_the_cache_is_damaged() throws Exception {
        execute();
        write("cache/ucr-uea/GunPoint/GunPoint_TRAIN.ts", TEST.replace("up down", "up down left"));

        assertThat(configure().tableSpec(0).getColumnSpec("label").getDomain().getValues())
                .hasSize(3);
        assertThat(requests).hasSize(1);
        assertThat(execute()
                        .getDataTableSpec()
                        .getColumnSpec("label")
                        .getDomain()
                        .getValues())
                .hasSize(2);
        assertThat(requests).hasSize(2);
    }

    @Test
    void a_file_at_a_web_address_is_read_too() throws Exception {
        var address = "http://127.0.0.1:" + server.getLocalPort() + "/walks.ts";
        parameters.source = SeriesSource.FILE;
        parameters.file = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", address));

        assertThat(Tables.column(execute(), "label")).containsExactly("down", "up");

        parameters.file = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", address + "x"));
        assertFails(this::execute, address + "x: file not found. Check the address.");
    }

    @Test
    void a_name_that_the_archive_does_not_have_is_told() {
        parameters.dataset = "NewSet2030";

        var failure = catchThrowable(this::execute);

        var home = folder.resolve("cache").resolve("ucr-uea").resolve("NewSet2030");
        assertFails(
                () -> {
                    throw failure;
                },
                "NewSet2030 is not in the cache, and the archive did not provide NewSet2030.zip. Check the name, or "
                        + "copy these two files to the folder " + home + " and try again: NewSet2030_TRAIN.ts, "
                        + "NewSet2030_TEST.ts. Attempts: http://127.0.0.1:" + server.getLocalPort()
                        + "/archive/NewSet2030.zip: HTTP status 404.");
    }

    private void serve(byte[] zip) throws IOException {
        try (var socket = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var request = in.readLine();
            for (var line = request; line != null && !line.isEmpty(); line = in.readLine()) {
                continue;
            }
            requests.add(String.valueOf(request));
            boolean series = String.valueOf(request).contains("/walks.ts ");
            boolean found = series || String.valueOf(request).contains("/GunPoint.zip ");
            var body = series ? TEST.getBytes(UTF_8) : found ? zip : new byte[0];
            var head = "HTTP/1.1 " + (found ? "200 OK" : "404 Not Found") + "\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(body);
        }
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("GunPoint_TRAIN.ts"));
            zip.write(TRAIN.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("GunPoint_TEST.ts"));
            zip.write(TEST.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
