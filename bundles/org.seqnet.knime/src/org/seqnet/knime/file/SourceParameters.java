package org.seqnet.knime.file;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.exchange.SafetensorsFile;
import org.seqnet.knime.location.OpenLocation;

/**
 * The part of the Network Reader's settings that says what it reads; the only class of this node that touches KNIME's
 * file widget, which is no public API yet. The names of the fields are settings keys and never change.
 */
abstract class SourceParameters implements NodeParameters {
    @Widget(
            title = "File",
            description = "A file written by the Network Writer, an ONNX file, or a safetensors file of PyTorch: a "
                    + "local path, a location relative to the workflow or mountpoint, or a URL. The format is "
                    + "recognized by the content of the file.")
    @Layout(ReaderLayout.Source.class)
    @FileReaderWidget(
            fileExtensions = {ModelArchive.FILE_EXTENSION, OnnxFile.FILE_EXTENSION, SafetensorsFile.FILE_EXTENSION})
    FileSelection file = new FileSelection();

    /** Chooses what to read. */
    void choose(FSLocation location) {
        file = new FileSelection(location);
    }

    /**
     * Returns what to read.
     *
     * @throws InvalidSettingsException if no file is chosen; whether it is there shows when the node is executed
     */
    FSLocation location() throws InvalidSettingsException {
        return OpenLocation.chosen("File", file.getFSLocation(), "Select a network file.");
    }
}
