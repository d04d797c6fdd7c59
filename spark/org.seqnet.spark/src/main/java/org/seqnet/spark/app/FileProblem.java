package org.seqnet.spark.app;

import java.io.FileNotFoundException;
import java.util.Locale;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Tells in words why a file system refused something. */
final class FileProblem {
    private FileProblem() {}

    /** Returns a sentence that says what is wrong and what to do. */
    static String of(Throwable problem) {
        var root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        var text = root.getMessage() == null ? root.getClass().getSimpleName() : firstLine(root.getMessage());
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota") || lower.contains("disk is full")) {
            return "there is no space left (" + text + "). Free some, or choose another place.";
        }
        if (root instanceof AccessControlException || lower.contains("permission denied")) {
            return "permission denied (" + text + "). Ask for access, or choose another place.";
        }
        if (root instanceof UnsupportedFileSystemException || lower.contains("no filesystem for scheme")) {
            return "Hadoop has no file system of this kind (" + text
                    + "). Check the path, or add the file system's jar " + "with --packages.";
        }
        if (root instanceof ParentNotDirectoryException || lower.contains("not a directory")) {
            return "a folder of the path is a file (" + text + "). Choose another place.";
        }
        if (lower.contains("is a directory")) {
            return "it is a folder (" + text + "). Name a file.";
        }
        if (root instanceof FileNotFoundException) {
            return "not found (" + text + "). Check the path.";
        }
        return text + (text.endsWith(".") ? "" : ".");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).strip();
    }
}
