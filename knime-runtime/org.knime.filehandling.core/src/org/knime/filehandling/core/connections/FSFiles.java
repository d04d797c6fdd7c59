package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;

/** Works on files of KNIME's file systems; a file without permission says so. */
public final class FSFiles {

    private FSFiles() {}

    public static InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        try {
            return Files.newInputStream(path, options);
        } catch (AccessDeniedException e) {
            throw rephrased(e);
        }
    }

    public static OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        try {
            return Files.newOutputStream(path, options);
        } catch (AccessDeniedException e) {
            throw rephrased(e);
        }
    }

    public static Path createDirectories(Path dir, FileAttribute<?>... attrs) throws IOException {
        try {
            return Files.createDirectories(dir, attrs);
        } catch (AccessDeniedException e) {
            throw rephrased(e);
        }
    }

    /** @throws AccessDeniedException if whether there is a file must not be known */
    public static boolean exists(Path path, LinkOption... linkOptions) throws AccessDeniedException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, linkOptions);
            return true;
        } catch (AccessDeniedException e) {
            throw rephrased(e);
        } catch (IOException e) {
            return false; // KNIME, too, takes any other failure for a missing file
        }
    }

    /** @throws AccessDeniedException if what the path leads to must not be known */
    public static boolean isDirectory(Path path, LinkOption... linkOptions) throws AccessDeniedException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, linkOptions)
                    .isDirectory();
        } catch (AccessDeniedException e) {
            throw rephrased(e);
        } catch (IOException e) {
            return false;
        }
    }

    private static AccessDeniedException rephrased(AccessDeniedException e) {
        var clear = new AccessDeniedException(e.getFile(), e.getOtherFile(), "no permission");
        clear.initCause(e);
        return clear;
    }
}
