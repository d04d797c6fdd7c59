package org.seqnet.knime.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.workflow.ConnectionContainer;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;

/** A workflow folder as KNIME shows it once it is opened: annotations, connections and nodes, each in its place. */
final class WorkflowPicture {
    private static final int LABEL = 72;
    private static final int LINE = 14;
    private static final int ANNOTATION_SIZE = 15;
    private static final int ANNOTATION_LINE = 19;

    private final Drawing drawing = new Drawing();
    private final Path folder;
    private final Map<Integer, Point> places = new HashMap<>();
    private final Map<Integer, NodePicture> nodes = new HashMap<>();

    private WorkflowPicture(Path folder) {
        this.folder = folder;
    }

    /** Returns the picture of the workflow in a folder, as SVG. */
    static String of(Path folder) throws Exception {
        return new WorkflowPicture(folder).draw();
    }

    private String draw() throws Exception {
        var file = folder.toFile();
        var manager = WorkflowManager.loadProject(file, new ExecutionMonitor(), new WorkflowLoadHelper(file))
                .getWorkflowManager();
        try {
            for (var container : manager.getNodeContainers()) {
                var node = ((NativeNodeContainer) container).getNode();
                nodes.put(container.getID().getIndex(), NodePicture.of(node));
            }
            var workflow = settings(folder.resolve("workflow.knime"));
            drawAnnotations(workflow);
            place(workflow.getNodeSettings("nodes"));
            for (var connection : manager.getConnectionContainers()) {
                draw(connection);
            }
            drawNodes(workflow.getNodeSettings("nodes"));
        } finally {
            WorkflowManager.ROOT.removeProject(manager.getID());
        }
        return drawing.svg("The workflow " + folder.getFileName());
    }

    private void draw(ConnectionContainer connection) {
        int source = connection.getSource().getIndex();
        int dest = connection.getDest().getIndex();
        var from = places.get(source).plus(nodes.get(source).output(connection.getSourcePort()));
        var to = places.get(dest).plus(nodes.get(dest).input(connection.getDestPort()));
        boolean variables = nodes.get(source).passesVariables(connection.getSourcePort());
        drawConnection(from, to, variables ? NodePicture.VARIABLES_COLOUR : "#9b9b9b");
        if (connection.getSourcePort() == 0) {
            drawVariablePort(from);
        }
        if (connection.getDestPort() == 0) {
            drawVariablePort(to);
        }
    }

    private void place(NodeSettingsRO all) throws InvalidSettingsException {
        for (var key : all) {
            var node = all.getNodeSettings(key);
            var bounds = node.getNodeSettings("ui_settings").getNodeSettings("extrainfo.node.bounds");
            places.put(node.getInt("id"), new Point(bounds.getInt("0"), bounds.getInt("1")));
        }
    }

    private void drawAnnotations(NodeSettingsRO workflow) throws InvalidSettingsException {
        if (!workflow.containsKey("annotations")) {
            return;
        }
        var all = workflow.getNodeSettings("annotations");
        for (var key : all) {
            var annotation = all.getNodeSettings(key);
            int x = annotation.getInt("x-coordinate");
            int y = annotation.getInt("y-coordinate");
            int width = annotation.getInt("width");
            int height = annotation.getInt("height");
            var svg = new StringBuilder(String.format(
                    Locale.ROOT,
                    "<rect width=\"%d\" height=\"%d\" fill=\"#%06x\" stroke=\"#%06x\" stroke-width=\"2\"/>\n",
                    width,
                    height,
                    annotation.getInt("bgcolor"),
                    annotation.getInt("borderColor")));
            int line = 0;
            for (var text : Text.wrap(annotation.getString("text"), width - 24, Text.NORMAL * ANNOTATION_SIZE / 12)) {
                svg.append(Text.from(text, 12, 24 + ANNOTATION_LINE * line++, ANNOTATION_SIZE));
            }
            drawing.put(new Point(x, y), svg.toString());
            drawing.include(x, y, width, height);
        }
    }

    /** Ports for flow variables are only shown where they are connected. */
    private void drawVariablePort(Point at) {
        drawing.put(
                at,
                String.format(
                        Locale.ROOT,
                        "<circle r=\"%.1f\" fill=\"%s\"/>\n",
                        NodePicture.PORT / 2,
                        NodePicture.VARIABLES_COLOUR));
    }

    private void drawConnection(Point from, Point to, String colour) {
        double bend = Math.max(20, Math.abs(to.x() - from.x()) / 2);
        drawing.put(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"%s\"/>\n",
                from.x(),
                from.y(),
                from.x() + bend,
                from.y(),
                to.x() - bend,
                to.y(),
                to.x(),
                to.y(),
                colour));
    }

    private void drawNodes(NodeSettingsRO all) throws IOException, InvalidSettingsException {
        for (var key : all) {
            var settings = all.getNodeSettings(key);
            var at = places.get(settings.getInt("id"));
            var svg = new StringBuilder(
                    nodes.get(settings.getInt("id")).withoutDots().svg());
            var own = settings(folder.resolve(settings.getString("node_settings_file")));
            var label = own.getNodeSettings("nodeAnnotation").getString("text").split("\n");
            for (int i = 0; i < label.length; i++) {
                svg.append(Text.centred(label[i], NodePicture.TILE / 2, LABEL + LINE * i, 12, "normal"));
            }
            svg.append(
                    """
                    <rect y="40" width="32" height="12" rx="6" fill="#d9dcdd"/>
                    <circle cx="6" cy="46" r="4" fill="#fff"/>
                    <circle cx="16" cy="46" r="4" fill="#ffd800"/>
                    <circle cx="26" cy="46" r="4" fill="#fff"/>
                    """);
            drawing.put(at, svg.toString());
            drawing.include(at.x() - 50, at.y() - 30, 132, 30 + LABEL + LINE * label.length);
        }
    }

    private static NodeSettings settings(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }
}
