package org.seqnet.knime.file;

import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileWriterWidget;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.Failures;

/**
 * The Network Writer's settings; the only class of this node that touches KNIME's file widget, which is no public API
 * yet. The names of the fields are settings keys and never change.
 */
public final class NetworkWriterParameters implements NodeParameters {
    @Widget(title = "Format", description = "What kind of file is written.")
    @ValueSwitchWidget
    @ValueReference(FormatReference.class)
    NetworkFormat format = NetworkFormat.SEQUENCE_NETWORKS;

    @Widget(
            title = "Output location",
            description = "The file to write: a local path, or a location relative to the workflow or mountpoint. "
                    + "Names end with \".seqnet\", those of Deeplearning4j models with \".zip\".")
    @FileWriterWidget(fileExtensionProvider = Extension.class)
    FileSelection file = new FileSelection();

    @Widget(
            title = "Create missing folders",
            description =
                    "Whether folders of the output location are made if they do not exist yet. Otherwise the node "
                            + "fails then.")
    boolean createMissingFolders = true;

    @Widget(title = "If exists", description = "What happens if there is a file already at the output location.")
    @ValueSwitchWidget
    IfExists ifExists = IfExists.FAIL;

    /**
     * Returns where to write.
     *
     * @throws InvalidSettingsException if no file is chosen, or none that can be written to
     */
    TargetFile target() throws InvalidSettingsException {
        var location = OpenLocation.chosen(
                "Output location", file.getFSLocation(), "Choose where to write in the node's dialog.");
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            throw Failures.invalid(
                    "Output location: %s is a URL, to which networks cannot be written.".formatted(location.getPath()),
                    "Choose a local path, or a location relative to the workflow or mountpoint.");
        }
        return new TargetFile(location, createMissingFolders, ifExists);
    }

    static final class FormatReference implements ParameterReference<NetworkFormat> {}

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
