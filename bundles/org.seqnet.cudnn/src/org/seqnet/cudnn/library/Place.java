package org.seqnet.cudnn.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folders whose libraries belong together, such as those of one Python environment.
 *
 * @param folders those that exist, the first to be looked in first
 */
record Place(List<Path> folders) {
    Place {
        folders = folders.stream()
                .map(Path::toAbsolutePath)
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }
}
