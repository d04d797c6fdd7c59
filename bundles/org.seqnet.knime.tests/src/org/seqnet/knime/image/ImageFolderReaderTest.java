package org.seqnet.knime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preparation.Step;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.CancellingMonitor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class ImageFolderReaderTest extends ImageFolders {
    private final ImageFolderReaderParameters settings = new ImageFolderReaderParameters();

    @BeforeEach
    void chooseFolder() throws Exception {
        settings.folder = local(folder);
        for (var name : new String[] {"dogs", "cats", "cats/kittens", ".git"}) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    @Test
    void images_are_labelled_by_their_subfolder_and_sorted() throws Exception {
        gray("dogs/10.png", 1, 2, 0, 51);
        gray("dogs/2.PNG", 1, 2, 102, 153);
        gray("cats/b.png", 1, 2, 204, 255);
        gray("cats/kittens/a.png", 1, 2, 255, 0);
        write("cats/a.jpeg", "jpeg", new BufferedImage(1, 2, BufferedImage.TYPE_BYTE_GRAY));

        var run = read();

        var table = run.table(0);
        assertThat(table.getDataTableSpec().getColumnNames()).containsExactly("file", "image", "label");
        assertThat(Tables.rows(table))
                .extracting(row -> row.getKey().getString())
                .startsWith("Row0", "Row1");
        assertThat(Tables.column(table, "file"))
                .containsExactly("cats/a.jpeg", "cats/b.png", "cats/kittens/a.png", "dogs/10.png", "dogs/2.PNG");
        assertThat(Tables.column(table, "label")).containsExactly("cats", "cats", "cats", "dogs", "dogs");
        assertThat(values(image(1))).containsExactly(new float[] {0.8f, 1}, within(1e-6f));
        assertThat(values(image(4))).containsExactly(new float[] {0.4f, 0.6f}, within(1e-6f));
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void the_spec_states_all_labels_and_the_shape_and_what_was_done() throws Exception {
        for (int i = 0; i < 70; i++) {
            Files.createDirectory(folder.resolve("class " + i));
            gray("class " + i + "/a.png", 3, 2, new int[6]);
        }
        settings.size = ImageSize.SCALE;
        settings.width = 5;
        settings.height = 4;
        settings.aspectRatio = ImageAspect.CROP;

        var spec = read().table(0).getDataTableSpec();

        assertThat(spec.getColumnSpec("label").getDomain().getValues())
                .hasSize(70)
                .contains(new StringCell("class 7"));
        assertThat(TensorColumn.shape(spec.getColumnSpec("image"))).contains(Shape.of(4, 5));
        assertThat(TensorColumn.preparation(spec.getColumnSpec("image")).steps())
                .containsExactly(new Step("Size", "5 x 4, cropped"), new Step("Scaling", "0 to 255 becomes 0 to 1"))
                .isEqualTo(TensorColumn.preparation(configured().getColumnSpec("image"))
                        .steps());
    }

    @Test
    void a_learner_reads_the_images_as_they_are() throws Exception {
        gray("cats/dark.png", 2, 3, 0, 0, 0, 0, 0, 0);
        gray("dogs/bright.png", 2, 3, 255, 255, 255, 255, 255, 255);

        var network = LearnerRun.trained(read().table(0), 1).network();

        assertThat(network.labels()).isEqualTo(LabelDomain.of("cats", "dogs"));
        assertThat(network.inputShape()).isEqualTo(new SequenceShape(3, 2));
    }

    /** The trap: photos have as many sizes as there are cameras. */
    @Test
    void a_folder_of_mixed_sizes_says_what_to_do_and_works_then() throws Exception {
        gray("cats/a.png", 3, 2, 0, 0, 0, 255, 255, 255);
        gray("dogs/b.png", 4, 5, new int[20]);

        assertFails(
                this::read,
                "'dogs/b.png': the image has 4 x 5 pixels (width x height), but 'cats/a.png' has 3 x 2.",
                "Set \"Size\" to \"Resize\" and enter the width and height that all images get.");

        settings.size = ImageSize.SCALE;
        settings.width = 2;
        settings.height = 2;
        read();
        assertThat(values(image(0))).containsExactly(0, 0, 1, 1);
        assertThat(image(1).shape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void images_in_color_among_others_are_refused_unless_all_become_one_kind() throws Exception {
        gray("cats/a.png", 3, 2, new int[6]);
        write("dogs/b.png", "png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));

        assertFails(
                this::read,
                "'dogs/b.png': the image is in color, but 'cats/a.png' is grayscale.",
                "Set \"Colors\" to \"Grayscale\" or \"RGB\".");

        settings.colors = ImageColors.RGB;
        read();
        assertThat(image(0).shape()).isEqualTo(Shape.of(2, 3, 3));
    }

    @Test
    void hidden_files_are_left_out_and_others_are_counted() throws Exception {
        gray("cats/a.png", 1, 1, 7);
        gray("outside.png", 1, 1, 7);
        gray(".git/a.png", 1, 1, 7);
        gray("cats/.hidden.png", 1, 1, 7);
        for (var name : new String[] {"cats/.DS_Store", "cats/d.gif", "cats/c.txt", "readme.md", "dogs/thumbs.db"}) {
            Files.writeString(folder.resolve(name), "no image");
        }

        var run = read();

        assertThat(Tables.column(run.table(0), "file")).containsExactly("cats/a.png");
        assertThat(run.warning())
                .contains("4 files were ignored because they are neither PNG nor JPEG files: 'cats/c.txt', "
                        + "'cats/d.gif', 'dogs/thumbs.db' and others. 1 file was ignored because it lies in no "
                        + "subfolder, "
                        + "which would be its class: 'outside.png'.");
    }

    @Test
    void a_damaged_image_is_named_and_can_be_skipped() throws Exception {
        gray("cats/a.png", 1, 1, 7);
        Files.writeString(folder.resolve("cats/b.png"), "no image");
        Files.writeString(folder.resolve("dogs/c.jpg"), "no image");

        assertFails(
                this::read,
                "'cats/b.png': the file is neither a PNG nor a JPEG image. Convert it to one of these formats.",
                "Replace or remove the file, or set \"Unreadable images\" to \"Skip row\".");

        settings.unreadable = MissingValues.SKIP;
        var run = read();
        assertThat(Tables.column(run.table(0), "file")).containsExactly("cats/a.png");
        assertThat(run.warning())
                .contains("2 of 3 images were skipped because they cannot be read: 'cats/b.png', 'dogs/c.jpg'. "
                        + "'cats/b.png': the file is neither a PNG nor a JPEG image. Convert it to one of these "
                        + "formats.");
    }

    @Test
    void a_folder_without_images_in_subfolders_is_refused() throws Exception {
        assertFails(
                this::read,
                folder + ": no subfolder of this folder contains PNG or JPEG files. Put the images of each class into "
                        + "a subfolder that is named after the class.");
        gray("a.png", 1, 1, 7);
        assertFails(
                this::read,
                folder + ": no subfolder of this folder contains PNG or JPEG files. Put the images of each class into "
                        + "a subfolder that is named after the class, or select the folder above this one.");
        settings.folder = local(folder.resolve("nowhere"));
        assertFails(this::read, folder.resolve("nowhere") + ": folder not found. Check the path.");
    }

    @Test
    void settings_that_do_not_fit_are_refused() {
        settings.size = ImageSize.SCALE;
        settings.width = 4097;
        assertInvalid(
                this::configured, "Width: 4097 is not between 1 and 4096.", "Enter a number of pixels in this range.");
        settings.folder = new FileSelection();
        assertInvalid(
                this::configured,
                "Folder: no folder is selected.",
                "Select the folder that contains one subfolder per class.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_are_followed_but_not_in_circles() throws Exception {
        gray("cats/a.png", 1, 1, 7);
        Files.createSymbolicLink(folder.resolve("birds"), folder.resolve("cats"));
        Files.createSymbolicLink(folder.resolve("cats/all"), folder);

        assertThat(Tables.column(read().table(0), "file")).containsExactly("birds/a.png", "cats/a.png");
    }

    /** Whenever it is asked for: while files are looked for, before an image as well as while one is read. */
    @ParameterizedTest
    @EnumSource
    void reading_stops_when_the_node_is_cancelled(MissingValues unreadable) throws Exception {
        gray("cats/a.png", 1, 1, 255);
        gray("dogs/a.png", 1, 1, 255);
        settings.unreadable = unreadable;
        var checks = new CancellingMonitor(Integer.MAX_VALUE);
        readWith(checks);
        assertThat(checks.asked()).isGreaterThan(9);
        for (int before = 0; before < checks.asked(); before++) {
            var monitor = new CancellingMonitor(before);

            assertThatThrownBy(() -> readWith(monitor))
                    .as("cancelled after %d checks", before)
                    .isInstanceOf(CanceledExecutionException.class);
        }
    }

    private Tensor image(int row) throws Exception {
        return ((TensorValue) Tables.rows(read().table(0)).get(row).getCell(1)).tensor();
    }

    private NodeRun read() throws Exception {
        var run = NodeRun.executing(settings);
        ImageFolderReaderNodeFactory.execute(run, run);
        return run;
    }

    private void readWith(CancellingMonitor monitor) throws Exception {
        var run = NodeRun.executing(Tables.execution(monitor), settings);
        ImageFolderReaderNodeFactory.execute(run, run);
    }

    private DataTableSpec configured() throws Exception {
        var run = NodeRun.configuring(settings);
        ImageFolderReaderNodeFactory.configure(run, run);
        return run.tableSpec(0);
    }
}
