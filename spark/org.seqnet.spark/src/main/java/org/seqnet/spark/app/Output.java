package org.seqnet.spark.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.seqnet.engine.SeqNetException;

/**
 * A file or folder that appears whole or not at all: it is written under a temporary name beside its place and renamed
 * at the end. What was there before stays until then, and is put back if its place cannot be taken.
 */
final class Output implements AutoCloseable {
    private final String option;
    private final FileSystem files;
    private final Path target;
    private final Kind kind;
    private final Path temporary;
    private final Path replaced;

    /** What is written. */
    enum Kind {
        FILE,
        FOLDER
    }

    private Output(String option, Kind kind, FileSystem files, Path target) {
        this.option = option;
        this.kind = kind;
        this.files = files;
        this.target = target;
        var unique = UUID.randomUUID().toString().substring(0, 8);
        temporary = new Path(target.getParent(), "." + target.getName() + "." + unique + ".tmp");
        replaced = new Path(target.getParent(), "." + target.getName() + "." + unique + ".old");
    }

    /**
     * Makes sure that something can be written, before hours are spent on what is to be written.
     *
     * @param option the argument that names it
     * @param overwrites whether what is there may be replaced: a file by a file, or a table of Spark by a table
     * @throws WrongArgument if the path is none, or something is there that must not be replaced
     * @throws SeqNetException if nothing can be written there
     */
    static Output at(String option, Kind kind, String path, boolean overwrites, Configuration hadoop) {
        var target = path(option, path);
        try {
            var files = target.getFileSystem(hadoop);
            var output = new Output(option, kind, files, files.makeQualified(target));
            output.require(overwrites);
            return output;
        } catch (IOException | UnsupportedOperationException e) {
            throw new SeqNetException("%s: cannot write to %s: %s".formatted(option, path, FileProblem.of(e)), e);
        }
    }

    private static Path path(String option, String text) {
        try {
            var path = new Path(text);
            if (path.getParent() == null) {
                throw new WrongArgument("%s: %s is the root of a file system. Add a name.".formatted(option, text));
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new WrongArgument("%s: '%s' is not a path: %s.".formatted(option, text, e.getMessage()));
        }
    }

    private void require(boolean overwrites) throws IOException {
        if (files.exists(target)) {
            requireReplaceable(overwrites);
        }
        files.mkdirs(target.getParent());
        try {
            files.create(temporary, false).close();
        } finally {
            files.delete(temporary, false);
        }
    }

    private void requireReplaceable(boolean overwrites) throws IOException {
        boolean isFolder = files.getFileStatus(target).isDirectory();
        if (isFolder != (kind == Kind.FOLDER)) {
            throw new WrongArgument("%s: %s is a %s. Name a %s."
                    .formatted(option, target, isFolder ? "folder" : "file", isFolder ? "file" : "folder"));
        }
        if (!overwrites) {
            throw new WrongArgument(
                    "%s: %s exists. Add --overwrite to replace it, or choose another place.".formatted(option, target));
        }
        if (isFolder && !files.exists(new Path(target, "_SUCCESS"))) {
            throw new WrongArgument(("%s: the folder %s has no file _SUCCESS, so it is not a table that Spark wrote, "
                            + "and it is not replaced. Choose another place, or delete the folder.")
                    .formatted(option, target));
        }
    }

    /** Returns where to write it to: nothing is there yet. */
    Path temporary() {
        return temporary;
    }

    /**
     * Makes sure that it replaces nothing that is read.
     *
     * @throws WrongArgument if it does
     */
    Output apartFrom(Inputs inputs) {
        inputs.requireApart(option, target);
        return this;
    }

    /** Returns its place. */
    Path target() {
        return target;
    }

    /** What writes a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under its temporary name.
     *
     * @throws SeqNetException if it cannot be written; then nothing has changed
     */
    void write(Content content) {
        try (var out = plain().create(temporary, false)) {
            content.writeTo(out);
        } catch (IOException | FSError e) { // the latter is what a full local disk throws
            throw failure(e);
        }
    }

    /** Without the hidden file of checksums that Hadoop keeps on local disks, which outlives a file moved by others. */
    private FileSystem plain() {
        return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    }

    /**
     * Puts what was written in its place.
     *
     * @param warnings accepts a warning if what was there before could not be deleted
     * @throws SeqNetException if that fails; then what was there before is there
     */
    void commit(Consumer<String> warnings) {
        try {
            boolean replaces = files.exists(target);
            if (replaces) {
                rename(target, replaced);
            }
            try {
                rename(temporary, target);
            } catch (IOException e) {
                if (replaces) {
                    rename(replaced, target);
                }
                throw e;
            }
            if (replaces) {
                deleteReplaced(warnings);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void deleteReplaced(Consumer<String> warnings) {
        var problem = "";
        try {
            if (files.delete(replaced, true)) {
                return;
            }
        } catch (IOException e) {
            problem = " (" + FileProblem.of(e) + ")";
        }
        warnings.accept("%s: %s was replaced, but what was there before could not be deleted%s. Delete %s."
                .formatted(option, target, problem, replaced));
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new FileNotFoundException("%s cannot be renamed to %s".formatted(from, to.getName()));
        }
    }

    /** Returns why it could not be written. */
    SeqNetException failure(Throwable cause) {
        return new SeqNetException(
                "%s: cannot write %s: %s Nothing was left there.".formatted(option, target, FileProblem.of(cause)),
                cause);
    }

    /** Removes what was written and not put in its place. */
    @Override
    public void close() {
        try {
            plain().delete(temporary, true);
            files.delete(temporary, true);
        } catch (IOException e) {
            // the reason why it was not put in its place is the one that is reported
        }
    }
}
