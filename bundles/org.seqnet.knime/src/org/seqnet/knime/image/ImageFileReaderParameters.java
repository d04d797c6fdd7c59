package org.seqnet.knime.image;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FolderSelectionWidget;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.message.Failures;

/**
 * The Image File Reader's settings; the only class of this node that touches KNIME's file widget, which is no public
 * API yet. The names of the fields are settings keys and never change.
 */
@LoadDefaultsForAbsentFields
public final class ImageFileReaderParameters extends ImageParameters {
    @Widget(
            title = "File column",
            description = "The column with the names of the files, such as <tt>cat.png</tt> or "
                    + "<tt>train/cat.png</tt>, relative to the folder. Absolute paths are possible if they lead "
                    + "into the folder. For a column of paths, put a Path to String node before this one.")
    @Layout(Files.class)
    @ChoicesProvider(FileColumns.class)
    String fileColumn = "";

    // KNIME 5.9 dropped this widget for one that 5.8 lacks, and then offers files: hence a file stands for its folder
    @Widget(
            title = "Folder",
            description = "The folder that contains the images, or any file in it, such as the CSV file with the "
                    + "names: a local path or a location relative to the workflow or mountpoint. Only "
                    + "files in this folder and its subfolders are read.")
    @Layout(Files.class)
    @FolderSelectionWidget
    FileSelection folder = new FileSelection();

    @Widget(
            title = "Unreadable images",
            description = "How to handle rows whose file name is missing, or whose file is missing, damaged or "
                    + "no image.")
    @Layout(Files.class)
    @ValueSwitchWidget
    MissingCells unreadable = MissingCells.FAIL;

    @Widget(title = "New column name", description = "The name of the column with the images.")
    @Layout(Images.class)
    String newColumn = "image";

    ImageFileReaderParameters() {}

    ImageFileReaderParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(table -> fileColumn = FileColumns.preferred(table));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        if (newColumn == null || newColumn.isBlank()) {
            throw Failures.invalid("New column name: the name is empty.", "Enter a name.");
        }
    }

    /**
     * Returns the folder, or a file in it.
     *
     * @throws InvalidSettingsException if none is chosen; whether it is there shows when the node is executed
     */
    FSLocation location() throws InvalidSettingsException {
        return ImageFolder.chosen(folder.getFSLocation(), "Select the folder that contains the images.");
    }
}
