package org.seqnet.knime.idx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

class IdxReaderTest extends ImageFiles {
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
        Files.write(
                labels,
                IdxFile.of(
                        IdxHeader.of(ElementType.INT, 6, 8),
                        IntStream.range(0, 6)
                                .mapToObj(i -> Tensor.ofInts(Shape.of(8), new int[] {i % 3, 4, 2168, i, 5, 0, 0, 0}))
                                .toList()));
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
        Files.write(file, IdxFile.of(IdxHeader.of(ElementType.FLOAT, 1, 1, 2, 1), List.of(signal)));
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
}
