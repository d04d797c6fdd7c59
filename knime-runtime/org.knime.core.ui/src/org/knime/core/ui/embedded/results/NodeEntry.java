package org.knime.core.ui.embedded.results;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeMessage;

/**
 * What the index says of a node.
 *
 * @param title its name and number
 * @param comment what stands below it in the workflow; may be empty
 * @param executed whether it is executed
 * @param messages its warning or error, a paragraph each
 * @param values flow variables that it has set, such as an accuracy
 * @param files what was written for it
 */
record NodeEntry(
        String title, String comment, boolean executed, List<String> messages, List<Value> values, List<Link> files) {
    record Value(String name, String value) {}

    /**
     * A file.
     *
     * @param label what it shows
     * @param path where it lies, relative to the index
     * @param detail how large it is; may be empty
     */
    record Link(String label, String path, String detail) {}

    static NodeEntry of(NodeContainer node, List<Value> values, List<Link> files) {
        return new NodeEntry(
                title(node),
                node.getNodeAnnotation().getText().strip(),
                node.getNodeContainerState().isExecuted(),
                messages(node.getNodeMessage()),
                values,
                files);
    }

    static String title(NodeContainer node) {
        return node.getName() + " (" + node.getID().getIndex() + ")";
    }

    private static List<String> messages(NodeMessage message) {
        var messages = new ArrayList<String>();
        if (message.getMessageType() != NodeMessage.Type.RESET) {
            messages.add(message.getMessage());
            message.getIssue().ifPresent(messages::add);
            messages.addAll(message.getResolutions());
        }
        return messages;
    }
}
