package org.knime.core.node.workflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.knime.core.embedded.workflow.NodeFactories;
import org.knime.core.embedded.workflow.StoredForm;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResult;
import org.knime.core.node.workflow.WorkflowPersistor.WorkflowLoadResult;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/**
 * Reads a workflow folder. What goes wrong in a single node is reported and leaves a place holder, or the node with its
 * default settings, as in KNIME; only an unreadable {@code workflow.knime} stops the loading.
 */
final class WorkflowReader {
    /** The newest format that KNIME 5.8 writes. */
    private static final String NEWEST_FORMAT = "5.1.0";

    private static final Set<String> CONTAINERS = Set.of("MetaNode", "SubNode");
    private static final NodeLogger LOGGER = NodeLogger.getLogger(WorkflowReader.class);

    private record Connection(int source, int sourcePort, int dest, int destPort) {
        @Override
        public String toString() {
            return "from port " + sourcePort + " of node " + source + " to port " + destPort + " of node " + dest;
        }
    }

    private record SavedState(NodeID id, String state, LoadResult report) {}

    private final Path folder;
    private final WorkflowLoadHelper loadHelper;
    private final WorkflowLoadResult result;
    private WorkflowManager workflow;
    private List<Connection> connections;
    private final List<SavedState> saved = new ArrayList<>();
    private boolean wasExecuted;

    WorkflowReader(Path folder, WorkflowLoadHelper loadHelper) {
        this.folder = folder.toAbsolutePath().normalize();
        this.loadHelper = loadHelper;
        this.result = new WorkflowLoadResult(this.folder.getFileName().toString());
    }

