package org.seqnet.knime.location;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that gets its content as a whole: it is written beside its place under a name of its own, and takes the place
 * at the end. What a link leads to is written, not the link. Works in any file system; one that knows no links, as
 * KNIME's own, is asked for nothing more than to create and move files.
 */
public final class WholeFile {
    /** Long enough that no writer that still works has been silent for it. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final String UNFINISHED = ".seqnet-";
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int MOST_LINKS = 40;

    private final Path target;

    /** @throws FileSystemException if links lead in a circle */
    public WholeFile(Path place) throws IOException {
        this.target = followed(place);
    }

    /** Returns the file itself, which links lead to. */
    Path target() {
        return target;
    }

    /** Tells that there is a whole file which could not take the place of the one that is there. */
    static final class NotReplacedException extends IOException {
        private static final long serialVersionUID = 1L;

        NotReplacedException(FileSystemException cause) {
            super(cause.getReason(), cause);
        }
    }

    private static Path followed(Path place) throws IOException {
        var path = place;
        try {
            for (int links = 0; Files.isSymbolicLink(path); links++) {
                if (links == MOST_LINKS) {
                    throw new FileSystemException(place.toString(), null, "its symbolic links form a cycle");
                }
                path = path.resolveSibling(Files.readSymbolicLink(path));
            }
        } catch (UnsupportedOperationException e) {
            // then what is written is copied through the link
        }
        return path;
    }

    /**
     * Writes the file if there is none; of several writers at a time, one does.
     *
     * @throws FileAlreadyExistsException if there is a file by now
     */
    void create(TargetFile.Content content) throws IOException {
        write(content, this::claim);
    }

    /**
     * Writes the file in place of the one that may be there, with the same permissions.
     *
     * @throws NotReplacedException if that one cannot be replaced
     */
    public void replace(TargetFile.Content content) throws IOException {
        write(content, this::takePlace);
    }

    private interface Finish {
        void with(Path unfinished) throws IOException;
    }

    private void write(TargetFile.Content content, Finish finish) throws IOException {
        removeAbandoned();
        // Not Files.createTempFile, whose files only their owner may read. Not the target's name, which may be long.
        var unfinished = target.resolveSibling(UNFINISHED + UUID.randomUUID() + ".tmp");
        try {
            try (var out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                keepAccess(unfinished);
                content.writeTo(out);
            }
            finish.with(unfinished);
        } finally {
            deleteIfPossible(unfinished);
        }
    }

    /** Gives the new file, while it is empty, to those who may read and write the old one. */
    private void keepAccess(Path unfinished) throws IOException {
        var old = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        var made = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
        if (old == null || made == null || !Files.exists(target)) {
            return;
        }
        var wanted = old.readAttributes();
        var actual = made.readAttributes();
        try {
            if (!actual.group().equals(wanted.group())) {
                made.setGroup(wanted.group());
            }
            if (!actual.owner().equals(wanted.owner())) {
                made.setOwner(wanted.owner());
            }
        } catch (IOException e) {
            // not everybody may give files away
        }
        if (!actual.permissions().equals(wanted.permissions())) {
            made.setPermissions(wanted.permissions());
        }
    }

    private void claim(Path unfinished) throws IOException {
        try {
            Files.createLink(target, unfinished); // which, other than a move, fails if there is a file by now
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            claimByEmptyFile(unfinished);
        }
    }

    private void claimByEmptyFile(Path unfinished) throws IOException {
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
        try {
            move(unfinished);
        } catch (IOException e) {
            deleteIfPossible(target);
            throw e;
        }
    }

    private void takePlace(Path unfinished) throws IOException {
        try {
            if (Files.isSymbolicLink(target)) {
                try (var out = Files.newOutputStream(target)) {
                    Files.copy(unfinished, out);
                }
            } else {
                move(unfinished);
            }
        } catch (FileSystemException e) {
            throw Files.exists(target) ? new NotReplacedException(e) : e;
        }
    }

    private void move(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what writers left that were killed. Other files are not looked at. */
    private void removeAbandoned() {
        var last = Instant.now().minus(ABANDONED);
        // versions up to 0.1 called them by the name of the file
        var earlier = "." + target.getFileName() + ".";
        var names = Pattern.compile(
                "(" + Pattern.quote(UNFINISHED) + "|" + Pattern.quote(earlier) + ")" + UUID_PATTERN + "\\.tmp");
        try (var files = Files.newDirectoryStream(target.resolveSibling(""))) {
            for (var file : files) {
                if (names.matcher(file.getFileName().toString()).matches()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(last)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            // the next writer will try again
        }
    }

    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // a later writer removes it
        }
    }
}
