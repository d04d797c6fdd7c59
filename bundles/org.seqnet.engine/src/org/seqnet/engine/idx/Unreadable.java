package org.seqnet.engine.idx;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a file could not be opened; Java's own exceptions only repeat the path. */
final class Unreadable {

    private Unreadable() {}

    static IOException explained(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new IOException(file + ": there is no such file. Check the path.", failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new IOException(
                    file + ": no permission to read this file. Ask its owner, or read a copy of it.", failure);
        }
        return failure instanceof FileSystemException
                ? new IOException(file + ": the file cannot be opened (" + failure.getMessage() + ").", failure)
                : failure;
    }
}
