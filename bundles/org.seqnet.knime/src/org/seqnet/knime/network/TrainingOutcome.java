package org.seqnet.knime.network;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** How a training ended and which epoch's network it kept, in the same words in all views and messages. */
public final class TrainingOutcome {
    private TrainingOutcome() {}

    /** Returns how the training of a network ended, and which epoch's network is kept, as a sentence. */
    public static String of(TrainedNetwork network) {
        if (network.provenance().isImported()) {
            return "Trained by another program; its training history is not known.";
        }
        var byEpochs = of(network.provenance());
        return network.architecture()
                .encoder()
                .fold(
                        recurrent -> byEpochs,
                        convolutional -> byEpochs,
                        temporal -> byEpochs,
                        composition -> byEpochs,
                        rocket -> "Fitted in a single pass.");
    }

    /** Returns how training ended, and which epoch's network is kept, as a sentence. */
    public static String of(Provenance provenance) {
        int run = provenance.history().size();
        if (run == 0) {
            return "No epoch was completed.";
        }
        var ended =
                switch (provenance.stopReason()) {
                    case ALL_EPOCHS_DONE -> run == 1 ? "The only epoch was completed" : "All %,d epochs were completed";
                    case STOPPED_EARLY -> "Stopped early after epoch %,d";
                    case REACHED_ACCURACY -> "Reached " + accuracy(provenance) + " "
                            + provenance.options().stopAtAccuracy().orElse(0) + " in epoch %,d";
                    case STOPPED_ON_REQUEST -> "Stopped on request in epoch %,d";
                };
        var kept = reason(provenance).map(reason -> " with the " + reason).orElse("");
        return String.format(Locale.ROOT, ended, run)
                + (run == 1
                        ? "."
                        : String.format(
                                Locale.ROOT, "; the network of epoch %,d%s is kept.", provenance.bestEpoch(), kept));
    }

    /**
     * Returns in what the kept epoch beats all others; empty if it is kept for another reason, such as being the last.
     */
    public static Optional<String> reason(Provenance provenance) {
        return provenance
                .options()
                .earlyStopping()
                .filter(rule -> provenance.stopReason() != StopReason.REACHED_ACCURACY)
                .map(EarlyStopping::measure)
                .flatMap(measure -> switch (measure) {
                    case VALIDATION_LOSS -> ifLeast(provenance, Evaluation::loss, "lowest validation loss");
                    case VALIDATION_ACCURACY -> ifLeast(
                            provenance,
                            evaluation -> -evaluation.accuracy(),
                            "highest validation " + accuracy(provenance));
                });
    }

    private static String accuracy(Provenance provenance) {
        return provenance.history().stream()
                        .anyMatch(epoch -> epoch.training().errors().isPresent())
                ? "R²"
                : "accuracy";
    }

    /** Epochs before a training that was resumed may beat those that it could choose from. */
    private static Optional<String> ifLeast(
            Provenance provenance, ToDoubleFunction<Evaluation> measure, String reason) {
        double least = provenance.history().stream()
                .flatMap(epoch -> epoch.validation().stream())
                .mapToDouble(measure)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
        return provenance.history().stream()
                        .filter(epoch -> epoch.epoch() == provenance.bestEpoch())
                        .flatMap(epoch -> epoch.validation().stream())
                        .anyMatch(validation -> measure.applyAsDouble(validation) == least)
                ? Optional.of(reason)
                : Optional.empty();
    }
}
