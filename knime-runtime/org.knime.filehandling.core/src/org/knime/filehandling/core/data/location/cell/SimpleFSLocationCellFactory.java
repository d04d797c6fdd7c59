package org.knime.filehandling.core.data.location.cell;

import java.util.Objects;
import org.knime.core.data.DataType;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;

/** Makes cells of paths in one file system. */
public final class SimpleFSLocationCellFactory {
    /** The type of the cells. */
    public static final DataType TYPE = SimpleFSLocationCell.TYPE;

    private final String category;
    private final String specifier;

    public SimpleFSLocationCellFactory(final FSLocationSpec fsLocationSpec) {
        category = fsLocationSpec.getFileSystemCategory();
        specifier = fsLocationSpec.getFileSystemSpecifier().orElse(null);
    }

    /** Makes the cell of a path. */
    public SimpleFSLocationCell createCell(final String path) {
        return new SimpleFSLocationCell(
                new FSLocation(category, specifier, Objects.requireNonNull(path, "The path must not be null.")));
    }
}
