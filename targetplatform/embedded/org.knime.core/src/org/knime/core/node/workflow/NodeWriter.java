package org.knime.core.node.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Writes a node's folder: its settings file and, if asked, its internals and the content of its ports. */
final class NodeWriter {
    private static final String SETTINGS_FILE = "settings.xml";

    private final NativeNodeContainer container;
    private final Path folder;
    private final boolean withData;

    NodeWriter(NativeNodeContainer container, Path folder, boolean withData) {
        this.container = container;
        this.folder = folder;
        this.withData = withData && container.getInternalState().isExecuted();
    }

    void save(ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        var old = container.stored().settings();
        var settings = new NodeSettings(SETTINGS_FILE);
        settings.addString("node_file", SETTINGS_FILE);
        writeVariables(settings.addNodeSettings("flow_stack"));
        container.saveSettings(settings);
        WorkflowWriter.carry(old, settings, "nodeAnnotation");
        settings.addString("customDescription", old.getString("customDescription", null));
        settings.addString("state", container.getInternalState().name());
        writeMessage(settings);
        writeFactory(settings);
        container.getNode().getCopyOfCreationConfig().ifPresent(config -> config.saveSettingsTo(settings));
        settings.addString("name", container.getName());
        settings.addBoolean("hasContent", container.getInternalState().isExecuted());
        settings.addBoolean("isInactive", false);
        if (withData) {
            writeInternals(exec);
        }
        writePorts(settings.addNodeSettings("ports"), exec);
        if (withData) {
            writeHeldObjects(settings, exec);
        }
        var filestores = settings.addNodeSettings("filestores");
        filestores.addString("file_store_location", null);
        filestores.addString("file_store_id", UUID.randomUUID().toString());
        WorkflowWriter.write(settings, folder.resolve(SETTINGS_FILE));
    }

    private void writeVariables(NodeSettingsWO stack) {
        int i = 0;
        for (var variable : container.pushedVariables()) {
            var entry = stack.addNodeSettings("Variable_" + i++);
            entry.addString("type", "variable");
            variable.save(entry);
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

    private void writeInternals(ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        var internals = Files.createDirectories(folder.resolve("internal"));
        NodeContext.pushContext(container);
        try {
            container.getNode().saveInternals(internals.toFile(), exec);
        } finally {
            NodeContext.removeLastContext();
        }
        try (var files = Files.list(internals)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(internals);
    }

    private void writePorts(NodeSettingsWO ports, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        for (int i = 1; i < container.getNrOutPorts(); i++) {
            var name = "port_" + i;
            var entry = ports.addNodeSettings(name);
            entry.addInt("index", i);
            var object = container.getOutputObject(i);
            if (withData && object != null) {
                var spec = object.getSpec();
                entry.addString("port_spec_class", spec.getClass().getName());
                entry.addString("port_object_class", object.getClass().getName());
                entry.addString("port_object_summary", container.getOutputObjectSummary(i));
                write(object, name, entry, exec);
            }
            entry.addString("port_dir_location", withData && object != null ? name : null);
        }
    }

    private void write(PortObject object, String name, NodeSettingsWO entry, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        var folderOfPort = Files.createDirectories(folder.resolve(name));
        if (object instanceof BufferedDataTable table) {
            new TableFolder(folderOfPort).write(table, exec);
        } else {
            new PortObjectFolder(folderOfPort).write(object, entry, exec);
        }
    }

    private void writeHeldObjects(NodeSettingsWO settings, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        var held = container.getNode().getInternalHeldPortObjects();
        if (held == null) {
            return;
        }
        var location = "internalTables";
        var group = settings.addNodeSettings("internalObjects");
        group.addString("location", location);
        var content = group.addNodeSettings("content");
        for (int i = 0; i < held.length; i++) {
            var name = "object_" + i;
            var entry = content.addNodeSettings(name);
            entry.addInt("index", i);
            if (held[i] == null) {
                entry.addString("type", "null");
            } else if (held[i] instanceof BufferedDataTable) {
                write(held[i], location + "/" + name, entry, exec);
                entry.addString("type", "table");
                entry.addString("table_dir_location", name);
            } else {
                entry.addString("type", "non-table");
                entry.addString("port_dir_location", name);
                write(held[i], location + "/" + name, entry, exec);
            }
        }
    }
}
