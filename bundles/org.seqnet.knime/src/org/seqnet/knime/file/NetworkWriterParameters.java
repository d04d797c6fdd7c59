package org.seqnet.knime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileWriterWidget;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.engine.network.Head;
import org.seqnet.knime.location.IfExists;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.location.TargetFile;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/**
 * The Network Writer's settings; the only class of this node that touches KNIME's file widget, which is no public API
 * yet. The names of the fields are settings keys and never change.
 */
public final class NetworkWriterParameters implements NodeParameters {
    @Widget(title = "Format", description = "The format of the file.")
    @ValueSwitchWidget
    @ValueReference(FormatReference.class)
    NetworkFormat format = NetworkFormat.SEQUENCE_NETWORKS;

    @Widget(
            title = "Output location",
            description = "The file to write: a local path, or a location relative to the workflow or "
                    + "mountpoint. The file extension is \".seqnet\", \".zip\" for Deeplearning4j "
                    + "models, or \".onnx\" for ONNX models; it is adjusted when the format changes.")
    @FileWriterWidget(fileExtensionProvider = Extension.class)
    @ValueReference(FileReference.class)
    @ValueProvider(FileOfFormat.class)
    FileSelection file = new FileSelection();

    @Widget(
            title = "Create missing folders",
            description = "If checked, missing folders of the output location are created. Otherwise the node fails.")
    boolean createMissingFolders = true;

    @Widget(title = "If exists", description = "What to do if the file already exists.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    /**
     * Returns where to write.
     *
     * @throws InvalidSettingsException if no file is chosen, or none that can be written to
     */
    TargetFile target() throws InvalidSettingsException {
        var location =
                OpenLocation.chosen("Output location", file.getFSLocation(), "Select a file in the node's dialog.");
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            throw Failures.invalid(
                    "Output location: %s is a URL; networks cannot be written to URLs.".formatted(location.getPath()),
                    "Select a local path or a location relative to the workflow or mountpoint.");
        }
        var named = NetworkFormat.named(location.getPath()).orElse(format);
        if (named != format) {
            throw Failures.invalid(
                    ("Output location: %s has the file extension of the format \"%s\", but the selected format "
                                    + "is \"%s\".")
                            .formatted(location.getPath(), named.title(), format.title()),
                    "Use the file extension \".%s\", or select the format \"%s\"."
                            .formatted(format.extension(), named.title()));
        }
        return new TargetFile(location, createMissingFolders, ifExists);
    }

    /**
     * Returns where to write the step of the network's label path, if a file of its own holds it.
     *
     * @throws InvalidSettingsException as {@link #target} does
     */
    Optional<TargetFile> stepTarget(Head head) throws InvalidSettingsException {
        var target = target();
        return format.hasStep(head)
                ? Optional.of(new TargetFile(
                        with(
                                target.location(),
                                format.stepPath(target.location().getPath())),
                        createMissingFolders,
                        ifExists))
                : Optional.empty();
    }

    private static FSLocation with(FSLocation location, String path) {
        return new FSLocation(
                location.getFSCategory(), location.getFileSystemSpecifier().orElse(null), path);
    }

    /**
     * Makes sure that the format has such a network.
     *
     * @throws InvalidSettingsException if it has not
     */
    void requireSupported(NetworkPortObjectSpec network) throws InvalidSettingsException {
        var obstacle = format.obstacle(network);
        if (obstacle.isPresent()) {
            throw Failures.invalid(
                    "Format: the network %s; the format \"%s\" does not support this."
                            .formatted(obstacle.get(), format.title()),
                    "Select the format \"%s\".".formatted(NetworkFormat.SEQUENCE_NETWORKS.title()));
        }
    }

    /**
     * Refuses to replace a network of another format, which a mistake would be.
     *
     * @throws IOException if such a file is there
     */
    void requireSameFormat(FSLocation location) throws IOException {
        var there = ifExists == IfExists.OVERWRITE ? formatOf(location) : Optional.<String>empty();
        if (there.isPresent() && !there.get().equals(format.title())) {
            throw new IOException(
                    ("%s: the existing file is a network in the format \"%s\" and is not overwritten with the "
                                    + "format \"%s\". Choose another name, or delete that file first.")
                            .formatted(location.getPath(), there.get(), format.title()));
        }
    }

    private static Optional<String> formatOf(FSLocation location) {
        try (var open = OpenLocation.of(location)) {
            return open.use(NetworkWriterParameters::formatOf);
        } catch (IOException e) {
            return Optional.empty(); // a file of another kind, or a place that writing finds wrong too
        }
    }

    private static Optional<String> formatOf(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (var content = Files.newInputStream(path)) {
            return NetworkFormat.titleIn(content);
        }
    }

    static final class FormatReference implements ParameterReference<NetworkFormat> {}

    static final class FileReference implements ParameterReference<FileSelection> {}

    /** Gives the chosen file the extension of the format once another format is chosen. */
    static final class FileOfFormat implements StateProvider<FileSelection> {
        private Supplier<NetworkFormat> format;
        private Supplier<FileSelection> file;

        @Override
        public void init(StateProviderInitializer initializer) {
            format = initializer.computeFromValueSupplier(FormatReference.class);
            file = initializer.getValueSupplier(FileReference.class);
        }

        @Override
        public FileSelection computeState(NodeParametersInput input) {
            var chosen = file.get().getFSLocation();
            return new FileSelection(with(chosen, format.get().renamed(chosen.getPath())));
        }
    }

    /** Gives the file chooser the extension of the chosen format. */
    static final class Extension implements StateProvider<String> {
        private Supplier<NetworkFormat> format;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            format = initializer.computeFromValueSupplier(FormatReference.class);
        }

        @Override
        public String computeState(NodeParametersInput input) {
            return format.get().extension();
        }
    }
}
