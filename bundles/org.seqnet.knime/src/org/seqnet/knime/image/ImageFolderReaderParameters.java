package org.seqnet.knime.image;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FolderSelectionWidget;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.column.MissingValues;

/**
 * The Image Folder Reader's settings; the only class of this node that touches KNIME's file widget, which is no public
 * API yet. The names of the fields are settings keys and never change.
 */
public final class ImageFolderReaderParameters extends ImageParameters {
    private static final String RESOLUTION = "Select the folder that contains one subfolder per class.";

    @Widget(
            title = "Folder",
            description = "The folder that contains one subfolder per class, or any file beside these subfolders: a "
                    + "local path or a location relative to the workflow or mountpoint.")
    @Layout(Files.class)
    @FolderSelectionWidget
    FileSelection folder = new FileSelection();

    @Widget(
            title = "Unreadable images",
            description = "How to handle PNG and JPEG files that are damaged or cannot be opened.")
    @Layout(Files.class)
    @ValueSwitchWidget
    MissingValues unreadable = MissingValues.FAIL;

    /** Returns the folder, or a file in it. */
    FSLocation location() throws InvalidSettingsException {
        return ImageFolder.chosen(folder.getFSLocation(), RESOLUTION);
    }
}
