package org.seqnet.engine.training;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;

/**
 * Writes down where a network comes from that was trained here and now.
 *
 * @param library the deep learning library
 * @param training how many sequences it learned from
 * @param heldOut how many of the training data were held out to validate on
 */
record BirthCertificate(String library, long training, long heldOut) {

    static BirthCertificate of(String library, LabelledSequences training, Optional<LabelledSequences> validation) {
        long heldOut = validation
                .map(LabelledSequences::sequences)
                .filter(sequences -> sequences.areSelectedAs(training.sequences()))
                .map(Sequences::size)
                .orElse(0);
        return new BirthCertificate(library, training.size(), heldOut);
    }

    Provenance provenance(
            String device, TrainingOptions options, List<EpochRecord> history, int bestEpoch, StopReason reason) {
        return new Provenance(
                EngineVersion.get(),
                library,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                device,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                training,
                heldOut,
                options,
                history,
                bestEpoch,
                reason);
    }
}
