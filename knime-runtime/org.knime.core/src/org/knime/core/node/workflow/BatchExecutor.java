package org.knime.core.node.workflow;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.ConfigurationScope;
import org.eclipse.core.runtime.preferences.IPreferenceFilter;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.core.runtime.preferences.PreferenceFilterEntry;
import org.knime.core.embedded.ResultsWriter;
import org.knime.core.embedded.batch.CancelFile;
import org.knime.core.embedded.workflow.Folders;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResultEntry.LoadResultEntryType;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.core.util.LockFailedException;

/** Loads one workflow, executes it and saves the results, as a command line says, and tells the outcome by a number. */
public class BatchExecutor {
    /** All nodes are executed: {@value}. */
    public static final int EXIT_SUCCESS = 0;

    /** Kept free for warnings, as in KNIME, which never gives it back either: {@value}. */
    public static final int EXIT_WARN = 1;

    /** A wrong or missing argument: {@value}. */
    public static final int EXIT_ERR_PRESTART = 2;

    /** The workflow could not be loaded: {@value}. */
    public static final int EXIT_ERR_LOAD = 3;

    /** A node failed, or could not be configured: {@value}. */
    public static final int EXIT_ERR_EXECUTION = 4;

    private static final NodeLogger LOGGER = NodeLogger.getLogger(BatchExecutor.class);

    /** Thrown for a wrong argument. */
    public static class IllegalOptionException extends Exception {
        private static final long serialVersionUID = 1L;

        public IllegalOptionException(String message) {
            super(message);
        }

        public IllegalOptionException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final BatchArguments arguments;
    private Path location;

    /** Where a zipped workflow was unpacked to; null for a folder. */
    private Path unpacked;

    private BatchExecutor(BatchArguments arguments) {
        this.arguments = arguments;
    }

    /** Runs what the command line says; no argument at all prints the usage. Returns one of the codes above. */
    public static int mainRun(String... args) {
        if (args.length == 0) {
            System.err.println(getOptionsString());
            return EXIT_SUCCESS;
        }
        try {
            var arguments = BatchArguments.parse(args);
            for (var preferences : arguments.preferences) {
                setPreferences(preferences);
            }
            return new BatchExecutor(arguments).runAll();
        } catch (FileNotFoundException | IllegalOptionException e) {
            LOGGER.error(e.getMessage());
        } catch (CoreException e) {
            LOGGER.error("The preferences cannot be read: " + e.getMessage(), e);
        }
        return EXIT_ERR_PRESTART;
    }

    public static String getOptionsString() {
        return """
                Options:
                 -workflowDir=...     folder of the workflow to run
                 -workflowFile=...    zip or knwf file with the workflow to run
                 -reset               reset all nodes first
                 -failonloaderror     do not run a workflow that was not loaded without errors
                 -nosave              do not save the workflow when it is done
                 -destDir=...         save it into this folder, not in place
                 -destFile=...        save it into this zip file, not in place
                 -workflow.variable=name,value,type   set a workflow variable of type String, int or double
                 -option=nodeID,name,value,type       set one setting of one node; name may be a path a/b/c
                 -preferences=...     file with Eclipse preferences (epf)
                 -masterkey, -updateLinks             accepted, without effect
                Exit codes:
                 0 done; 2 wrong argument; 3 not loaded; 4 a node failed or could not be configured""";
    }

    /** Returns the exit code. */
    public int runAll() {
        LOGGER.info("Running workflow " + arguments.input);
        int code = runAndTidyUp();
        LOGGER.info(code == EXIT_SUCCESS ? "Workflow executed." : "Workflow not executed.");
        return code;
    }

    private int runOne() {
        long start = System.nanoTime();
        WorkflowManager workflow;
        try {
            workflow = load();
        } catch (IllegalOptionException e) {
            LOGGER.error(e.getMessage());
            return EXIT_ERR_PRESTART;
        } catch (IOException
                | InvalidSettingsException
                | UnsupportedWorkflowVersionException
                | LockFailedException
                | CanceledExecutionException e) {
            LOGGER.error("The workflow cannot be loaded: " + e.getMessage());
            return EXIT_ERR_LOAD;
        }
        try {
            boolean success = arguments.noExecute || execute(workflow);
            LOGGER.info("All nodes done in " + elapsed(start));
            if (!success) {
                reportFailures(workflow);
            }
            save(workflow);
            return writeResults(workflow) && success ? EXIT_SUCCESS : EXIT_ERR_EXECUTION;
        } catch (IOException | CanceledExecutionException | LockFailedException e) {
            LOGGER.error("The workflow cannot be saved: " + e.getMessage(), e);
            return EXIT_ERR_EXECUTION;
        } finally {
            workflow.getParent().removeProject(workflow.getID());
        }
    }

