package org.knime.filehandling.core.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;
import org.knime.filehandling.core.connections.RelativeTo;

/** Opens the places that locations name. */
public final class Places {

    private Places() {}

    /** Opens the place for the node at work on this thread. */
    public static FSFileSystem<?> of(FSLocationSpec spec) {
        return of(spec, CurrentWorkflow::required);
    }

    static FSFileSystem<?> of(FSLocationSpec spec, Supplier<CurrentWorkflow> workflow) {
        return switch (spec.getFSCategory()) {
            case LOCAL -> new PlaceFileSystem(spec, System.getProperty("user.home"), new WholeMachine());
            case RELATIVE -> relative(
                    spec, RelativeTo.fromSettingsValue(required(spec, "what it is relative to")), workflow.get());
            case MOUNTPOINT -> mountpoint(spec, required(spec, "the mountpoint"), workflow.get());
            case CUSTOM_URL -> url((FSLocation) spec, workflow);
            case HUB_SPACE -> throw new IllegalStateException(
                    "The workflow does not lie on a KNIME Hub, so a location cannot lie in a Hub space.");
            case CONNECTED -> throw new IllegalArgumentException("A connected file system comes from a port.");
        };
    }

    private static String required(FSLocationSpec spec, String what) {
        return spec.getFileSystemSpecifier()
                .orElseThrow(() -> new IllegalArgumentException("Location " + spec + " does not say " + what + "."));
    }

    private static FSFileSystem<?> relative(FSLocationSpec spec, RelativeTo relativeTo, CurrentWorkflow workflow) {
        return switch (relativeTo) {
            case WORKFLOW_DATA -> new PlaceFileSystem(
                    spec, "/", new Folder(workflow.folder().resolve("data"), true));
            case MOUNTPOINT -> new PlaceFileSystem(spec, "/", new Folder(workflow.mountpointRoot(), false));
            case WORKFLOW -> {
                var inMountpoint = workflow.mountpointRoot().relativize(workflow.folder());
                yield new PlaceFileSystem(
                        spec, "/" + slashes(inMountpoint), new Folder(workflow.mountpointRoot(), false));
            }
            case SPACE -> throw new IllegalStateException(
                    "The workflow does not lie on a KNIME Hub, so a location cannot be relative to a Hub space.");
        };
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static FSFileSystem<?> mountpoint(FSLocationSpec spec, String name, CurrentWorkflow workflow) {
        if (!name.equals(workflow.mountpointName())) {
            throw new IllegalStateException("There is no mountpoint \"" + name + "\"; the workflow lies in \""
                    + workflow.mountpointName() + "\".");
        }
        return new PlaceFileSystem(spec, "/", new Folder(workflow.mountpointRoot(), false));
    }

    private static FSFileSystem<?> url(FSLocation location, Supplier<CurrentWorkflow> workflow) {
        var timeout = required(location, "how long to wait for the URL");
        try {
            var uri = URI.create(location.getPath().replace(" ", "%20"));
            return new PlaceFileSystem(location, "/", new Url(uri, Integer.parseInt(timeout), workflow));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Location " + location + " says \"" + timeout + "\" for the milliseconds to wait.", e);
        }
    }
}
