package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.ImageContent;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCellFactory;
import org.seqnet.engine.sequence.Preparation.Step;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.CancellingMonitor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.image.ImageAspect;
import org.seqnet.knime.image.ImageSize;
import org.seqnet.knime.sequence.StepParameters.Steps;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

/** Images of other cells than PNG, images of files, and images of other sizes. */
class ImageFilesTest {
    private static final DataTableSpec PATHS = new DataTableSpec(column("Path", SimpleFSLocationCellFactory.TYPE));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.IMAGES);

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("cats"));
        Files.createDirectories(folder.resolve("dogs"));
    }

    @Test
    void a_cell_of_any_image_is_read_if_its_file_is_a_jpeg_or_png_image() throws Exception {
        var spec = new DataTableSpec(column("picture", DataType.getType(ImageCell.class)));

        var reshaped = Reshaped.execute(
                parameters,
                table(spec, row(new ImageCell(file("jpeg", 16, 8, 90))), row(new ImageCell(file("png", 16, 8, 90)))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(8, 16));
        assertThat(reshaped.sequence(0).value(0)).isBetween(88f, 92f);
        assertThat(Floats.of(reshaped.sequence(1))).containsOnly(90f);
        assertFails(
                () -> Reshaped.execute(parameters, table(spec, row(new ImageCell("<svg/>".getBytes())))),
                "Row 'Row0': the file is neither a PNG nor a JPEG image. Convert it to one of these formats.");
    }

    /** KNIME's own cell takes whatever Java can decode. */
    @Test
    void a_png_cell_may_hold_a_jpeg_image() throws Exception {
        var spec = new DataTableSpec(column("picture", PNGImageCellFactory.TYPE));

        var reshaped =
                Reshaped.execute(parameters, table(spec, row(PNGImageCellFactory.create(file("jpeg", 8, 8, 40)))));

        assertThat(reshaped.sequence(0).value(9)).isBetween(38f, 42f);
    }

    @Test
    void paths_are_read_as_the_files_they_lead_to() throws Exception {
        write("cats/a.png", "png", 2, 1, 30);
        write("dogs/b.jpg", "jpeg", 2, 1, 200);

        var reshaped = Reshaped.execute(parameters, paths("cats/a.png", "dogs/b.jpg"));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames()).containsExactly("Path", "sequence");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(30, 30);
        assertThat(reshaped.sequence(1).value(0)).isBetween(198f, 202f);
    }

    @Test
    void a_file_that_cannot_be_read_is_named_with_its_row() throws Exception {
        Files.writeString(folder.resolve("cats/c.png"), "no image");

        assertRefused("cats/none.png", ": file not found. Check the path.");
        assertRefused("cats", ": this is a folder, not a file.");
        assertRefused(
                "cats/c.png", ": the file is neither a PNG nor a JPEG image. Convert it to one of these formats.");
    }

    private void assertRefused(String file, String reason) {
        assertFails(
                () -> Reshaped.execute(parameters, paths(file)),
                "Row 'Row0': the file " + folder.resolve(file) + reason);
    }

    @Test
    void a_path_into_another_file_system_says_how_to_get_the_files() {
        var connected = new FSLocation(FSCategory.CONNECTED, "amazon-s3:eu", "/bucket/a.png");
        assertFails(
                () -> Reshaped.execute(parameters, table(PATHS, row(cell(connected)))),
                "Row 'Row0': the file /bucket/a.png: this path leads to a connected file system, which the node "
                        + "cannot reach. Copy the files with a Transfer Files node, for example to the workflow data "
                        + "area.");
        var unknown = new FSLocation("A_LATER_KNIME", "/a.png");
        assertFails(
                () -> Reshaped.execute(parameters, table(PATHS, row(cell(unknown)))),
                "Row 'Row0': the file /a.png: this location is not available here. Use a local path, the workflow "
                        + "data area, or a URL.");
    }

    @Test
    void the_folder_of_a_file_is_its_label() throws Exception {
        for (int i = 0; i < 70; i++) {
            Files.createDirectory(folder.resolve("class" + i));
            write("class" + i + "/a.png", "png", 2, 1, i);
        }
        parameters.folderLabel = true;

        var reshaped = Reshaped.execute(
                parameters,
                paths(Stream.iterate(69, i -> i - 1)
                        .limit(70)
                        .map(i -> "class" + i + "/a.png")
                        .toArray(String[]::new)));

        var spec = reshaped.table().getDataTableSpec();
        assertThat(spec.getColumnNames()).containsExactly("Path", "sequence", "label");
        assertThat(Tables.column(reshaped.table(), "label"))
                .startsWith("class69", "class68")
                .endsWith("class0");
        assertThat(spec.getColumnSpec("label").getDomain().getValues())
                .hasSize(70)
                .startsWith(new StringCell("class0"), new StringCell("class1"), new StringCell("class10"));
        assertThat(Reshaped.configure(parameters, PATHS).getColumnNames()).containsExactly("Path", "sequence", "label");
    }

    @Test
    void a_missing_path_has_neither_a_sequence_nor_a_label() throws Exception {
        parameters.folderLabel = true;

        var reshaped = Reshaped.execute(parameters, table(PATHS, row(DataType.getMissingCell())));

        assertThat(Tables.column(reshaped.table(), "sequence")).containsExactly("?");
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("?");
        assertThat(reshaped.warning()).contains("1 of 1 rows have no sequence because their image is missing.");
    }

    @Test
    void images_that_are_no_files_have_no_folder() {
        parameters.folderLabel = true;

        assertInvalid(
                () -> Reshaped.configure(parameters, new DataTableSpec(column("picture", PNGImageCellFactory.TYPE))),
                "Append folder name as label: column 'picture' contains images, not paths of files.",
                "Uncheck this setting, or select a column of paths, such as that of a List Files/Folders node.");
    }

    @Test
    void a_new_node_takes_the_label_from_the_folder_if_the_images_are_files() {
        assertThat(created(PATHS).input).isEqualTo(Input.IMAGES);
        assertThat(created(PATHS).imageColumn).isEqualTo("Path");
        assertThat(created(PATHS).folderLabel).isTrue();
        var both = new DataTableSpec(
                column("Path", SimpleFSLocationCellFactory.TYPE), column("picture", PNGImageCellFactory.TYPE));
        assertThat(created(both).imageColumn).isEqualTo("picture");
        assertThat(created(both).folderLabel).isFalse();
        assertThat(created(new DataTableSpec(strings("a"))).folderLabel).isFalse();
    }

    private static SequenceReshaperParameters created(DataTableSpec spec) {
        return NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new DataTableSpec[] {spec});
    }

    /** The trap: photos have as many sizes as there are cameras. */
    @Test
    void images_of_different_widths_say_what_to_do_and_work_then() throws Exception {
        write("cats/a.png", "png", 4, 2, 10);
        write("dogs/b.png", "png", 3, 5, 20);

        assertFails(
                () -> Reshaped.execute(parameters, paths("cats/a.png", "dogs/b.png")),
                "Row 'Row1': the image has 3 x 5 pixels (width x height), but that of row 'Row0' has 4 x 2. Set "
                        + "\"Size\" to \"Resize\" and enter the width and height that all images get.");

        resize(2, 3, ImageAspect.PAD);
        var reshaped = Reshaped.execute(parameters, paths("cats/a.png", "dogs/b.png"));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 0, 10, 10, 0, 0);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(20, 20, 20, 20, 20, 20);
    }

    @Test
    void images_of_different_heights_are_sequences_of_different_lengths() throws Exception {
        write("cats/a.png", "png", 3, 2, 10);
        write("dogs/b.png", "png", 3, 5, 20);

        var reshaped = Reshaped.execute(parameters, paths("cats/a.png", "dogs/b.png"));

        assertThat(reshaped.sequence(1).shape()).isEqualTo(Shape.of(5, 3));
        assertThat(reshaped.warning())
                .contains("The images differ in size, so the sequences differ in length. Convolutional networks do not "
                        + "accept them; set \"Size\" to \"Resize\" for images of one size.");
    }

    @Test
    void the_spec_states_the_new_size_and_what_was_done() throws Exception {
        parameters.pixels = Pixels.RGB;
        resize(5, 4, ImageAspect.CROP);
        write("cats/a.png", "png", 3, 2, 10);

        var configured = Reshaped.configure(parameters, PATHS).getColumnSpec("sequence");
        var executed = Reshaped.execute(parameters, paths("cats/a.png"));

        assertThat(TensorColumn.shape(configured)).contains(new SequenceShape(4, 15).toShape());
        assertThat(TensorColumn.channels(configured)).hasValue(3);
        assertThat(executed.sequence(0).shape()).isEqualTo(Shape.of(4, 15));
        assertThat(TensorColumn.preparation(configured).steps())
                .startsWith(new Step("Colors", "RGB"), new Step("Size", "5 x 4, cropped"));
    }

    @Test
    void a_size_that_cannot_be_laid_out_or_is_out_of_range_is_refused() {
        resize(5, 4, ImageAspect.CROP);
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 3;
        assertInvalid(
                () -> Reshaped.configure(parameters, PATHS),
                "Image column 'Path': a tensor of shape 4 x 5 has 20 values, which cannot be divided into time steps "
                        + "of 3. Use a number of values per time step that divides it.");
        parameters.imageHeight = 0;
        assertInvalid(
                () -> Reshaped.configure(parameters, PATHS),
                "Height: 0 is not between 1 and 4096.",
                "Enter a number of pixels in this range.");
        parameters.input = Input.LISTS; // then it does not matter
        assertInvalid(
                () -> Reshaped.configure(parameters, PATHS),
                "List column: the input table has no column of lists of numbers.");
    }

    @Test
    void reading_stops_when_the_node_is_cancelled() throws Exception {
        write("cats/a.png", "png", 3, 2, 10);
        parameters.folderLabel = true;
        for (int before = 0; before < 12; before++) {
            var monitor = new CancellingMonitor(before);
            var run = NodeRun.executing(Tables.execution(monitor), parameters, paths("cats/a.png", "cats/a.png"));

            assertThatThrownBy(() -> SequenceReshaperNodeFactory.execute(run, run))
                    .as("cancelled after %d checks", before)
                    .isInstanceOf(CanceledExecutionException.class);
        }
    }

    private void resize(int width, int height, ImageAspect aspectRatio) {
        parameters.imageSize = ImageSize.SCALE;
        parameters.imageWidth = width;
        parameters.imageHeight = height;
        parameters.imageAspectRatio = aspectRatio;
    }

    private BufferedDataTable paths(String... files) {
        List<DataCell[]> rows = new ArrayList<>();
        for (var file : files) {
            rows.add(row(
                    cell(new FSLocation(FSCategory.LOCAL, folder.resolve(file).toString()))));
        }
        return table(PATHS, rows.toArray(DataCell[][]::new));
    }

    private static DataCell cell(FSLocation location) {
        return new SimpleFSLocationCellFactory(location).createCell(location.getPath());
    }

    private void write(String name, String format, int width, int height, int value) throws IOException {
        Files.write(folder.resolve(name), file(format, width, height, value));
    }

    private static byte[] file(String format, int width, int height, int value) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, value);
        }
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, format, file);
        return file.toByteArray();
    }

    /** An image of a kind that KNIME's core does not know. */
    @SuppressWarnings("serial")
    private static final class ImageCell extends DataCell implements ImageValue {
        private final transient byte[] file;

        ImageCell(byte[] file) {
            this.file = file;
        }

        @Override
        public ImageContent getImageContent() {
            return new ImageContent() {
                @Override
                public void save(OutputStream out) throws IOException {
                    out.write(file);
                }

                @Override
                public void paint(Graphics2D g, int maxWidth, int maxHeight) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Dimension getPreferredSize() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public DataCell toImageCell() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public String getSummary() {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public String getImageExtension() {
            return "jpg";
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return false;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "image";
        }
    }
}
