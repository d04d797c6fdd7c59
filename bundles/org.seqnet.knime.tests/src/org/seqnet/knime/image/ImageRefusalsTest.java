package org.seqnet.knime.image;

import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

import java.awt.image.BufferedImage;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;

/** What the Image File Reader says about rows, files and settings that it cannot use. */
class ImageRefusalsTest extends ImageFolders {
    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "..\\secret.png", "a/../../secret.png", "/etc/passwd", ".."})
    void a_name_that_leads_out_of_the_folder_is_refused(String name) throws Exception {
        var inner = Files.createDirectory(folder.resolve("inner"));
        gray("secret.png", 1, 1, 1);
        parameters.folder = local(inner);

        assertFails(
                () -> execute(name),
                "Row 'Row0': '" + name + "' in " + inner + ": the file lies outside of this folder. Only files in "
                        + "the folder and its subfolders are read.",
                ADVICE);
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        parameters.folder = local(folder.resolve("nowhere"));

        assertFails(() -> execute("a.png"), folder.resolve("nowhere") + ": folder not found. Check the path.");
    }

    @Test
    void what_is_no_image_in_words_fails_with_its_row_and_name() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("text.png"), "no image");
        Files.write(folder.resolve("empty.png"), new byte[0]);
        gray("cut.png", 9, 9, new int[81]);
        var whole = Files.readAllBytes(folder.resolve("cut.png"));
        Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 9));

        assertUnreadable(
                "text.png",
                "'text.png': the file is neither a PNG nor a JPEG image. Convert it to one of " + "these formats.");
        assertUnreadable(
                "empty.png",
                "'empty.png': the file is neither a PNG nor a JPEG image. Convert it to one of " + "these formats.");
        assertUnreadable(
                "cut.png",
                "'cut.png': the PNG image is damaged: it ends before its last chunk. Replace it "
                        + "with an intact image.");
        assertUnreadable("sub", "'sub' in " + folder + ": this is a folder, not a file.");
        assertUnreadable("none.png", "'none.png' in " + folder + ": file not found. Check the path.");
        assertUnreadable("a\u0000b", "'a?b' in " + folder + ": this is not a valid path (Nul character not allowed).");
        assertUnreadable("  ", "the file name is empty.");
    }

    @Test
    void a_file_larger_than_any_image_is_not_read() throws Exception {
        try (var file = new RandomAccessFile(folder.resolve("large.png").toFile(), "rw")) {
            file.setLength((1L << 29) + 1);
        }

        assertUnreadable(
                "large.png",
                "'large.png' in " + folder + ": the file has 536,870,913 bytes; the maximum is 536,870,912 bytes. "
                        + "Scale the image down first.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_device_that_never_ends_is_not_read() {
        parameters.folder = local(Path.of("/dev"));

        assertUnreadable("zero", "'zero' in /dev: this is a device or pipe, not a file.");
    }

    private void assertUnreadable(String name, String reason) {
        assertFails(() -> execute(name), "Row 'Row0': " + reason, ADVICE);
    }

    @Test
    void a_missing_name_fails() {
        assertFails(
                () -> execute(table(SPEC, row(string("x"), DataType.getMissingCell()))),
                "Row 'Row0': the file name is missing.",
                ADVICE);
    }

    @Test
    void images_of_different_shapes_are_refused() throws Exception {
        gray("a.png", 3, 2, new int[6]);
        gray("b.png", 2, 3, new int[6]);
        write("c.png", "png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));

        assertFails(
                () -> execute("a.png", "b.png"),
                "Row 'Row1': the image has 2 x 3 pixels (width x height), but that of row 'Row0' has 3 x 2.",
                "Set \"Size\" to \"Resize\" and enter the width and height that all images get.");
        assertFails(
                () -> execute("a.png", "c.png"),
                "Row 'Row1': the image is in color, but that of row 'Row0' is grayscale.",
                "Set \"Colors\" to \"Grayscale\" or \"RGB\".");
        assertFails(
                () -> execute("c.png", "a.png"),
                "Row 'Row1': the image is grayscale, but that of row 'Row0' is in color.",
                "Set \"Colors\" to \"Grayscale\" or \"RGB\".");
    }

    @Test
    void settings_that_do_not_fit_are_refused() {
        parameters.fileColumn = "label 2";
        assertInvalid(() -> configure(SPEC), "File column: the input table has no column 'label 2'.");
        assertInvalid(
                () -> configure(new DataTableSpec(numbers())), "File column: the input table has no column 'label 2'.");
        parameters.fileColumn = "number";
        assertInvalid(
                () -> configure(new DataTableSpec(numbers())),
                "File column: column 'number' of the input table has the type 'Number (Integer)', but strings are "
                        + "required.");
        parameters.fileColumn = "file";
        parameters.newColumn = " ";
        assertInvalid(() -> configure(SPEC), "New column name: the name is empty.", "Enter a name.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4097})
    void a_size_out_of_range_is_refused(int pixels) {
        parameters.size = ImageSize.SCALE;
        parameters.height = pixels;

        assertInvalid(
                () -> configure(SPEC),
                "Height: " + pixels + " is not between 1 and 4096.",
                "Enter a number of pixels in this range.");
    }

    @Test
    void a_folder_must_be_chosen_and_is_not_behind_a_url() {
        parameters.folder = new FileSelection();
        assertInvalid(
                () -> configure(SPEC), "Folder: no folder is selected.", "Select the folder that contains the images.");
        parameters.folder = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "1000", "http://a/b"));
        assertInvalid(
                () -> configure(SPEC),
                "Folder: a URL leads to a single file, not to a folder.",
                "Select the folder that contains the images.");
    }

    private static DataColumnSpec numbers() {
        return new DataColumnSpecCreator("number", IntCell.TYPE).createSpec();
    }
}
