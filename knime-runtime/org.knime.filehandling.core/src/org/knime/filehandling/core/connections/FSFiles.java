package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;

/** Works on files of KNIME's file systems. */
public final class FSFiles {
    private FSFiles() {}

    public static Path createDirectories(Path dir, FileAttribute<?>... attrs) throws IOException {
        return Files.createDirectories(dir, attrs);
    }

    /** @throws AccessDeniedException if whether there is a file must not be known */
    public static boolean exists(Path path, LinkOption... linkOptions) throws AccessDeniedException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, linkOptions);
            return true;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return false; // KNIME, too, takes any other failure for a missing file
        }
    }

    /** @throws AccessDeniedException if what the path leads to must not be known */
    public static boolean isDirectory(Path path, LinkOption... linkOptions) throws AccessDeniedException {
        return exists(path, linkOptions) && Files.isDirectory(path, linkOptions);
    }
}
