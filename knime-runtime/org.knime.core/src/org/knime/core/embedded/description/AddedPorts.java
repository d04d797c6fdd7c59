package org.knime.core.embedded.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.context.ports.ExtendablePortGroup;
import org.w3c.dom.Element;

/**
 * Gives a node's description a port for every one that users have added, where its group is described: KNIME looks up
 * all ports there by number. It does so for added ports only; those that a group always has need a description of
 * their own.
 */
public final class AddedPorts {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(AddedPorts.class);

    private final String nodeName;
    private final Element ports;

    public AddedPorts(String nodeName, Element ports) {
        this.nodeName = nodeName;
        this.ports = ports;
    }

    public void describe(Map<String, ExtendablePortGroup> groups) {
        describe("input", "inPort", "dynInPort", groups, ExtendablePortGroup::definesInputPorts);
        describe("output", "outPort", "dynOutPort", groups, ExtendablePortGroup::definesOutputPorts);
    }

    private void describe(
            String side,
            String portTag,
            String groupTag,
            Map<String, ExtendablePortGroup> groups,
            Predicate<ExtendablePortGroup> role) {
        var described = DescriptionRules.children(ports, groupTag).toList();
        var extendable = groups.entrySet().stream()
                .filter(group -> role.test(group.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        var identifiers = described.stream().map(AddedPorts::identifier).toList();
        if (!identifiers.equals(extendable)) {
            LOGGER.coding("The description of node '" + nodeName + "' has the extendable " + side + " port groups "
                    + identifiers + ", its factory has " + extendable + ".");
            return;
        }
        var fixed = DescriptionRules.children(ports, portTag).toList();
        var sorted = new ArrayList<>(described);
        sorted.sort(Comparator.comparing(AddedPorts::insertBefore));
        int index = 0;
        for (int position = 0; position <= fixed.size(); position++) {
            for (var group : sorted) {
                if (insertBefore(group) == position) {
                    int added = groups.get(identifier(group)).getConfiguredPorts().length;
                    for (int i = 0; i < added; i++) {
                        add(portTag, group, index++);
                    }
                }
            }
            if (position < fixed.size()) {
                fixed.get(position).setAttribute("index", Integer.toString(index++));
            }
        }
    }

    private void add(String portTag, Element group, int index) {
        var port = ports.getOwnerDocument().createElementNS(group.getNamespaceURI(), portTag);
        port.setAttribute("index", Integer.toString(index));
        port.setAttribute("name", group.getAttribute("name"));
        port.setTextContent(group.getTextContent() + " (dynamic)");
        ports.appendChild(port);
    }

    private static String identifier(Element group) {
        return group.getAttribute("group-identifier");
    }

    private static int insertBefore(Element group) {
        return Integer.parseInt(group.getAttribute("insert-before"));
    }
}
