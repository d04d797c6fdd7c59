package org.knime.filehandling.core.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Finds the files behind {@code knime://} URLs. */
final class KnimeUrl {

    private KnimeUrl() {}

    static Path locate(URI uri, CurrentWorkflow workflow) throws IOException {
        var place = uri.getAuthority();
        var path = uri.getPath().replaceFirst("^/+", "");
        if ("knime.workflow".equals(place)) {
            return inWorkflow(uri, workflow, path);
        }
        if ("knime.mountpoint".equals(place) || "knime.space".equals(place)) {
            return inMountpoint(uri, workflow, path);
        }
        if (workflow.hasMountpoint() && workflow.mountpointName().equals(place)) {
            return inMountpoint(uri, workflow, path);
        }
        throw new IOException(uri + " cannot be resolved: there is no mountpoint \"" + place + "\" here.");
    }

    private static Path inWorkflow(URI uri, CurrentWorkflow workflow, String path) throws IOException {
        var located = workflow.folder().resolve(path).normalize();
        if (located.startsWith(workflow.folder())) {
            return located;
        }
        if (!workflow.hasMountpoint()) {
            throw new IOException(uri + " lies outside of the workflow, and the workflow lies in no mountpoint."
                    + " Use a path inside the workflow, or an absolute local path.");
        }
        return inside(uri, workflow, located);
    }

    private static Path inMountpoint(URI uri, CurrentWorkflow workflow, String path) throws IOException {
        if (!workflow.hasMountpoint()) {
            throw new IOException(uri + " cannot be resolved: the workflow lies in no mountpoint.");
        }
        return inside(uri, workflow, workflow.mountpointRoot().resolve(path).normalize());
    }

    private static Path inside(URI uri, CurrentWorkflow workflow, Path located) throws IOException {
        if (!located.startsWith(workflow.mountpointRoot())) {
            throw new IOException(uri + " leaves the mountpoint, which is not allowed.");
        }
        return located;
    }
}