    private int runAndTidyUp() {
        try {
            return runOne();
        } finally {
            if (unpacked != null) {
                try {
                    Folders.delete(unpacked);
                } catch (IOException e) {
                    LOGGER.warn("The temporary folder " + unpacked + " could not be deleted: " + e.getMessage());
                }
            }
        }
    }

    private static String elapsed(long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        long seconds = millis / 1000;
        return (seconds >= 60 ? seconds / 60 + " mins, " : "") + seconds % 60 + " secs (" + millis + "ms)";
    }

    private WorkflowManager load()
            throws IOException, InvalidSettingsException, CanceledExecutionException,
                    UnsupportedWorkflowVersionException, LockFailedException, IllegalOptionException {
        location = workflowFolder();
        var result = WorkflowManager.loadProject(location.toFile(), new ExecutionMonitor(), new BatchLoadHelper());
        var workflow = result.getWorkflowManager();
        if (result.hasErrors()) {
            var report = result.getFilteredError("", LoadResultEntryType.Error);
            if (arguments.failOnLoadError) {
                workflow.getParent().removeProject(workflow.getID());
                LOGGER.error(report);
                throw new IOException("errors were found, and -failonloaderror is set.");
            }
            LOGGER.warn("The workflow was loaded with errors:\n" + report);
        }
        try {
            applyVariables(workflow);
            if (arguments.reset) {
                workflow.resetAndConfigureAll();
            }
            applyNodeOptions(workflow);
            return workflow;
        } catch (InvalidSettingsException | IllegalOptionException | RuntimeException e) {
            workflow.getParent().removeProject(workflow.getID());
            throw e;
        }
    }

    private Path workflowFolder() throws IOException {
        var folder = arguments.input.toPath().toAbsolutePath().normalize();
        if (arguments.input.isFile()) {
            unpacked = Files.createTempDirectory("BatchExecutorInput");
            folder = unpacked;
            Folders.unpack(arguments.input.toPath(), folder);
        }
        if (Files.isRegularFile(folder.resolve(WorkflowPersistor.WORKFLOW_FILE))) {
            return folder;
        }
        // an exported workflow lies one folder below the archive's root
        try (var children = Files.list(folder)) {
            var found = children.filter(child -> Files.isRegularFile(child.resolve(WorkflowPersistor.WORKFLOW_FILE)))
                    .sorted()
                    .findFirst();
            if (found.isEmpty()) {
                throw new IOException(arguments.input + " holds no " + WorkflowPersistor.WORKFLOW_FILE
                        + ", nor does a folder right below it; choose the folder of a workflow.");
            }
            return found.get();
        }
    }

    private final class BatchLoadHelper extends WorkflowLoadHelper {
        BatchLoadHelper() {
            super(WorkflowContextV2.builder()
                    .withAnalyticsPlatformExecutor(executor -> executor.withCurrentUserAsUserId()
                            .withLocalWorkflowPath(location)
                            .withBatchMode(true))
                    .withLocalLocation()
                    .build());
        }
    }

    private void applyVariables(WorkflowManager workflow) {
        if (arguments.variables.isEmpty()) {
            return;
        }
        Set<String> known = workflow.getWorkflowVariables().stream()
                .map(FlowVariable::getName)
                .collect(Collectors.toSet());
        for (var variable : arguments.variables) {
            if (!known.contains(variable.getName())) {
                LOGGER.warn("The workflow does not define the variable " + variable
                        + " that is given on the command line; maybe no node uses it.");
            }
        }
        workflow.addWorkflowVariables(!arguments.reset, arguments.variables.toArray(FlowVariable[]::new));
    }

    private void applyNodeOptions(WorkflowManager workflow) throws IllegalOptionException, InvalidSettingsException {
        for (var option : arguments.nodeOptions) {
            var id = option.isWithinMetanode() ? null : new NodeID(workflow.getID(), Integer.parseInt(option.nodeId()));
            if (id == null || !workflow.containsNodeContainer(id)) {
                LOGGER.warn("There is no node " + option.nodeId() + "; -option=" + option.nodeId() + "," + option.name()
                        + ",... has no effect.");
                continue;
            }
            var settings = new NodeSettings("settings");
            workflow.saveNodeSettings(id, settings);
            option.applyTo(settings.getNodeSettings(Node.CFG_MODEL));
            try {
                workflow.loadNodeSettings(id, settings);
            } catch (InvalidSettingsException e) {
                throw new InvalidSettingsException(
                        "The option " + option.name() + " of "
                                + workflow.getNodeContainer(id).getNameWithID() + " is refused: " + e.getMessage(),
                        e);
            }
        }
    }

