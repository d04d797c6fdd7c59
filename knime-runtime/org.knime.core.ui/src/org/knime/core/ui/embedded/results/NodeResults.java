package org.knime.core.ui.embedded.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.NodeOutPort;
import org.knime.core.ui.embedded.results.NodeEntry.Link;
import org.knime.core.ui.embedded.results.NodeEntry.Value;
import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.DataServiceProvider;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;
import org.knime.core.webui.node.view.NodeViewFactory;

/** Writes the tables and views of one node. */
final class NodeResults {
    /** The label of a node's own view. */
    static final String NODE_VIEW = "View";

    private static final int LONGEST_NAME = 40;

    private static final NodeLogger LOGGER = NodeLogger.getLogger(NodeResults.class);

    private final String workflowName;
    private final NativeNodeContainer node;
    private final Path folder;
    private final String title;
    private final List<Link> files = new ArrayList<>();

    NodeResults(String workflowName, NativeNodeContainer node, Path folder) {
        this.workflowName = workflowName;
        this.node = node;
        this.folder = folder;
        this.title = NodeEntry.title(node);
    }

    NodeEntry write(ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        if (node.getNodeContainerState().isExecuted()) {
            NodeContext.pushContext(node);
            try {
                writeNodeView();
                for (int i = 1; i < node.getNrOutPorts(); i++) {
                    writePort(node.getOutPort(i), exec);
                }
            } finally {
                NodeContext.removeLastContext();
            }
        }
        var values = new ArrayList<Value>(); // the stack has the latest first, a reader wants the first one first
        node.getOutgoingFlowObjectStack()
                .getAvailableFlowVariables()
                .values()
                .forEach(variable -> values.add(0, new Value(variable.getName(), variable.getValueAsString())));
        return NodeEntry.of(node, values, files);
    }

    private void writeNodeView() throws IOException {
        if (node.getNode().getFactory() instanceof NodeViewFactory<?> factory && factory.hasNodeView()) {
            writeView(NODE_VIEW, () -> viewOf(factory));
        }
    }

    @SuppressWarnings("unchecked")
    private UIExtension viewOf(NodeViewFactory<?> factory) {
        return ((NodeViewFactory<NodeModel>) factory).createNodeView(node.getNodeModel());
    }

    private void writePort(NodeOutPort port, ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        var number = Integer.toString(port.getPortIndex());
        if (port.getPortObject() instanceof BufferedDataTable table) {
            var path = path("tables", "csv", number, port.getPortName());
            CsvFile.write(table, create(path), exec);
            int columns = table.getDataTableSpec().getNumColumns();
            var size = "CSV, " + counted(table.size(), "row") + " x " + counted(columns, "column");
            files.add(new Link(port.getPortName(), path, size));
        }
        var views = PortViewManager.getPortViews(port.getPortType());
        if (views != null) {
            for (int index : views.executedIndices()) {
                var descriptor = views.viewDescriptors().get(index);
                writeView(
                        descriptor.label(),
                        () -> viewOf(descriptor.viewFactory(), port.getPortObject()),
                        number,
                        descriptor.label());
            }
        }
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    @SuppressWarnings("unchecked")
    private static UIExtension viewOf(Object factory, PortObject object) {
        return factory instanceof PortViewFactory<?> ofObject
                ? ((PortViewFactory<PortObject>) ofObject).createPortView(object)
                : ((PortSpecViewFactory<PortObjectSpec>) factory).createPortView(object.getSpec());
    }

    /** A view that cannot be made is no reason to lose the other results. */
    private void writeView(String label, Supplier<UIExtension> creation, String... nameParts) throws IOException {
        String page;
        try {
            var view = creation.get();
            page = ViewPage.html(workflowName, title, label, view.getPage(), (DataServiceProvider) view);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOGGER.warn("The view \"" + label + "\" of " + title + " cannot be written: " + e.getMessage(), e);
            return;
        }
        var path = path("views", "html", nameParts);
        Html.write(page, create(path));
        files.add(new Link(label, path, ""));
    }

    /** A name of letters, digits and dashes that no other node, port or view has. */
    private String path(String kind, String ending, String... parts) {
        var name = node.getID().getIndex() + "-" + slug(node.getName());
        for (var part : parts) {
            name += "-" + slug(part);
        }
        return kind + "/" + name.replaceAll("-+", "-").replaceAll("-$", "") + "." + ending;
    }

    private static String slug(String text) {
        var slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug.substring(0, Math.min(slug.length(), LONGEST_NAME));
    }

    private Path create(String path) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }
}
