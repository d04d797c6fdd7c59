package org.knime.core.node.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.embedded.workflow.Folders;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Writes a node's folder with its settings file. Results are not written: only KNIME itself can write its tables, so an
 * executed node is saved as what it was before, and KNIME loads it without an error.
 */
final class NodeWriter {
    private static final String SETTINGS_FILE = "settings.xml";

    private final NativeNodeContainer container;
    private final Path folder;

    NodeWriter(NativeNodeContainer container, Path folder) {
        this.container = container;
        this.folder = folder;
    }

    void save() throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        var old = container.stored().settings();
        var settings = new NodeSettings(SETTINGS_FILE);
        settings.addString("node_file", SETTINGS_FILE);
        writeVariables(settings.addNodeSettings("flow_stack"));
        container.saveSettings(settings);
        WorkflowWriter.carry(old, settings, "nodeAnnotation");
        settings.addString("customDescription", old.getString("customDescription", null));
        settings.addString("state", container.stateWithoutResults().name());
        writeMessage(settings);
        writeFactory(settings);
        container.getNode().getCopyOfCreationConfig().ifPresent(config -> config.saveSettingsTo(settings));
        settings.addString("name", container.getName());
        settings.addBoolean("hasContent", false);
        settings.addBoolean("isInactive", false);
        writePorts(settings.addNodeSettings("ports"));
        var filestores = settings.addNodeSettings("filestores");
        filestores.addString("file_store_location", null);
        filestores.addString("file_store_id", null);
        WorkflowWriter.write(settings, folder.resolve(SETTINGS_FILE));
    }

    private void writeVariables(NodeSettingsWO stack) {
        int i = 0;
        if (container.getInternalState().isExecuted()) {
            return; // they are results, too
        }
        for (var object : container.pushedObjects()) {
            if (object instanceof FlowVariable variable) {
                var entry = stack.addNodeSettings("Variable_" + i);
                entry.addString("type", "variable");
                variable.save(entry);
            } else if (object instanceof FlowLoopContext) {
                stack.addNodeSettings("Loop_" + i).addString("type", "loopcontext");
            }
            i++;
        }
    }

    private void writeMessage(NodeSettingsWO settings) {
        var message = container.getNodeMessage();
        if (message.getMessageType() != NodeMessage.Type.RESET) {
            var entry = settings.addNodeSettings("nodecontainer_message");
            entry.addString("type", message.getMessageType().name());
            entry.addString("message", message.getMessage());
            message.getIssue().ifPresent(issue -> entry.addString("issue", issue));
            if (!message.getResolutions().isEmpty()) {
                entry.addStringArray("resolutions", message.getResolutions().toArray(String[]::new));
            }
        }
    }

    private void writeFactory(NodeSettingsWO settings) {
        var factory = container.getNode().getFactory();
        Bundle bundle = FrameworkUtil.getBundle(factory.getClass());
        settings.addString("factory", factory.getClass().getName());
        settings.addString("node-name", container.getName());
        settings.addString(
                "node-bundle-name", bundle == null ? null : bundle.getHeaders().get("Bundle-Name"));
        settings.addString("node-bundle-symbolic-name", bundle == null ? null : bundle.getSymbolicName());
        settings.addString(
                "node-bundle-vendor",
                bundle == null ? null : bundle.getHeaders().get("Bundle-Vendor"));
        settings.addString(
                "node-bundle-version",
                bundle == null ? "0.0.0" : bundle.getVersion().toString());
        // which feature brought the bundle is p2's knowledge; KNIME does without, too, where it does not know
        settings.addString("node-feature-name", null);
        settings.addString("node-feature-symbolic-name", null);
        settings.addString("node-feature-vendor", null);
        settings.addString("node-feature-version", "0.0.0");
        factory.saveAdditionalFactorySettings(settings.addNodeSettings("factory_settings"));
    }

    private void writePorts(NodeSettingsWO ports) {
        for (int i = 1; i < container.getNrOutPorts(); i++) {
            var entry = ports.addNodeSettings("port_" + i);
            entry.addInt("index", i);
            entry.addString("port_dir_location", null);
        }
    }
}
