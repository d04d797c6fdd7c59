package org.knime.core.ui.embedded.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.knime.core.embedded.ResultsWriter;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.NativeNodeContainer;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.WorkflowManager;

/** Writes every table of a workflow as CSV, every view as a page of its own, and an {@code index.html} of them all. */
public final class WorkflowResults implements ResultsWriter {
    @Override
    public void write(WorkflowManager workflow, Path folder, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        Files.createDirectories(folder);
        var index = new IndexPage(workflow.getName());
        for (var node : inOrder(workflow)) {
            if (node instanceof NativeNodeContainer container) {
                index.add(new NodeResults(workflow.getName(), container, folder).write(exec));
            } else {
                index.add(NodeEntry.of(node, List.of(), List.of()));
            }
        }
        Html.write(index.html(), folder.resolve("index.html"));
    }

    /** Each node after all that it depends on; by number where that leaves a choice. */
    private static List<NodeContainer> inOrder(WorkflowManager workflow) {
        var waiting = new ArrayList<>(workflow.getNodeContainers());
        var done = new LinkedHashSet<NodeID>();
        var order = new ArrayList<NodeContainer>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(node -> workflow.getIncomingConnectionsFor(node.getID()).stream()
                            .allMatch(connection -> done.contains(connection.getSource())))
                    .findFirst()
                    .orElseThrow(); // a workflow has no circles
            waiting.remove(next);
            done.add(next.getID());
            order.add(next);
        }
        return order;
    }
}
