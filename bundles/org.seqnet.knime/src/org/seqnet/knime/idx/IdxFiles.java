package org.seqnet.knime.idx;

import java.io.IOException;
import java.nio.file.Files;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;

/**
 * An images file and its labels file as KNIME chooses and opens them. The only class of its node that touches KNIME's
 * file widget, which is no public API yet. The names of the fields are settings keys and never change.
 */
public final class IdxFiles implements NodeParameters {
    @Widget(
            title = "Images file",
            description = "The IDX file with the images, uncompressed or gzipped, with any number of dimensions "
                    + "and any of the six element types: a local path, a location relative to the "
                    + "workflow or mountpoint, or a URL.")
    @FileReaderWidget
    @Effect(predicate = Shown.class, type = EffectType.SHOW)
    FileSelection images = new FileSelection();

    @Widget(
            title = "Read labels",
            description = "If checked, the label of each image is read from a second file and added as a column.")
    @ValueReference(WithLabels.class)
    @Effect(predicate = Shown.class, type = EffectType.SHOW)
    boolean readLabels = true;

    @Widget(
            title = "Labels file",
            description = "The IDX file with one integer label per image, uncompressed or gzipped, in one dimension or "
                    + "as N x 1. For QMNIST's N x 8 label files, the first column is used as the class.")
    @FileReaderWidget
    @Effect(predicate = ShownWithLabels.class, type = EffectType.SHOW)
    FileSelection labels = new FileSelection();

    /**
     * Checks that the files are chosen; whether they are there shows when the node is executed.
     *
     * @throws InvalidSettingsException if one is not
     */
    void requireChosen() throws InvalidSettingsException {
        OpenLocation.chosen(
                "Images file",
                images.getFSLocation(),
                "Select an IDX file, or set \"Source\" to \"Built-in data set\".");
        if (readLabels) {
            OpenLocation.chosen(
                    "Labels file", labels.getFSLocation(), "Select an IDX file, or uncheck \"Read labels\".");
        }
    }

    /** Opens the images file. */
    OpenFile openImages(ExecutionMonitor monitor) throws IOException {
        return OpenFile.of(images.getFSLocation(), monitor);
    }

    /** Opens the labels file. */
    OpenFile openLabels(ExecutionMonitor monitor) throws IOException {
        return OpenFile.of(labels.getFSLocation(), monitor);
    }

    /** Reads an images file, kept open by KNIME's file system behind it. */
    static final class OpenFile implements AutoCloseable {
        private final OpenLocation location;
        private final IdxReader reader;

        private OpenFile(OpenLocation location, IdxReader reader) {
            this.location = location;
            this.reader = reader;
        }

        private static OpenFile of(FSLocation location, ExecutionMonitor monitor) throws IOException {
            try {
                return connect(location, monitor);
            } catch (IOException e) {
                throw Unreadable.explained(OpenLocation.name(location), e);
            }
        }

        private static OpenFile connect(FSLocation location, ExecutionMonitor monitor) throws IOException {
            var open = OpenLocation.of(location);
            try {
                return new OpenFile(open, open.use(path -> read(location, path, monitor)));
            } catch (IOException | RuntimeException e) {
                try (open) {
                    throw e;
                }
            }
        }

        private static IdxReader read(FSLocation location, FSPath path, ExecutionMonitor monitor) throws IOException {
            var name = OpenLocation.name(location);
            // a server need not tell a size, nor what is a folder; and an interrupt does not end reading from it
            return location.getFSCategory() == FSCategory.CUSTOM_URL
                    ? IdxReader.open(() -> new CancellableInput(Files.newInputStream(path), monitor), name)
                    : IdxReader.open(path, name);
        }

        IdxReader reader() {
            return reader;
        }

        @Override
        public void close() throws IOException {
            try (location) {
                reader.close();
            }
        }
    }

    static final class WithLabels implements BooleanReference {}

    /** Shows the files if they are what the node reads. */
    static final class Shown extends ShownWhen<DataSource> {
        Shown() {
            super(IdxReaderParameters.SourceReference.class, DataSource.FILES);
        }
    }

    /** Shows the labels file if labels are read. */
    static final class ShownWithLabels extends ShownWhen.Both {
        ShownWithLabels() {
            super(Shown.class, WithLabels.class);
        }
    }
}
