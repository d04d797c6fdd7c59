package org.seqnet.knime.idx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.idx.IdxWriter;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class IdxReaderTest {
    private final IdxReaderParameters parameters = new IdxReaderParameters();

    @TempDir
    Path folder;

    @Test
    void the_catalogue_tells_shape_and_labels_before_anything_is_downloaded() throws Exception {
        var spec = configure().tableSpec(0);

        assertThat(spec.getColumnNames()).containsExactly("image", "label");
        assertThat(TensorColumn.shape(spec.getColumnSpec(0))).contains(Shape.of(28, 28));
        assertThat(spec.getColumnSpec(1).getDomain().getValues())
                .extracting(Object::toString)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void labels_can_be_class_names() throws Exception {
        parameters.dataset = CatalogueEntry.FASHION_MNIST;
        parameters.useClassNames = true;

        assertThat(configure().tableSpec(0).getColumnSpec(1).getDomain().getValues())
                .contains(new StringCell("T-shirt/top"), new StringCell("Ankle boot"))
                .hasSize(10);
    }

    @Test
    void files_tell_their_columns_but_not_their_content() throws Exception {
        choose(folder.resolve("images"), folder.resolve("labels"));

        var spec = configure().tableSpec(0);

        assertThat(spec.getColumnNames()).containsExactly("image", "label");
        assertThat(TensorColumn.shape(spec.getColumnSpec(0))).isEmpty();
        assertThat(spec.getColumnSpec(1).getDomain().hasValues()).isFalse();
    }

    @Test
    void images_and_labels_become_rows() throws Exception {
        choose(images("images", false, 3), labels("labels", 7, 0, 7));

        var table = execute();

        assertThat(Tables.keys(table)).containsExactly("Row0", "Row1", "Row2");
        assertThat(Tables.column(table, "label")).containsExactly("7", "0", "7");
        assertThat(tensor(table, 1)).isEqualTo(image(1));
        assertThat(TensorColumn.shape(table.getDataTableSpec().getColumnSpec(0)))
                .contains(Shape.of(2, 2));
        assertThat(table.getDataTableSpec().getColumnSpec(1).getDomain().getValues())
                .containsExactly(new StringCell("0"), new StringCell("7"));
    }

    @Test
    void the_first_column_of_qmnist_s_labels_is_the_class() throws Exception {
        var labels = folder.resolve("qmnist-labels");
        try (var writer = IdxWriter.plain(Files.newOutputStream(labels), IdxHeader.of(ElementType.INT, 6, 8))) {
            for (int i = 0; i < 6; i++) {
                writer.write(Tensor.ofInts(Shape.of(8), new int[] {i % 3, 4, 2168, i, 5, 0, 0, 0}));
            }
        }
        choose(images("images", false, 6), labels);

        var table = execute();

        assertThat(Tables.column(table, "label")).containsExactly("0", "1", "2", "0", "1", "2");
        assertThat(table.getDataTableSpec().getColumnSpec(1).getDomain().getValues())
                .containsExactly(new StringCell("0"), new StringCell("1"), new StringCell("2"));
    }

    @Test
    void gzip_is_told_by_content_not_by_name() throws Exception {
        choose(images("images.idx", true, 2), labels("labels.gz", 1, 2));

        assertThat(Tables.column(execute(), "label")).containsExactly("1", "2");
    }

    @Test
    void images_can_be_read_without_labels() throws Exception {
        choose(images("images", false, 2), folder.resolve("none"));
        parameters.files.readLabels = false;

        assertThat(execute().getDataTableSpec().getColumnNames()).containsExactly("image");
    }

    @Test
    void any_element_type_and_number_of_dimensions_is_read() throws Exception {
        var file = folder.resolve("signals");
        var signal = Tensor.ofFloats(Shape.of(1, 2, 1), new float[] {0.5f, -3});
        try (var writer = IdxWriter.plain(Files.newOutputStream(file), IdxHeader.of(ElementType.FLOAT, 1, 1, 2, 1))) {
            writer.write(signal);
        }
        choose(file, folder.resolve("none"));
        parameters.files.readLabels = false;

        assertThat(tensor(execute(), 0)).isEqualTo(signal);
    }

    @Test
    void rows_are_skipped_and_limited() throws Exception {
        choose(images("images", false, 5), labels("labels", 0, 1, 2, 3, 4));
        parameters.skipRows = 1;
        parameters.limitRows = true;
        parameters.maxRows = 2;

        var table = execute();

        assertThat(Tables.keys(table)).containsExactly("Row0", "Row1");
        assertThat(Tables.column(table, "label")).containsExactly("1", "2");
        assertThat(tensor(table, 0)).isEqualTo(image(1));
    }

    @Test
    void skipping_more_rows_than_there_are_gives_an_empty_table() throws Exception {
        choose(images("images", false, 2), labels("labels", 0, 1));
        parameters.skipRows = 5_000_000_000L;

        assertThat(execute().size()).isZero();
    }

    @Test
    void more_labels_than_knime_usually_keeps_stay_in_the_domain() throws Exception {
        int[] labels = IntStream.range(0, 100).toArray();
        choose(images("images", false, 100), labels("labels", labels));

        assertThat(execute().getDataTableSpec().getColumnSpec(1).getDomain().getValues())
                .hasSize(100);
    }

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

    @Test
    void a_file_that_fails_once_the_node_is_cancelled_is_no_failure() throws Exception {
        choose(folder.resolve("none"), labels("labels", 1));
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                throw new CanceledExecutionException();
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters);

        assertThatThrownBy(() -> IdxReaderNodeFactory.execute(run, run)).isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    void a_file_that_is_not_there_is_named() throws Exception {
        choose(folder.resolve("none"), labels("labels", 1));

        assertFails(this::execute, folder.resolve("none") + ": file not found. Check the path.");
    }

    @Test
    void a_folder_is_no_file() throws Exception {
        choose(folder, labels("labels", 1));

        assertFails(this::execute, folder + ": this is a folder, not a file. Select a file in it.");
    }

    @Test
    void a_file_without_permission_is_named() throws Exception {
        var file = images("secret", false, 1);
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read anything");
        assumeFalse(file.getFileSystem().supportedFileAttributeViews().stream().noneMatch("posix"::equals));
        Files.setPosixFilePermissions(file, Set.of());
        choose(file, labels("labels", 1));

        assertFails(
                this::execute,
                file + ": no permission to read this file. Ask its owner for access, or read a copy of it.");
    }

    @Test
    void unequal_counts_are_told() throws Exception {
        choose(images("images", false, 3), labels("labels", 1, 2));

        assertFails(
                this::execute,
                folder.resolve("labels") + ": 2 labels for 3 images in " + folder.resolve("images")
                        + "; select two files that belong together.");
    }

    @Test
    void a_file_of_another_kind_is_told() throws Exception {
        var file = Files.write(folder.resolve("picture.png"), "\u0089PNG picture".getBytes(UTF_8));
        choose(file, labels("labels", 1));

        assertFails(
                this::execute,
                file
                        + ", byte 0: found 0xC2 0x89, but an IDX file starts with 0x00 0x00. Select an IDX "
                        + "file, uncompressed or gzipped.");
    }

    @Test
    void a_truncated_file_is_told_and_leaves_nothing_open() throws Exception {
        var whole = Files.readAllBytes(images("images", false, 2));
        Files.write(folder.resolve("images"), java.util.Arrays.copyOf(whole, whole.length - 1));
        choose(folder.resolve("images"), labels("labels", 1, 2));

        assertFails(
                this::execute,
                folder.resolve("images") + ", byte 23: the file ends here, but its header specifies 2 x 2 x 2 unsigned "
                        + "byte, 24 bytes in total; the file is truncated. Get a new copy of it.");
    }

    @Test
    void a_file_must_be_chosen() {
        parameters.source = DataSource.FILES;

        assertInvalid(this::configure, "Images file: no file is selected.");
        parameters.files.images = new FileSelection(FSLocation.NULL);
        assertInvalid(this::configure, "Images file: no file is selected.");
        parameters.files.images = local(folder.resolve("images"));
        assertInvalid(this::configure, "Labels file: no file is selected.");
    }

    @Test
    void negative_numbers_of_rows_are_refused() {
        parameters.skipRows = -1;

        assertInvalid(this::configure, "Skip first rows: -1 is negative.");
    }

    @Test
    void cancelling_stops_between_rows_and_reading_works_again() throws Exception {
        choose(images("images", false, 50), labels("labels", new int[50]));
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                throw new CanceledExecutionException();
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters);

        assertThatThrownBy(() -> IdxReaderNodeFactory.execute(run, run)).isInstanceOf(CanceledExecutionException.class);
        assertThat(execute().size()).isEqualTo(50);
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

    private NodeRun configure() throws Exception {
        var run = NodeRun.configuring(parameters);
        IdxReaderNodeFactory.configure(run, run);
        return run;
    }

    private BufferedDataTable execute() throws Exception {
        var run = NodeRun.executing(parameters);
        IdxReaderNodeFactory.execute(run, run);
        return run.table(0);
    }

    private void choose(Path images, Path labels) {
        parameters.source = DataSource.FILES;
        parameters.files.images = local(images);
        parameters.files.labels = local(labels);
    }

    private static FileSelection local(Path file) {
        return new FileSelection(new FSLocation(FSCategory.LOCAL, file.toString()));
    }

    private Path images(String name, boolean gzip, int count) throws IOException {
        var file = folder.resolve(name);
        var header = IdxHeader.of(ElementType.UNSIGNED_BYTE, count, 2, 2);
        var out = Files.newOutputStream(file);
        try (var writer = gzip ? IdxWriter.gzip(out, header) : IdxWriter.plain(out, header)) {
            for (int i = 0; i < count; i++) {
                writer.write(image(i));
            }
        }
        return file;
    }

    private static Tensor image(int number) {
        return Tensor.ofUnsignedBytes(Shape.of(2, 2), new byte[] {(byte) number, 2, (byte) 200, 4});
    }

    private Path labels(String name, int... labels) throws IOException {
        var file = folder.resolve(name);
        try (var writer =
                IdxWriter.plain(Files.newOutputStream(file), IdxHeader.of(ElementType.UNSIGNED_BYTE, labels.length))) {
            for (int label : labels) {
                writer.write(Tensor.ofUnsignedBytes(Shape.of(1), new byte[] {(byte) label}));
            }
        }
        return file;
    }

    private static Tensor tensor(BufferedDataTable table, int row) {
        return ((TensorValue) Tables.rows(table).get(row).getCell(0)).tensor();
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
