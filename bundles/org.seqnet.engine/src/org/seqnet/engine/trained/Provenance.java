package org.seqnet.engine.trained;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.options.TrainingOptions;

/**
 * A network's birth certificate. Java, system and device are kept because floating-point results depend on them.
 *
 * @param seqNet the version of this engine
 * @param library the deep learning library and its version
 * @param java the Java runtime and its version
 * @param system the operating system and processor architecture
 * @param device what computed, such as {@code CPU, 2 threads}
 * @param trainedAt when training ended, to the second
 * @param trainingSequences how many sequences it learned from
 * @param heldOut how many sequences of the training data were held out to validate on; 0 if none
 * @param options how it learned
 * @param history one record an epoch
 * @param bestEpoch the epoch, counted from 1, whose weights the network has
 * @param stopReason why training ended
 * @param cluster by which processes it was trained; empty if by this one alone
 */
public record Provenance(
        String seqNet,
        String library,
        String java,
        String system,
        String device,
        Instant trainedAt,
        long trainingSequences,
        long heldOut,
        TrainingOptions options,
        List<EpochRecord> history,
        int bestEpoch,
        StopReason stopReason,
        Optional<ClusterRun> cluster) {
    private static final String UNKNOWN = "unknown";
    private static final Instant UNKNOWN_TIME = Instant.EPOCH;

    public Provenance {
        Objects.requireNonNull(seqNet, "seqNet");
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(trainedAt, "trainedAt");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(stopReason, "stopReason");
        Objects.requireNonNull(cluster, "cluster");
        history = List.copyOf(history);
    }

    /** Makes that of a network that one process trained. */
    public Provenance(
            String seqNet,
            String library,
            String java,
            String system,
            String device,
            Instant trainedAt,
            long trainingSequences,
            long heldOut,
            TrainingOptions options,
            List<EpochRecord> history,
            int bestEpoch,
            StopReason stopReason) {
        this(
                seqNet,
                library,
                java,
                system,
                device,
                trainedAt,
                trainingSequences,
                heldOut,
                options,
                history,
                bestEpoch,
                stopReason,
                Optional.empty());
    }

    /**
     * Returns that of a network that another program trained: no more is known than the program.
     *
     * @param program what it calls itself, such as {@code pytorch 2.13.0}
     * @param seqNet the version of this engine
     */
    public static Provenance imported(String program, String seqNet) {
        return new Provenance(
                seqNet,
                program,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN_TIME,
                0,
                0,
                TrainingOptions.defaults(),
                List.of(),
                0,
                StopReason.ALL_EPOCHS_DONE);
    }

    /** Says whether it is that of a network that another program trained; options and the rest then tell nothing. */
    public boolean isImported() {
        return trainedAt.equals(UNKNOWN_TIME) && history.isEmpty() && java.equals(UNKNOWN);
    }

    /** Returns that of a network that these processes trained. */
    public Provenance withCluster(ClusterRun run) {
        return new Provenance(
                seqNet,
                library,
                java,
                system,
                device,
                trainedAt,
                trainingSequences,
                heldOut,
                options,
                history,
                bestEpoch,
                stopReason,
                Optional.of(run));
    }
}
