package org.knime.core.node.workflow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.knime.core.embedded.workflow.Folders;
import org.knime.core.embedded.workflow.StoredForm;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * Writes a workflow folder as KNIME lays it out. Annotations, the editor's settings and coordinates are carried over
 * from the loaded workflow unread.
 */
final class WorkflowWriter {
    static final String KNIME_VERSION = "5.8.3";

    private static final String FORMAT = "5.1.0";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z");

    private final WorkflowManager workflow;
    private final Path folder;

    WorkflowWriter(WorkflowManager workflow, Path folder) {
        this.workflow = workflow;
        this.folder = folder.toAbsolutePath().normalize();
    }

    void save(ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        Files.createDirectories(folder);
        var old = workflow.stored().settings();
        var settings = new NodeSettings(WorkflowPersistor.WORKFLOW_FILE);
        settings.addString("created_by", KNIME_VERSION);
        settings.addBoolean("created_by_nightly", false);
        settings.addString("version", FORMAT);
        settings.addString("name", old.getString("name", workflow.getName()));
        writeAuthor(old, settings);
        settings.addString("customDescription", old.getString("customDescription", null));
        settings.addString("state", stateWithoutResults().name());
        if (!workflow.getWorkflowVariables().isEmpty()) {
            var variables = settings.addNodeSettings("workflow_variables");
            int i = 0;
            for (var variable : workflow.getWorkflowVariables()) {
                variable.save(variables.addNodeSettings("Var_" + i++));
            }
        }
        carryOr(old, settings, "workflow_credentials");
        carry(old, settings, "tableBackend");
        carry(old, settings, "annotations");
        var nodes = settings.addNodeSettings("nodes");
        for (var container : workflow.getNodeContainers()) {
            exec.checkCanceled();
            writeNode(
                    container, nodes.addNodeSettings("node_" + container.getID().getIndex()));
        }
        writeConnections(old, settings.addNodeSettings("connections"));
        carry(old, settings, "workflow_editor_settings");
        write(settings, folder.resolve(WorkflowPersistor.WORKFLOW_FILE));
        writeMetadata();
        workflow.setStored(new StoredForm(folder.toString(), settings, settings));
    }

    private InternalNodeContainerState stateWithoutResults() {
        boolean configured = workflow.getNodeContainers().stream()
                .allMatch(node -> node.stateWithoutResults().isConfigured());
        return configured ? InternalNodeContainerState.CONFIGURED : InternalNodeContainerState.IDLE;
    }

    private static void writeAuthor(NodeSettingsRO old, NodeSettings settings) {
        var now = OffsetDateTime.now(ZoneOffset.UTC).format(TIME);
        var user = System.getProperty("user.name");
        var author = settings.addNodeSettings("authorInformation");
        var previous = group(old, "authorInformation");
        author.addString("authored-by", previous.getString("authored-by", user));
        author.addString("authored-when", previous.getString("authored-when", now));
        author.addString("lastEdited-by", user);
        author.addString("lastEdited-when", now);
    }

    private void writeNode(NodeContainer container, NodeSettingsWO entry) throws IOException {
        var stored = container.stored();
        var nodeFolder = stored.folder() != null
                ? stored.folder()
                : container.getName().replaceAll("[/\\\\:*?\"<>|.\\p{Cntrl}]", "_") + " (#"
                        + container.getID().getIndex() + ")";
        entry.addInt("id", container.getID().getIndex());
        entry.addString("node_settings_file", nodeFolder + "/settings.xml");
        if (container instanceof NativeNodeContainer node) {
            new NodeWriter(node, folder.resolve(nodeFolder)).save();
            entry.addBoolean("node_is_meta", false);
            entry.addString("node_type", "NativeNode");
            node.setStored(new StoredForm(nodeFolder, stored.settings(), stored.entry()));
        } else {
            var source = Path.of(workflow.stored().folder()).resolve(nodeFolder);
            if (!source.equals(folder.resolve(nodeFolder))) {
                Folders.copy(source, folder.resolve(nodeFolder));
            }
            entry.addBoolean("node_is_meta", stored.entry().getBoolean("node_is_meta", false));
            entry.addString("node_type", stored.entry().getString("node_type", "NativeNode"));
        }
        entry.addString("ui_classname", stored.entry().getString("ui_classname", null));
        carry(stored.entry(), entry, "ui_settings");
    }

    /** Written as they are now; a bend in a connection's line is carried over from its former entry. */
    private void writeConnections(NodeSettingsRO old, NodeSettingsWO connections) throws IOException {
        var former = group(old, "connections");
        int i = 0;
        for (var connection : workflow.getConnectionContainers()) {
            var entry = connections.addNodeSettings("connection_" + i++);
            entry.addInt("sourceID", connection.getSource().getIndex());
            entry.addInt("destID", connection.getDest().getIndex());
            entry.addInt("sourcePort", connection.getSourcePort());
            entry.addInt("destPort", connection.getDestPort());
            for (var key : former.keySet()) {
                var candidate = group(former, key);
                if (candidate.getInt("destID", -1) == connection.getDest().getIndex()
                        && candidate.getInt("destPort", -1) == connection.getDestPort()
                        && candidate.containsKey("ui_settings")) {
                    entry.addString("ui_classname", candidate.getString("ui_classname", null));
                    carry(candidate, entry, "ui_settings");
                }
            }
        }
    }

    private void writeMetadata() throws IOException {
        for (var name : List.of(WorkflowPersistor.WORKFLOW_METADATA_FILE_NAME, WorkflowPersistor.METAINFO_FILE)) {
            var loaded = workflow.stored().folder() == null
                    ? folder.resolve(name)
                    : Path.of(workflow.stored().folder()).resolve(name);
            if (Files.notExists(folder.resolve(name)) && Files.exists(loaded)) {
                Files.copy(loaded, folder.resolve(name));
            }
        }
        var metadata = folder.resolve(WorkflowPersistor.WORKFLOW_METADATA_FILE_NAME);
        if (Files.notExists(metadata)) {
            Files.writeString(
                    metadata,
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <workflow-metadata content-type="text/plain" \
                    xmlns="http://www.knime.org/core/node/workflow/metadata/v1.0">
                        <last-modified>%s</last-modified>
                        <description/>
                    </workflow-metadata>
                    """
                            .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        }
        Files.deleteIfExists(folder.resolve(WorkflowPersistor.SAVED_WITH_DATA_FILE));
    }

    static void write(NodeSettings settings, Path file) throws IOException {
        // first beside the old file: an interrupted save must not leave half a workflow
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = new BufferedOutputStream(Files.newOutputStream(fresh))) {
            settings.saveToXML(out);
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    static NodeSettingsRO group(NodeSettingsRO from, String key) {
        try {
            return from.containsKey(key) ? from.getNodeSettings(key) : new NodeSettings(key);
        } catch (InvalidSettingsException e) {
            return new NodeSettings(key);
        }
    }

    /** Copies a group of settings under its key, if there is one. */
    static void carry(NodeSettingsRO from, NodeSettingsWO to, String... keys) {
        for (var key : List.of(keys)) {
            if (from.containsKey(key)) {
                group(from, key).copyTo(to.addNodeSettings(key));
            }
        }
    }

    private static void carryOr(NodeSettingsRO from, NodeSettingsWO to, String key) {
        group(from, key).copyTo(to.addNodeSettings(key));
    }
}
