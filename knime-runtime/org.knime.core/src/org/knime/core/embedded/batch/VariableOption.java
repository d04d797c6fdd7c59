package org.knime.core.embedded.batch;

import java.util.ArrayList;
import org.knime.core.node.workflow.BatchExecutor.IllegalOptionException;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.IllegalFlowVariableNameException;

/** One {@code -workflow.variable=name,value,type} of the command line. */
public final class VariableOption {
    private VariableOption() {}

    /** Splits at commas; single or double quotes hold a part with commas together, a backslash escapes a quote. */
    public static String[] split(String arg) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < arg.length(); i++) {
            char c = arg.charAt(i);
            if (quote != 0 && c == '\\' && i + 1 < arg.length()) {
                part.append(arg.charAt(++i));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    part.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.toArray(String[]::new);
    }

    /** @throws IllegalOptionException if there are not three parts, or value and type do not fit */
    public static FlowVariable parse(String... args) throws IllegalOptionException {
        var given = String.join(",", args);
        if (args.length != 3) {
            throw new IllegalOptionException(
                    "'-workflow.variable=" + given + "' is not of the form -workflow.variable=name,value,type.");
        }
        try {
            return switch (args[2]) {
                case "String" -> new FlowVariable(args[0], args[1]);
                case "int" -> new FlowVariable(args[0], Integer.parseInt(args[1]));
                case "double" -> new FlowVariable(args[0], Double.parseDouble(args[1]));
                default -> throw new IllegalOptionException("'-workflow.variable=" + given + "': the type \"" + args[2]
                        + "\" is unknown; it is String, int or double.");
            };
        } catch (NumberFormatException e) {
            throw new IllegalOptionException(
                    "'-workflow.variable=" + given + "': \"" + args[1] + "\" is no value of type " + args[2] + ".", e);
        } catch (IllegalFlowVariableNameException e) {
            throw new IllegalOptionException("'-workflow.variable=" + given + "': " + e.getMessage(), e);
        }
    }
}
