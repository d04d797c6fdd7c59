package org.seqnet.knime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.CancellingMonitor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class ImageFileReaderTest extends ImageFolders {
    @Test
    void images_are_appended_to_the_rows_that_name_them() throws Exception {
        gray("a.png", 3, 2, 0, 51, 102, 153, 204, 255);
        gray("b.png", 3, 2, 255, 0, 0, 0, 0, 0);

        var run = execute("b.png", "a.png", "b.png");

        var result = run.table(0);
        assertThat(result.getDataTableSpec().getColumnNames()).containsExactly("label", "file", "image");
        assertThat(Tables.column(result, "file")).containsExactly("b.png", "a.png", "b.png");
        assertThat(image(result, 1).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(values(image(result, 1))).containsExactly(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, within(1e-6f));
        assertThat(image(result, 0)).isEqualTo(image(result, 2));
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void bytes_stay_bytes_and_the_spec_states_the_shape() throws Exception {
        gray("a.png", 3, 2, 0, 1, 2, 3, 4, 5);

        var result = execute("a.png").table(0);

        assertThat(image(result, 0).elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        var column = result.getDataTableSpec().getColumnSpec("image");
        assertThat(TensorColumn.shape(column)).contains(Shape.of(2, 3));
        assertThat(TensorColumn.elementType(column)).contains(ElementType.UNSIGNED_BYTE);
    }

    @ParameterizedTest
    @CsvSource({"AS_STORED, 2 x 3 x 3", "GREY, 2 x 3", "RGB, 2 x 3 x 3"})
    void color_images_have_one_or_three_values_per_pixel(ImageColors colors, String shape) throws Exception {
        write("a.png", "png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        parameters.colors = colors;

        assertThat(image(execute("a.png").table(0), 0).shape()).hasToString(shape);
    }

    @Test
    void jpeg_files_are_read_by_whatever_name() throws Exception {
        var white = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        white.getRaster()
                .setPixels(
                        0,
                        0,
                        16,
                        16,
                        Stream.generate(() -> 255).limit(256).mapToInt(i -> i).toArray());
        write("photo.png", "jpeg", white);

        assertThat(values(image(execute("photo.png").table(0), 0))).hasSize(256).containsOnly(1f);
    }

    @Test
    void images_of_different_sizes_are_scaled_to_one() throws Exception {
        gray("a.png", 2, 1, 0, 255);
        gray(
                "b.png",
                4,
                4,
                Stream.generate(() -> 255).limit(16).mapToInt(i -> i).toArray());
        parameters.size = ImageSize.SCALE;
        parameters.width = 4;
        parameters.height = 1;

        var result = execute("a.png", "b.png").table(0);

        assertThat(image(result, 0).shape()).isEqualTo(Shape.of(1, 4));
        assertThat(values(image(result, 0))).containsExactly(0f, 64 / 255f, 191 / 255f, 1f);
        assertThat(values(image(result, 1))).containsExactly(1f, 1f, 1f, 1f);
    }

    @ParameterizedTest
    @CsvSource({"AS_STORED,", "GREY, 20 x 30", "RGB, 20 x 30 x 3"})
    void the_shape_is_known_before_execution_if_the_settings_decide_on_it(ImageColors colors, String shape)
            throws Exception {
        parameters.colors = colors;
        parameters.size = ImageSize.SCALE;
        parameters.width = 30;
        parameters.height = 20;

        var spec = configure(SPEC);

        assertThat(spec.getColumnNames()).containsExactly("label", "file", "image");
        assertThat(TensorColumn.shape(spec.getColumnSpec("image"))
                        .map(Shape::toString)
                        .orElse(null))
                .isEqualTo(shape);
    }

    @Test
    void names_may_lead_into_subfolders_and_back_and_contain_backslashes_or_be_absolute() throws Exception {
        Files.createDirectories(folder.resolve("train/cats"));
        gray("train/cats/a.png", 1, 1, 255);

        var result = execute(
                        "train/cats/a.png",
                        "train\\cats\\a.png",
                        "./train/../train/cats/a.png",
                        folder.resolve("train/cats/a.png").toString())
                .table(0);

        assertThat(Tables.rows(result))
                .extracting(row -> ((TensorValue) row.getCell(2)).tensor().value(0))
                .containsOnly(1f)
                .hasSize(4);
    }

    @Test
    void a_file_in_the_folder_stands_for_it() throws Exception {
        gray("a.png", 1, 1, 255);
        Files.writeString(folder.resolve("labels.csv"), "file,label");
        parameters.folder = local(folder.resolve("labels.csv"));

        assertThat(values(image(execute("a.png").table(0), 0))).containsExactly(1f);
        assertFails(
                () -> execute("b.png"),
                "Row 'Row0': 'b.png' in " + folder + ": file not found. Check the path.",
                ADVICE);
    }

    @Test
    void rows_without_an_image_can_be_kept_and_are_counted_with_the_first_reason() throws Exception {
        gray("a.png", 1, 1, 255);
        parameters.unreadable = MissingCells.KEEP;

        var run = execute("nowhere.png", "a.png", "");

        assertThat(Tables.column(run.table(0), "image"))
                .startsWith("?")
                .endsWith("?")
                .hasSize(3);
        assertThat(image(run.table(0), 1).shape()).isEqualTo(Shape.of(1, 1));
        assertThat(TensorColumn.shape(run.table(0).getDataTableSpec().getColumnSpec("image")))
                .contains(Shape.of(1, 1));
        assertThat(run.warning())
                .contains("2 of 3 rows have no image because it could not be read. Row 'Row0': 'nowhere.png' in "
                        + folder + ": file not found. Check the path.");
    }

    @Test
    void a_table_without_rows_or_without_any_image_gives_a_column_of_no_known_shape() throws Exception {
        parameters.unreadable = MissingCells.KEEP;

        assertThat(execute().table(0).size()).isZero();
        assertThat(TensorColumn.shape(
                        execute("none").table(0).getDataTableSpec().getColumnSpec("image")))
                .isEmpty();
    }

    @Test
    void a_column_of_the_same_name_is_kept() throws Exception {
        parameters.fileColumn = "image";

        assertThat(configure(new DataTableSpec(strings("image"))).getColumnNames())
                .containsExactly("image", "image (#1)");
    }

    /** Whenever it is asked for, before the first row as well as while a file is read. */
    @ParameterizedTest
    @EnumSource
    void reading_stops_when_the_node_is_cancelled(MissingCells unreadable) throws Exception {
        gray("a.png", 1, 1, 255);
        parameters.unreadable = unreadable;
        var checks = new CancellingMonitor(Integer.MAX_VALUE);
        executeWith(checks, "a.png", "a.png");
        assertThat(checks.asked()).isGreaterThan(6);
        for (int before = 0; before < checks.asked(); before++) {
            var monitor = new CancellingMonitor(before);

            assertThatThrownBy(() -> executeWith(monitor, "a.png", "a.png"))
                    .as("cancelled after %d checks", before)
                    .isInstanceOf(CanceledExecutionException.class);
        }
    }

    private void executeWith(CancellingMonitor monitor, String... names) throws Exception {
        var run = NodeRun.executing(Tables.execution(monitor), parameters, files(names));
        ImageFileReaderNodeFactory.execute(run, run);
    }

    @Test
    void a_learner_reads_the_images_as_they_are() throws Exception {
        gray("dark.png", 2, 2, 0, 0, 0, 0);
        gray("bright.png", 2, 2, 255, 255, 255, 255);
        parameters.newColumn = "sequence";
        var spec = new DataTableSpec(strings("file"), strings("label", "u", "v"));

        var images = execute(table(spec, row(string("dark.png"), string("u")), row(string("bright.png"), string("v"))));

        var network = LearnerRun.trained(images.table(0), 1).network();

        assertThat(network.labels()).isEqualTo(LabelDomain.of("u", "v"));
        assertThat(network.inputShape()).isEqualTo(new SequenceShape(2, 2));
    }

    @Test
    void settings_from_before_there_was_an_aspect_ratio_stretch() throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(ImageFileReaderParameters.class, parameters, older);
        assertThat(older.removeConfig("aspectRatio")).isNotNull();

        assertThat(NodeParametersUtil.loadSettings(older, ImageFileReaderParameters.class).aspectRatio)
                .isEqualTo(ImageAspect.STRETCH);
    }

    @ParameterizedTest
    @CsvSource({"label|file name|path, file name", "label|Image, Image", "label|text, label", "'', ''"})
    void a_column_called_like_a_file_is_preferred(String columns, String preferred) {
        var spec = new DataTableSpec(Stream.of(columns.split("\\|"))
                .filter(name -> !name.isEmpty())
                .map(name -> strings(name))
                .toArray(DataColumnSpec[]::new));

        var created = NodeParametersUtil.createSettings(ImageFileReaderParameters.class, new DataTableSpec[] {spec});

        assertThat(created.fileColumn).isEqualTo(preferred);
    }
}