    WorkflowLoadResult load() throws IOException, InvalidSettingsException, UnsupportedWorkflowVersionException {
        var file = folder.resolve(WorkflowPersistor.WORKFLOW_FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    folder + " holds no " + WorkflowPersistor.WORKFLOW_FILE + "; choose the folder of a workflow.");
        }
        var settings = read(file);
        checkFormat(settings);
        var context = loadHelper.getWorkflowContext();
        workflow = WorkflowManager.ROOT.createAndAddProject(
                folder.getFileName().toString(),
                new WorkflowCreationHelper(
                        context != null ? context : WorkflowContextV2.forTemporaryWorkflow(folder, null)));
        workflow.setStored(new StoredForm(folder.toString(), settings, settings));
        try {
            loadContent(settings);
        } catch (InvalidSettingsException | RuntimeException e) {
            WorkflowManager.ROOT.removeProject(workflow.getID());
            throw e;
        }
        result.setWorkflowManager(workflow);
        if (wasExecuted) {
            LOGGER.warn("The workflow " + folder
                    + " was saved with executed nodes; the embedded runtime reads no results, so they are reset.");
        }
        return result;
    }

    private void loadContent(NodeSettingsRO settings) throws InvalidSettingsException {
        loadVariables(settings);
        required(settings, "workflow_credentials");
        connections = connections(settings);
        var nodes = required(settings, "nodes");
        synchronized (workflow.mutex()) {
            for (var key : nodes.keySet()) {
                try {
                    loadNode(nodes.getNodeSettings(key));
                } catch (InvalidSettingsException e) {
                    result.addError("The node under \"" + key + "\" in " + WorkflowPersistor.WORKFLOW_FILE
                            + " is left out: " + e.getMessage());
                }
            }
            connections.forEach(this::connect);
            workflow.configureAll();
        }
        saved.forEach(this::reportChangedState);
    }

    /** Executed nodes are told of all at once. */
    private void reportChangedState(SavedState node) {
        var present = workflow.getNodeContainer(node.id()).getInternalState().name();
        if (!node.state().equals(present) && !node.state().equals("EXECUTED")) {
            node.report().addWarning("State has changed from " + node.state() + " to " + present);
        }
    }

    private static NodeSettingsRO read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " does not exist.");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return NodeSettings.loadFromXML(in);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void checkFormat(NodeSettingsRO settings) throws UnsupportedWorkflowVersionException {
        var format = settings.getString("version", "1.0.0");
        int newest = compare(format, NEWEST_FORMAT);
        if (newest > 0 || compare(format, "2.8.0") < 0) {
            throw new UnsupportedWorkflowVersionException("The workflow " + folder + " is in format " + format
                    + ", written by KNIME " + settings.getString("created_by", "of an unknown version")
                    + "; formats 2.8.0 to " + NEWEST_FORMAT + " can be read.");
        }
    }

    private static int compare(String format, String other) {
        var parts = format.split("[.]");
        var others = other.split("[.]");
        for (int i = 0; i < 3; i++) {
            int part = i < parts.length ? number(parts[i]) : 0;
            int difference = Integer.compare(part, number(others[i]));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** Reads the digits at the front, as in {@code 0Pre}. */
    private static int number(String part) {
        var digits = part.replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static NodeSettingsRO child(NodeSettingsRO settings, String key) throws InvalidSettingsException {
        return settings.containsKey(key) ? settings.getNodeSettings(key) : new NodeSettings(key);
    }

    /** Returns a group of settings without which KNIME has an error to report. */
    private NodeSettingsRO required(NodeSettingsRO settings, String key) throws InvalidSettingsException {
        if (!settings.containsKey(key)) {
            result.addError(WorkflowPersistor.WORKFLOW_FILE + " holds no \"" + key + "\".");
        }
        return child(settings, key);
    }

    private void loadVariables(NodeSettingsRO settings) throws InvalidSettingsException {
        var loaded = new ArrayList<FlowVariable>();
        var variables = child(settings, "workflow_variables");
        for (var key : variables.keySet()) {
            try {
                loaded.add(FlowVariable.load(variables.getNodeSettings(key)));
            } catch (InvalidSettingsException | IllegalFlowObjectStackException e) {
                result.addError("A workflow variable (" + key + ") cannot be read: " + e.getMessage());
            }
        }
        workflow.initVariables(loaded);
    }

    private List<Connection> connections(NodeSettingsRO settings) throws InvalidSettingsException {
        var loaded = new ArrayList<Connection>();
        var stored = required(settings, "connections");
        for (var key : stored.keySet()) {
            var entry = stored.getNodeSettings(key);
            try {
                loaded.add(new Connection(
                        entry.getInt("sourceID"),
                        entry.getInt("sourcePort"),
                        entry.getInt("destID"),
                        entry.getInt("destPort")));
            } catch (InvalidSettingsException e) {
                result.addError("The connection " + key + " cannot be read: " + e.getMessage());
            }
        }
        return loaded;
    }

    private void connect(Connection connection) {
        var source = new NodeID(workflow.getID(), connection.source());
        var dest = new NodeID(workflow.getID(), connection.dest());
        try {
            workflow.wiring()
                    .connect(new ConnectionContainer(source, connection.sourcePort(), dest, connection.destPort()));
        } catch (IllegalArgumentException e) {
            result.addError("The connection " + connection + " cannot be made: " + e.getMessage());
        }
    }

    private void loadNode(NodeSettingsRO entry) throws InvalidSettingsException {
        int number = entry.getInt("id");
        var id = new NodeID(workflow.getID(), number);
        var file = entry.getString("node_settings_file", "");
        var path = folder.resolve(file).normalize();
        var report = new LoadResult("Node " + number);
        result.addChildError(report);
        if (workflow.containsNodeContainer(id)) {
            report.addError("There are two nodes of this number; the second one is left out.");
            return;
        }
        NodeSettingsRO settings;
        try {
            if (file.isEmpty() || !path.startsWith(folder)) {
                throw new IOException("Node " + number + " has its settings outside the workflow: \"" + file + "\"");
            }
            settings = read(path);
        } catch (IOException e) {
            report.addError(e.getMessage());
            return;
        }
        var form = new StoredForm(folder.relativize(path.getParent()).toString(), settings, entry);
        var type = entry.getString("node_type", entry.getBoolean("node_is_meta", false) ? "MetaNode" : "NativeNode");
        NodeContainer container;
        if (CONTAINERS.contains(type)) {
            var name = form.folder().replaceFirst(" \\(#\\d+\\)$", "");
            var reason = "\"" + name + "\" (node " + number + ") is a "
                    + (type.equals("SubNode") ? "component" : "metanode")
                    + "; the embedded runtime runs neither. Run this workflow with KNIME, or unwrap it there first.";
            container = placeHolder(id, name, reason, report);
        } else {
            container = nativeNode(id, number, settings, report);
        }
        container.setStored(form);
        workflow.addNode(container);
    }

    private UnavailableNode placeHolder(NodeID id, String name, String reason, LoadResult report) {
        report.addError(reason);
        int in = 0;
        int out = 0;
        for (var connection : connections) {
            in = connection.dest() == id.getIndex() ? Math.max(in, connection.destPort()) : in;
            out = connection.source() == id.getIndex() ? Math.max(out, connection.sourcePort()) : out;
        }
        return new UnavailableNode(workflow, id, name, reason, in + 1, out + 1);
    }

    private NodeContainer nativeNode(NodeID id, int number, NodeSettingsRO settings, LoadResult report) {
        var factoryClass = settings.getString("factory", null);
        var name = settings.getString("node-name", factoryClass);
        var factory = NodeFactories.create(factoryClass);
        if (factory.isEmpty()) {
            return placeHolder(id, name, missing(settings, name, number, factoryClass), report);
        }
        Node node;
        try {
            node = new Node(factory.get(), creationConfig(settings, factory.get()));
        } catch (InvalidSettingsException | RuntimeException | LinkageError e) {
            LOGGER.error("Node \"" + name + "\" (" + number + ") cannot be made: " + e.getMessage(), e);
            return placeHolder(
                    id, name, "Node \"" + name + "\" (" + number + ") cannot be made: " + e.getMessage(), report);
        }
        var container = new NativeNodeContainer(workflow, node, id);
        SavedNodeRules.violations(settings, node).forEach(report::addError);
        loadSettings(container, settings, report);
        saved.add(new SavedState(id, settings.getString("state", "IDLE"), report));
        return container;
    }

    private static String missing(NodeSettingsRO settings, String name, int number, String factoryClass) {
        var bundle = settings.getString("node-bundle-symbolic-name", null);
        return "Node \"" + name + "\" (" + number + ") is not available: no installed extension provides "
                + factoryClass
                + (bundle == null
                        ? "."
                        : ". Its plug-in \"" + bundle + "\" is "
                                + (NodeFactories.isInstalled(bundle)
                                        ? "installed, but does not register it."
                                        : "not installed."));
    }

    private static ModifiableNodeCreationConfiguration creationConfig(
            NodeSettingsRO settings, NodeFactory<NodeModel> factory) throws InvalidSettingsException {
        if (settings.containsKey("factory_settings")) {
            factory.loadAdditionalFactorySettings(settings.getNodeSettings("factory_settings"));
        }
        if (!(factory instanceof ConfigurableNodeFactory<?> configurable)) {
            return null;
        }
        var config = configurable.createNodeCreationConfig();
        config.loadSettingsFrom(settings);
        return config;
    }

    /*
     * As in KNIME, settings that the node refuses are an error only if it was configured when saved: an executed node
     * has its results, and an idle one may never have had good settings. In each case it keeps its default settings,
     * so whoever runs the workflow must at least be warned; KNIME says nothing about an idle node.
     */
    private void loadSettings(NativeNodeContainer container, NodeSettingsRO settings, LoadResult report) {
        var state = settings.getString("state", "IDLE");
        wasExecuted |= state.equals("EXECUTED");
        try {
            container.setSettings(new SingleNodeContainer.SingleNodeContainerSettings(settings));
            container.loadModelSettings();
        } catch (InvalidSettingsException e) {
            var error = "The settings of " + container.getNameWithID() + " are invalid: " + e.getMessage();
            switch (state) {
                case "IDLE", "EXECUTED" -> {
                    LOGGER.warn(error + " It keeps its default settings.");
                    report.addWarning(error);
                }
                default -> {
                    LOGGER.error(error);
                    report.addError(error);
                    container.setNodeMessage(NodeMessage.newError(error));
                }
            }
        }
    }
}
