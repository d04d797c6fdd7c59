package org.seqnet.knime.learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.model.Provenance;
import org.seqnet.engine.model.TrainedNetwork;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.training.EarlyStopping;
import org.seqnet.engine.training.EpochRecord;
import org.seqnet.engine.training.Evaluation;
import org.seqnet.knime.view.JsonObject;

/** What the view of a learner shows: the curves of training, and what was trained, on what and how. */
final class TrainingView {
    /** No screen has more pixels for a curve; a longer history is thinned. */
    static final int MOST_EPOCHS = 2000;
    /** As many labels as two lines can name. */
    private static final int MOST_LABELS = 12;

    private TrainingView() {}

    /**
     * Returns the data of the view.
     *
     * @param validationSequences how many sequences each epoch was checked on, if there were some
     */
    static JsonObject of(TrainedNetwork network, OptionalLong validationSequences) {
        var provenance = network.provenance();
        var history = provenance.history();
        int best = best(history);
        return new JsonObject()
                .with("view", "training")
                .with("title", network.architecture().title())
                .with("outcome", outcome(provenance))
                .with("epochsRun", history.size())
                .with("bestEpoch", best)
                .with("keptEpoch", provenance.bestEpoch())
                .with("seconds", history.stream().mapToDouble(EpochRecord::seconds).sum())
                .with(
                        "epochs",
                        thinned(history, best, provenance.bestEpoch()).stream()
                                .map(TrainingView::epoch)
                                .toList())
                .with(
                        "facts",
                        List.of(
                                group("Data", data(network, validationSequences)),
                                group("Network", layers(network)),
                                group("Training", training(provenance)),
                                group("Run", run(provenance))));
    }

    private static JsonObject epoch(EpochRecord epoch) {
        return new JsonObject()
                .with("epoch", epoch.epoch())
                .with("loss", epoch.loss())
                .with("accuracy", epoch.accuracy())
                .with("seconds", epoch.seconds())
                .with("speed", epoch.samplesPerSecond())
                .with("validationLoss", validation(epoch, Evaluation::loss))
                .with("validationAccuracy", validation(epoch, Evaluation::accuracy));
    }

    private static Double validation(EpochRecord epoch, Function<Evaluation, Double> measure) {
        return epoch.validation().map(measure).orElse(null);
    }

    /** Returns the number of the epoch with the smallest loss: on the validation table, or else the training table. */
    private static int best(List<EpochRecord> history) {
        return history.stream()
                .min(Comparator.comparingDouble(
                        epoch -> epoch.validation().map(Evaluation::loss).orElse(epoch.loss())))
                .map(EpochRecord::epoch)
                .orElse(0);
    }

    private static List<EpochRecord> thinned(List<EpochRecord> history, int best, int kept) {
        int stride = (history.size() + MOST_EPOCHS - 1) / MOST_EPOCHS;
        return IntStream.range(0, history.size())
                .filter(i -> i % stride == 0
                        || i == history.size() - 1
                        || history.get(i).epoch() == best
                        || history.get(i).epoch() == kept)
                .mapToObj(history::get)
                .toList();
    }

    private static String outcome(Provenance provenance) {
        int run = provenance.history().size();
        var ended =
                switch (provenance.stopReason()) {
                    case ALL_EPOCHS_DONE -> run == 1 ? "The only epoch has run" : "All %,d epochs have run";
                    case STOPPED_EARLY -> "Stopped early after epoch %,d";
                    case STOPPED_ON_REQUEST -> "Stopped on request in epoch %,d";
                };
        return String.format(Locale.ROOT, ended, run)
                + (run == 1
                        ? "."
                        : String.format(Locale.ROOT, "; the network of epoch %,d is kept.", provenance.bestEpoch()));
    }

    private static JsonObject group(String title, List<JsonObject> facts) {
        return new JsonObject().with("title", title).with("facts", facts);
    }

    private static JsonObject fact(String name, Object value) {
        return new JsonObject().with("name", name).withLabel("value", value.toString());
    }

    private static List<JsonObject> data(TrainedNetwork network, OptionalLong validationSequences) {
        return List.of(
                fact("Training sequences", count(network.provenance().trainingSequences())),
                fact(
                        "Validation sequences",
                        validationSequences.isPresent() ? count(validationSequences.getAsLong()) : "none"),
                fact("Sequences", network.inputShape()),
                fact("Labels", labels(network.labels().names())));
    }

    private static String labels(List<String> names) {
        var first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_LABELS)));
        return count(names.size()) + ": " + first + (names.size() > MOST_LABELS ? " and more" : "");
    }

    private static List<JsonObject> layers(TrainedNetwork network) {
        var facts = new ArrayList<JsonObject>();
        facts.add(fact("Layers", network.architecture().title()));
        if (network.architecture() instanceof Recurrent recurrent) {
            facts.add(fact("Dropout", orOff(recurrent.dropout())));
        }
        facts.add(fact("Parameters", count(network.parameterCount())));
        return facts;
    }

    private static List<JsonObject> training(Provenance provenance) {
        var options = provenance.options();
        return List.of(
                fact("Epochs", count(options.epochs())),
                fact("Batch size", count(options.batchSize())),
                fact("Updater", options.updater().title()),
                fact("Learning rate", options.learningRate()),
                fact("L2 penalty", orOff(options.l2())),
                fact("Gradient clipping", orOff(options.gradientClipping())),
                fact("Shuffle", options.shuffle() ? "each epoch" : "off"),
                fact("Averaged weights", options.averageWeights() ? "on" : "off"),
                fact("Early stopping", options.earlyStopping().map(TrainingView::words).orElse("off")),
                fact("Seed", options.seed()));
    }

    private static String words(EarlyStopping stopping) {
        var measure = stopping.measure() == EarlyStopping.Measure.VALIDATION_LOSS ? "loss" : "accuracy";
        return "validation %s, patience %d".formatted(measure, stopping.patience());
    }

    private static List<JsonObject> run(Provenance provenance) {
        return List.of(
                fact("Device", provenance.device()),
                fact("Ended at", provenance.trainedAt().toString().replace("T", " ").replace("Z", " UTC")),
                fact("Library", provenance.library()),
                fact("Java", provenance.java()),
                fact("System", provenance.system()),
                fact("Sequence Networks", provenance.seqNet()));
    }

    private static String orOff(double value) {
        return value == 0 ? "off" : Double.toString(value);
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
