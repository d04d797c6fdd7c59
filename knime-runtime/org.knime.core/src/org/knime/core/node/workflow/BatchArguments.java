package org.knime.core.node.workflow;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knime.core.embedded.batch.NodeOption;
import org.knime.core.embedded.batch.VariableOption;
import org.knime.core.node.workflow.BatchExecutor.IllegalOptionException;

/** The batch application's command line, option by option. */
final class BatchArguments {
    /** What the workbench's launcher may add; without meaning here. Compared in lower case. */
    private static final Set<String> IGNORED = Set.of(
            "-noversioncheck",
            "-perspective",
            "-showlocation",
            "-allowdeadlock",
            "-checkforupdates",
            "-profilelist",
            "-profilelocation");

    boolean noSave;
    boolean reset;
    boolean noExecute;
    boolean failOnLoadError;
    File input;
    File outputFile;
    File outputDir;
    final List<File> preferences = new ArrayList<>();
    final List<FlowVariable> variables = new ArrayList<>();
    final List<NodeOption> nodeOptions = new ArrayList<>();

    /** @throws IllegalOptionException if an option is unknown, incomplete, or names a file that does not exist */
    static BatchArguments parse(String... args) throws IllegalOptionException {
        if (args.length == 0) {
            throw new IllegalOptionException(
                    "There are no arguments; -workflowDir=... or -workflowFile=... is needed.");
        }
        var parsed = new BatchArguments();
        for (var argument : args) {
            parsed.take(argument);
        }
        if (parsed.input == null) {
            throw new IllegalOptionException(
                    "No workflow is given; name one by -workflowDir=... or, if it is zipped, -workflowFile=....");
        }
        return parsed;
    }

    private void take(String argument) throws IllegalOptionException {
        var parts = argument.split("=", 2);
        switch (parts[0]) {
            case "-nosave" -> noSave = true;
            case "-reset" -> reset = true;
            case "-noexecute" -> noExecute = true;
            case "-failonloaderror" -> failOnLoadError = true;
            case "-updateLinks" -> {
                // there are no linked metanodes here
            }
            case "-masterkey" -> {
                // nothing is encrypted here; an empty key is still the mistake that it is in KNIME
                if (parts.length == 2 && parts[1].isEmpty()) {
                    throw new IllegalOptionException("The master key must not be empty.");
                }
            }
            case "-preferences" -> preferences.add(new File(value(parts)));
            case "-workflowFile" -> {
                input = new File(value(parts));
                if (!input.isFile()) {
                    throw new IllegalOptionException(
                            "The workflow file '" + parts[1] + "' does not exist or is no file.");
                }
            }
            case "-workflowDir" -> {
                input = new File(value(parts));
                if (!input.isDirectory()) {
                    throw new IllegalOptionException(
                            "The workflow directory '" + parts[1] + "' does not exist or is no directory.");
                }
            }
            case "-destFile" -> outputFile = new File(value(parts));
            case "-destDir" -> outputDir = new File(value(parts));
            case "-workflow.variable" -> variables.add(VariableOption.parse(VariableOption.split(value(parts))));
            case "-option" -> nodeOptions.add(NodeOption.parse(value(parts)));
            default -> {
                if (!IGNORED.contains(parts[0].toLowerCase(Locale.ROOT))) {
                    throw new IllegalOptionException("Unknown option '" + parts[0] + "'.");
                }
            }
        }
    }

    private static String value(String[] parts) throws IllegalOptionException {
        if (parts.length != 2 || parts[1].isEmpty()) {
            throw new IllegalOptionException("The option " + parts[0] + " needs a value: " + parts[0] + "=....");
        }
        return parts[1];
    }
}
