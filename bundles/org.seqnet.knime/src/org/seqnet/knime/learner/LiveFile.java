package org.seqnet.knime.learner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.location.WholeFile;
import org.seqnet.knime.view.StandalonePage;

/** The file of a live view, as its setting names it. */
record LiveFile(Path path) {
    private static final String SETTING = "Live view file";
    private static final String ANOTHER = " Enter another path.";
    /** Within which a page tells what made it. */
    private static final int BEGIN = 1000;

    /**
     * Reads the setting.
     *
     * @param path the full path; empty is none
     * @throws SeqNetException if it is no full path of an HTML file
     */
    static Optional<LiveFile> of(String path) {
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        var file = FullPath.of(SETTING, path, "training.html");
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".htm")) {
            throw new SeqNetException("%s: the name of '%s' does not end in .html.".formatted(SETTING, file));
        }
        return Optional.of(new LiveFile(file));
    }

    /**
     * Writes the first page.
     *
     * @throws SeqNetException if that cannot be done, or would replace a file that is none of ours
     */
    void begin(String page) {
        try {
            if (Files.isDirectory(path)) {
                throw refused("is a folder." + ANOTHER);
            }
            if (Files.exists(path) && !isOurs()) {
                throw refused("already exists and is no live view, so it is not replaced. Delete it, or enter another "
                        + "path.");
            }
            if (!Files.isDirectory(path.getParent())) {
                throw refused("cannot be written, since its folder does not exist. Create the folder, or enter another "
                        + "path.");
            }
            write(page);
        } catch (IOException e) {
            throw new SeqNetException(obstacle(e) + ANOTHER, e);
        }
    }

    private SeqNetException refused(String why) {
        return new SeqNetException("%s: '%s' %s".formatted(SETTING, path, why));
    }

    private boolean isOurs() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return StandalonePage.isBegunBy(new String(in.readNBytes(BEGIN), StandardCharsets.UTF_8));
        }
    }

    /** Returns a sentence about a failure to write. */
    String obstacle(IOException failure) {
        var reason = failure instanceof FileSystemException refused ? refused.getReason() : failure.getMessage();
        return "%s: '%s' cannot be written (%s)."
                .formatted(
                        SETTING,
                        path,
                        Optional.ofNullable(reason).orElse(failure.getClass().getSimpleName()));
    }

    /** Writes another page in place of the last one. */
    void write(String page) throws IOException {
        // a thread that is canceled could not write that it is
        boolean interrupted = Thread.interrupted();
        try {
            new WholeFile(path).replace(out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
