package org.seqnet.knime.learner;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.RateTest;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.view.Facts;
import org.seqnet.knime.view.JsonObject;
import org.seqnet.knime.view.StandalonePage;

/**
 * A learner's view in an HTML file, which follows a training while it runs and reloads itself in a browser. KNIME opens
 * the view of a node only once the node is executed, and closes it while it is executed again.
 */
final class LiveView {
    /** How long a page stays, at least: a training of short epochs must not write all the time. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final OptionalInt RELOAD_SECONDS = OptionalInt.of(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Optional<LiveFile> file;
    private final Consumer<String> warnings;
    private final InstantSource clock;
    private final List<EpochRecord> history = new ArrayList<>();
    private Optional<RateTest> rateTest = Optional.empty();
    private List<Facts> facts = List.of();
    private String title = "Training";
    private double fraction;
    private Instant written = Instant.MIN;
    private boolean warned;

    /**
     * Makes a view that shows nothing yet.
     *
     * @param file where to; without one, nothing is written
     * @param warnings is told once if the file cannot be written any more, which ends no training
     */
    LiveView(Optional<LiveFile> file, Consumer<String> warnings, InstantSource clock) {
        this.file = file;
        this.warnings = warnings;
        this.clock = clock;
    }

    /** What is followed: the execution of a learner, which returns the data of its view. */
    @FunctionalInterface
    interface Execution {
        /** Does it. */
        JsonObject run() throws KNIMEException, CanceledExecutionException;
    }

    /**
     * Executes a learner and shows how it goes on and ends.
     *
     * @throws KNIMEException if the file cannot be written at the start, and as the execution does
     */
    JsonObject of(Execution execution) throws KNIMEException, CanceledExecutionException {
        try {
            file.ifPresent(place -> place.begin(running("preparing the data")));
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
        try {
            var view = execution.run();
            write(() -> StandalonePage.html("Finished: " + title, view, OptionalInt.empty()));
            return view;
        } catch (CanceledExecutionException e) {
            write(() -> ended("Canceled", "no network is kept"));
            throw e;
        } catch (OutOfMemoryError e) {
            write(() -> ended("Failed", "there is not enough memory; see the message of the node"));
            throw e;
        } catch (KNIMEException | RuntimeException | Error e) {
            write(() -> ended("Failed", Optional.ofNullable(e.getMessage()).orElse(e.toString())));
            throw e;
        }
    }

    /**
     * Tells what is trained.
     *
     * @param before the epochs of the network that is resumed
     */
    void begins(
            Architecture architecture,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            List<EpochRecord> before) {
        title = architecture.title();
        history.addAll(before);
        facts = List.of(Facts.of(
                "Data",
                fact("Training sequences", count(training.size())),
                fact(
                        "Validation sequences",
                        validation.map(data -> count(data.size())).orElse("none")),
                fact("Sequences", training.sequences().shape()),
                NetworkFacts.predicted(new HeadKind(architecture.head()), Optional.of(training.domain()))));
    }

    /** Tells which layers a search found; they are trained from now on. */
    void found(Encoder encoder) {
        title = encoder.title();
    }

    /** Tells how the learning rate was found. */
    void rateFound(RateTest test) {
        rateTest = Optional.of(test);
    }

    /** Tells how far training has come; the text is made only if it is shown. */
    void progressed(double share, Supplier<String> text) {
        fraction = share;
        if (file.isPresent() && Duration.between(written, clock.instant()).compareTo(PAUSE) >= 0) {
            write(() -> running(text.get()));
        }
    }

    /** Tells that another epoch has ended. */
    void epochEnded(EpochRecord epoch) {
        history.add(epoch);
    }

    private void write(Supplier<String> page) {
        if (file.isEmpty()) {
            return;
        }
        written = clock.instant();
        try {
            file.get().write(page.get());
        } catch (IOException e) {
            if (!warned) {
                warnings.accept(file.get().obstacle(e) + " Training goes on without it.");
            }
            warned = true;
        }
    }

    private String running(String text) {
        var data = data("Running: %s. Updated: %s.".formatted(text, time())).with("fraction", fraction);
        return StandalonePage.html("Running: " + title, data, RELOAD_SECONDS);
    }

    private String ended(String how, String why) {
        var sentence = "%s at %s: %s".formatted(how, time(), why);
        return StandalonePage.html(
                how + ": " + title, data(sentence.endsWith(".") ? sentence : sentence + "."), OptionalInt.empty());
    }

    private JsonObject data(String outcome) {
        return TrainingView.unfinished(title, outcome, history, rateTest, facts);
    }

    private String time() {
        return TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
    }
}
