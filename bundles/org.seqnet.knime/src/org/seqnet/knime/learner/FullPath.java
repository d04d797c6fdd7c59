package org.seqnet.knime.learner;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** The path of a file in a setting: a full one, since KNIME's own folder differs from machine to machine. */
final class FullPath {
    private FullPath() {}

    /**
     * Reads a setting.
     *
     * @param setting what the dialog calls it
     * @param example the name of a file that would do
     * @throws SeqNetException if it is no full path
     */
    static Path of(String setting, String path, String example) {
        try {
            var file = Path.of(path.strip());
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw new SeqNetException("%s: %s is not a full path of a file, such as '%s'."
                .formatted(setting, Quoted.of(path.strip()), Path.of(example).toAbsolutePath()));
    }
}
