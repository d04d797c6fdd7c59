package org.knime.filehandling.core.connections;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** A file: a place and a path in it. The timeout of a URL is part of the location, but not of its identity. */
public final class FSLocation implements FSLocationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    /** No file. */
    public static final FSLocation NULL = new FSLocation();

    private final String fileSystemCategory;
    private final String fileSystemSpecifier;
    private final String path;

    private FSLocation() {
        fileSystemCategory = null;
        fileSystemSpecifier = null;
        path = null;
    }

    public FSLocation(FSCategory fsCategory, String path) {
        this(fsCategory.toString(), null, path);
    }

    public FSLocation(String fsCategory, String path) {
        this(fsCategory, null, path);
    }

    public FSLocation(FSCategory fsCategory, String fsSpecifier, String path) {
        this(fsCategory.toString(), fsSpecifier, path);
    }

    /** @throws IllegalArgumentException if category or path are null */
    public FSLocation(String fsCategory, String fsSpecifier, String path) {
        if (fsCategory == null || path == null) {
            throw new IllegalArgumentException("A location has a file system category and a path.");
        }
        this.fileSystemCategory = fsCategory;
        this.fileSystemSpecifier = fsSpecifier;
        this.path = path;
    }

    public String getPath() {
        return path;
    }

    @Override
    public String getFileSystemCategory() {
        return fileSystemCategory;
    }

    @Override
    public Optional<String> getFileSystemSpecifier() {
        return Optional.ofNullable(fileSystemSpecifier);
    }

    private String identifyingSpecifier() {
        return FSCategory.CUSTOM_URL.name().equals(fileSystemCategory) ? "" : fileSystemSpecifier;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FSLocation other
                && Objects.equals(fileSystemCategory, other.fileSystemCategory)
                && Objects.equals(identifyingSpecifier(), other.identifyingSpecifier())
                && Objects.equals(path, other.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fileSystemCategory, identifyingSpecifier(), path);
    }

    @Override
    public String toString() {
        if (path == null) {
            return "NULL";
        }
        return "(" + fileSystemCategory + ", " + (fileSystemSpecifier == null ? "" : fileSystemSpecifier + ", ") + path
                + ")";
    }
}
