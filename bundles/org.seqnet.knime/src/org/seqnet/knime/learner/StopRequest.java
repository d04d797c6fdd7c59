package org.seqnet.knime.learner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;

/**
 * Stops training and keeps the network: at a time limit, or when a file is created. KNIME's own Cancel cannot do that,
 * since KNIME discards what a canceled node returns. A file can also be created in batch mode.
 *
 * @param limit how long training may take; empty if there is no limit
 * @param file what is waited for; empty if nothing is
 */
record StopRequest(Optional<Duration> limit, Optional<Path> file) {

    /**
     * Reads the settings.
     *
     * @param minutes the limit; 0 is none
     * @param path the full path of the file; empty is none
     * @throws SeqNetException if the limit is no number of at least 0 or the path is not a full one
     */
    static StopRequest of(double minutes, String path) {
        if (!(minutes >= 0) || Double.isInfinite(minutes)) {
            throw new SeqNetException(
                    "Time limit: " + minutes + " is not a number of minutes greater than or equal to 0.");
        }
        return new StopRequest(
                minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMillis((long) (60_000 * minutes))),
                path == null || path.isBlank()
                        ? Optional.empty()
                        : Optional.of(FullPath.of("Stop file", path, "stop")));
    }

    /**
     * Makes sure that a training does not end before it has begun.
     *
     * @throws SeqNetException if the file is there already
     */
    void requireNotGivenYet() {
        if (file.isPresent() && Files.exists(file.get())) {
            throw new SeqNetException("Stop file: '" + file.get()
                    + "' already exists, so training would stop at once. Delete it, or enter another path.");
        }
    }

    /** Says whether to end a training that has taken so long. */
    boolean isGiven(Duration elapsed) {
        return limit.isPresent() && elapsed.compareTo(limit.get()) >= 0 || file.isPresent() && Files.exists(file.get());
    }
}
