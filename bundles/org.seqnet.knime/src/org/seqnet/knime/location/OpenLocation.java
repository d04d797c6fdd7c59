package org.seqnet.knime.location;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.RelativeTo;
import org.knime.filehandling.core.connections.location.FSPathProvider;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;
import org.seqnet.engine.Quoted;
import org.seqnet.knime.message.Failures;

/** A place that a user chose in one of KNIME's file systems, which stays open behind it. */
public final class OpenLocation implements AutoCloseable {
    private final FSLocation location;
    private final FSPathProviderFactory factory;
    private final FSPathProvider provider;

    private OpenLocation(FSLocation location, FSPathProviderFactory factory, FSPathProvider provider) {
        this.location = location;
        this.factory = factory;
        this.provider = provider;
    }

    /**
     * Returns what messages call a location: its full path on this machine, or where that is not known, KNIME's URL of
     * it. The path alone does not tell which folder it begins in.
     */
    public static String name(FSLocation location) {
        var path = location.getPath();
        var place = location.getFileSystemSpecifier().orElse("");
        return switch (location.getFileSystemCategory()) {
            case "MOUNTPOINT" -> "knime://" + place + "/" + withoutRoot(path);
            case "RELATIVE" -> place.equals(RelativeTo.WORKFLOW_DATA.getSettingsValue())
                    ? inDataArea(path)
                    : "knime://" + place + "/" + withoutRoot(path);
            default -> path;
        };
    }

    private static String inDataArea(String path) {
        try {
            return Optional.ofNullable(NodeContext.getContext())
                    .flatMap(context -> context.getContextObjectForClass(WorkflowContextV2.class))
                    .map(workflow -> workflow.getExecutorInfo().getLocalWorkflowPath())
                    .map(workflow ->
                            workflow.resolve("data").resolve(withoutRoot(path)).toString())
                    .orElse("knime://knime.workflow/data/" + withoutRoot(path));
        } catch (InvalidPathException e) {
            return "knime://knime.workflow/data/" + path;
        }
    }

    private static String withoutRoot(String path) {
        return path.replaceFirst("^/+", "");
    }

    /** Works on a path. */
    @FunctionalInterface
    public interface Action<R> {
        /** Does the work. */
        R on(FSPath path) throws IOException;
    }

    /**
     * Returns the location of a file that a setting names; whether there is one shows when it is opened.
     *
     * @param resolution how to choose one
     * @throws InvalidSettingsException if it names none, or one in a kind of file system that there is not
     */
    public static FSLocation chosen(String setting, FSLocation location, String resolution)
            throws InvalidSettingsException {
        return chosen(setting, "file", location, resolution);
    }

    /** Does the same for what messages call something else than a file. */
    public static FSLocation chosen(String setting, String kind, FSLocation location, String resolution)
            throws InvalidSettingsException {
        if (location == null || location.getPath() == null || location.getPath().isBlank()) {
            throw Failures.invalid("%s: no %s is selected.".formatted(setting, kind), resolution);
        }
        var category = location.getFileSystemCategory();
        if (!isKnown(category)) {
            throw Failures.invalid(
                    setting + ": " + Quoted.of(String.valueOf(category)) + " is not a known file system.", resolution);
        }
        return location;
    }

    private static boolean isKnown(String category) {
        return Arrays.stream(FSCategory.values()).anyMatch(known -> known.name().equals(category));
    }

    /**
     * Opens the file system of a location; whether the file is there shows when it is used.
     *
     * @throws IOException if there is no such place from here; the message begins with the path and says what to do
     */
    public static OpenLocation of(FSLocation location) throws IOException {
        return explaining(location, () -> {
            var factory = FSPathProviderFactory.newFactory(Optional.empty(), location);
            try {
                return new OpenLocation(location, factory, factory.create(location));
            } catch (RuntimeException e) {
                try (factory) {
                    throw e;
                }
            }
        });
    }

    /**
     * Works on the path.
     *
     * @throws IOException what the work throws, or if the path leads nowhere from here
     */
    public <R> R use(Action<R> action) throws IOException {
        return explaining(location, () -> action.on(provider.getPath()));
    }

    /** Works on another path of the same file system. */
    <R> R use(FSLocation other, Action<R> action) throws IOException {
        return explaining(other, () -> {
            try (var path = factory.create(other)) {
                return action.on(path.getPath());
            }
        });
    }

    private interface Attempt<R> {
        R run() throws IOException;
    }

    private static <R> R explaining(FSLocation location, Attempt<R> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (InvalidPathException e) {
            throw new IOException(
                    name(location) + ": this is not a valid path (" + e.getReason() + "). Check the path.", e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // such as a location relative to a mountpoint where there is none, as in KNIME's batch mode
            throw new IOException(
                    name(location) + ": this location is not available here. Use a local path, the workflow "
                            + "data area, or a URL.",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        try (factory) {
            provider.close();
        }
    }
}
