package org.knime.filehandling.core.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A folder whose paths start at its own root.
 *
 * @param workflowData whether this is a workflow's data area; from anywhere else the inside of a workflow is closed
 */
record Folder(Path root, boolean workflowData) implements Place {

    Folder {
        if (workflowData) {
            try {
                Files.createDirectories(root);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("The workflow's data area " + root + " cannot be made.", e);
            }
        }
    }

    @Override
    public Path locate(Path path) throws IOException {
        var located = root;
        for (var name : path) {
            if (name.toString().equals("..")) {
                throw new NoSuchFileException(path.toString(), null, "lies outside of " + root);
            }
            if (!workflowData && isWorkflow(located)) {
                throw new IOException(
                        path + " leads into a workflow, whose files are closed. Put them into its data area.");
            }
            located = located.resolve(name.toString());
        }
        return located;
    }

    private static boolean isWorkflow(Path folder) {
        return Files.exists(folder.resolve("workflow.knime")) || Files.exists(folder.resolve("template.knime"));
    }
}
