package org.knime.filehandling.core.connections;

import java.util.Optional;

/** A place for files: a category and, in some categories, which one of that kind. */
public interface FSLocationSpec {
    /** Returns the name of an {@link FSCategory}. */
    String getFileSystemCategory();

    default FSCategory getFSCategory() {
        return FSCategory.valueOf(getFileSystemCategory());
    }

    /** Returns what is relative to, the mountpoint's name, or the milliseconds to wait for a URL. */
    Optional<String> getFileSystemSpecifier();
}
