package org.knime.core.embedded.batch;

import java.util.Arrays;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.BatchExecutor.IllegalOptionException;

/**
 * One {@code -option=nodeID,name,value,type}: a setting of one node, given on the command line.
 *
 * @param nodeId the node's number; numbers within metanodes are joined by slashes
 * @param name the setting's key, below groups joined by slashes
 */
public record NodeOption(String nodeId, String name, String value, String type) {
    /** @throws IllegalOptionException if a part is missing, or the node's id is no number */
    public static NodeOption parse(String text) throws IllegalOptionException {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        int last = text.lastIndexOf(','); // the value may hold commas, name and type may not
        if (first < 0 || second < 0 || last <= second) {
            throw new IllegalOptionException(
                    "'-option=" + text + "' is not of the form -option=nodeID,name,value,type.");
        }
        var id = text.substring(0, first);
        if (!id.matches("\\d{1,9}(/\\d{1,9})*")) {
            throw new IllegalOptionException(
                    "'-option=" + text + "': \"" + id + "\" is no node id; it is a number, such"
                            + " as 3, or several joined by slashes for nodes within metanodes.");
        }
        return new NodeOption(
                id, text.substring(first + 1, second), text.substring(second + 1, last), text.substring(last + 1));
    }

    public boolean isWithinMetanode() {
        return nodeId.contains("/");
    }

    /**
     * Sets the value, replacing a setting of that name or adding one.
     *
     * @throws IllegalOptionException if type and value do not fit each other, or the type is unknown
     * @throws InvalidSettingsException if there is no such group of settings
     */
    public void applyTo(NodeSettings model) throws IllegalOptionException, InvalidSettingsException {
        var path = name.split("/");
        var group = model;
        for (var key : Arrays.copyOf(path, path.length - 1)) {
            group = group.getNodeSettings(key);
        }
        try {
            set(group, path[path.length - 1]);
        } catch (NumberFormatException e) {
            throw new IllegalOptionException("The option " + name + " of node " + nodeId + ": \"" + value
                    + "\" is no value of type " + type + ".");
        }
    }

    private void set(NodeSettings group, String key) throws IllegalOptionException {
        switch (type) {
            case "int" -> group.addInt(key, Integer.parseInt(value));
            case "long" -> group.addLong(key, Long.parseLong(value));
            case "short" -> group.addShort(key, Short.parseShort(value));
            case "byte" -> group.addByte(key, Byte.parseByte(value));
            case "boolean" -> group.addBoolean(key, Boolean.parseBoolean(value));
            case "char" -> {
                if (value.isEmpty()) {
                    throw new NumberFormatException();
                }
                group.addChar(key, value.charAt(0));
            }
            case "float", "double" -> group.addDouble(key, Double.parseDouble(value));
            case "String" -> group.addString(key, value);
            case "StringCell" -> group.addDataCell(key, new StringCell(value));
            case "DoubleCell" -> group.addDataCell(key, new DoubleCell(Double.parseDouble(value)));
            case "IntCell" -> group.addDataCell(key, new IntCell(Integer.parseInt(value)));
            case "LongCell" -> group.addDataCell(key, new LongCell(Long.parseLong(value)));
            default -> throw new IllegalOptionException("The option " + name + " of node " + nodeId
                    + " is of unknown type \"" + type
                    + "\"; known are int, long, short, byte, boolean, char, float, double, String, and StringCell,"
                    + " DoubleCell, IntCell and LongCell.");
        }
    }
}
