package org.seqnet.knime.learner;

import java.util.Locale;
import java.util.stream.Collectors;
import org.seqnet.engine.search.Trial;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.knime.network.NetworkFacts;

/** What logs and views say of the trials of a search. */
final class TrialText {
    private TrialText() {}

    /** Returns a line such as {@code trial 3, 5 epochs: LSTM, 2 layers ..., learning rate 0.002: loss 0.31, kept}. */
    static String line(TrialScore score) {
        return "%s: %s: %s".formatted(name(score), settings(score.trial()), outcome(score));
    }

    /** Returns which trial it was, such as {@code trial 3, 5 epochs}. */
    static String name(TrialScore score) {
        return "trial %d, %d epoch%s".formatted(score.trial().number(), score.epochs(), score.epochs() == 1 ? "" : "s");
    }

    /** Returns what was tried. */
    static String settings(Trial trial) {
        var facts = NetworkFacts.encoder(trial.encoder()).stream()
                .map(fact -> fact.name().equals(NetworkFacts.LAYERS)
                        ? fact.value()
                        : "%s: %s".formatted(fact.name().toLowerCase(Locale.ROOT), fact.value()))
                .collect(Collectors.joining(", "));
        return facts + ", learning rate " + TypedNumber.text(trial.learningRate());
    }

    /** Returns how it went. */
    static String outcome(TrialScore score) {
        return score.best()
                        .flatMap(EpochRecord::validation)
                        .map(best ->
                                String.format(Locale.ROOT, "validation loss %.4f, %s", best.loss(), best.text(", ")))
                        .or(() -> score.failure().map(cause -> "failed: " + cause))
                        .orElse("failed")
                + (score.isKept() ? ", kept" : "");
    }
}