    private static boolean execute(WorkflowManager workflow) {
        var watch = CancelFile.watch(workflow);
        try {
            return workflow.executeAllAndWaitUntilDone();
        } finally {
            watch.interrupt();
        }
    }

    private static void reportFailures(WorkflowManager workflow) {
        int waiting = 0;
        for (var node : workflow.getNodeContainers()) {
            if (node.getInternalState().isExecuted()) {
                continue;
            }
            var message = node.getNodeMessage();
            if (message.getMessageType() == NodeMessage.Type.RESET) {
                waiting++;
                continue;
            }
            LOGGER.error(node.getName() + " (" + node.getID().getIndex() + ") "
                    + (node.getInternalState().isIdle() ? "is not configured: " : "was not executed: ")
                    + message.getMessage()
                    + message.getIssue().map(issue -> "\n" + issue).orElse("")
                    + message.getResolutions().stream()
                            .map(cure -> "\n- " + cure)
                            .collect(Collectors.joining()));
        }
        if (waiting > 0) {
            LOGGER.error((waiting == 1 ? "1 more node was" : waiting + " more nodes were")
                    + " not executed, for want of input.");
        }
    }

    private static final String WRITERS = "org.knime.core.embeddedResults";

    /** Returns whether nothing went wrong. */
    private boolean writeResults(WorkflowManager workflow) throws CanceledExecutionException {
        var folder = System.getProperty(ResultsWriter.FOLDER_PROPERTY);
        if (folder == null || arguments.noSave) {
            return true;
        }
        try {
            for (var element : Platform.getExtensionRegistry().getConfigurationElementsFor(WRITERS)) {
                ((ResultsWriter) element.createExecutableExtension("class"))
                        .write(workflow, Path.of(folder), new ExecutionMonitor());
            }
            return true;
        } catch (CoreException | IOException e) {
            LOGGER.error("The results cannot be written: " + e.getMessage(), e);
            return false;
        }
    }

    private void save(WorkflowManager workflow) throws IOException, CanceledExecutionException, LockFailedException {
        if (arguments.noSave) {
            return;
        }
        var exec = new ExecutionMonitor();
        if (arguments.outputFile != null) {
            var name = arguments.outputFile.getName().replaceFirst("(?i)\\.(zip|knwf)$", "");
            var folder = Files.createTempDirectory("BatchExecutorOutput").resolve(name);
            workflow.save(folder.toFile(), exec, true);
            Folders.pack(folder, arguments.outputFile.toPath());
            Folders.delete(folder.getParent());
            LOGGER.info("Workflow saved to " + arguments.outputFile.getAbsolutePath());
        } else if (arguments.outputDir != null) {
            workflow.save(arguments.outputDir, exec, true);
            LOGGER.info("Workflow saved to " + arguments.outputDir.getAbsolutePath());
        } else {
            workflow.save(location.toFile(), exec, true);
            if (arguments.input.isFile()) {
                Folders.pack(location, arguments.input.toPath());
            }
            LOGGER.info("Workflow saved to " + arguments.input.getAbsolutePath());
        }
    }

    /**
     * Merges a file of exported preferences into those of the workspace.
     *
     * @throws FileNotFoundException if there is no such file
     * @throws CoreException if it holds no preferences
     */
    public static void setPreferences(File preferenceFile) throws FileNotFoundException, CoreException {
        if (!preferenceFile.isFile()) {
            throw new FileNotFoundException(
                    "The preference file '" + preferenceFile.getAbsolutePath() + "' does not exist.");
        }
        try (var in = new BufferedInputStream(new FileInputStream(preferenceFile))) {
            var service = Platform.getPreferencesService();
            // with a filter, preferences are merged; without one, all others would be deleted
            service.applyPreferences(service.readPreferences(in), new IPreferenceFilter[] {
                new IPreferenceFilter() {
                    @Override
                    public String[] getScopes() {
                        return new String[] {InstanceScope.SCOPE, ConfigurationScope.SCOPE};
                    }

                    @Override
                    public Map<String, PreferenceFilterEntry[]> getMapping(String scope) {
                        return null; // all of them
                    }
                }
            });
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            LOGGER.warn(preferenceFile + " could not be closed: " + e.getMessage());
        }
    }
}
