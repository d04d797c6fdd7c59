package org.seqnet.knime.network;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.view.Facts;
import org.seqnet.knime.view.Facts.Fact;

/** What the views tell of a network and its training in words. */
public final class NetworkFacts {
    /** The name of the fact that describes the layers. */
    public static final String LAYERS = "Layers";

    static final String UNKNOWN = "known after execution";

    /** As many labels as two lines can name. */
    private static final int MOST_LABELS = 12;

    /** As many features as a reader looks through. */
    static final int MOST_FEATURES = 20;

    private static final Fact ACCURACY = fact("Accuracy", "share of sequences with all labels correct");

    private NetworkFacts() {}

    /** Returns how many labels or targets a network predicts, if they are known, and the first of them. */
    public static Fact predicted(HeadKind head, Optional<LabelDomain> labels) {
        return fact(
                head.predictsValues() ? "Targets" : "Labels",
                labels.map(NetworkFacts::listed).orElse(UNKNOWN));
    }

    /** Returns how many labels there are, and the first of them. */
    public static String listed(LabelDomain labels) {
        var names = labels.names();
        var first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_LABELS)));
        return count(names.size()) + ": " + first + (names.size() > MOST_LABELS ? " and more" : "");
    }

    /** Returns how many symbols a network knows, and the first of them. */
    static Fact vocabulary(Vocabulary vocabulary) {
        int shown = Math.min(vocabulary.size(), MOST_LABELS);
        var first = String.join(", ", vocabulary.symbols().subList(0, shown));
        return fact("Vocabulary", vocabulary + ": " + first + (vocabulary.size() > shown ? " and more" : ""));
    }

    /** Returns how the network is built. */
    public static Facts network(TrainedNetwork network) {
        var head = network.architecture().head();
        var facts = new ArrayList<>(encoder(network.architecture().encoder()));
        network.architecture()
                .embedding()
                .ifPresent(embedding -> facts.add(fact("Symbol embedding size", count(embedding.dimensions()))));
        facts.addAll(ensemble(network.architecture().members()));
        facts.addAll(head(new HeadKind(head)));
        facts.addAll(head.fold(
                NetworkFacts::temperature,
                NetworkFacts::thresholds,
                path -> List.of(),
                values -> ValuesFacts.standards(values, network.labels().names()),
                steps -> List.of()));
        facts.add(fact("Parameters", count(network.parameterCount())));
        return new Facts("Network", facts);
    }

    private static List<Fact> temperature(Classes head) {
        return head.temperature() == 1
                ? List.of()
                : List.of(fact("Temperature of calibrated probabilities", twoDigits(head.temperature())));
    }

    private static List<Fact> thresholds(IndependentLabels head) {
        var least = twoDigits(Collections.min(head.thresholds()));
        var most = twoDigits(Collections.max(head.thresholds()));
        return List.of(fact(
                "Thresholds",
                least.equals(most) ? least + " for all labels" : least + " to " + most + ", depending on the label"));
    }

    private static String twoDigits(float number) {
        return new BigDecimal(number)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns how many networks predict together, if there are several. */
    static List<Fact> ensemble(int members) {
        return members == 1
                ? List.of()
                : List.of(fact("Ensemble", count(members) + " members, which predict the mean of their probabilities"));
    }

    /** Returns what is known of a head before training; nothing of classes, which most networks predict. */
    static List<Fact> head(HeadKind head) {
        return head.example()
                .fold(
                        classes -> List.of(),
                        independent ->
                                List.of(fact("Labels per sequence", "any number, independent of each other"), ACCURACY),
                        path -> List.of(
                                fact("Labels per sequence", "any number, predicted one after another"),
                                ACCURACY,
                                fact("Label order", path.isOrderFree() ? "any" : "fixed"),
                                fact("Label embedding size", count(path.embeddingSize())),
                                fact("Label LSTM units", count(path.hiddenUnits()))),
                        ValuesFacts::of,
                        steps -> List.of(
                                fact("Labels per sequence", "one per time step"),
                                fact("Accuracy", "share of time steps with the correct label")));
    }

    /** Returns what is known of a network that has not been trained. */
    public static List<Fact> encoder(Encoder encoder) {
        var facts = new ArrayList<Fact>();
        facts.add(fact(LAYERS, encoder.title()));
        facts.addAll(encoder.<List<Fact>>fold(
                NetworkFacts::recurrent,
                NetworkFacts::convolutional,
                temporal -> List.of(fact("Dropout", orOff(temporal.dropout()))),
                composition -> List.of(
                        fact(
                                "Dropout of recurrent layers",
                                orOff(composition.recurrent().dropout())),
                        fact(
                                "Dropout of convolutions",
                                orOff(composition.convolutional().dropout()))),
                NetworkFacts::rocket));
        return facts;
    }

    private static List<Fact> recurrent(Recurrent encoder) {
        return List.of(fact("Dropout", orOff(encoder.dropout())));
    }

    private static List<Fact> convolutional(Convolutional encoder) {
        var dropout =
                encoder.blocks().stream().map(block -> orOff(block.dropout())).collect(Collectors.joining(", "));
        return List.of(
                fact("Channels", encoder.channels()),
                fact("Dropout", dropout + "; dense " + orOff(encoder.denseDropout())));
    }

    private static List<Fact> rocket(Rocket encoder) {
        if (encoder.timeSteps() == 0) {
            return List.of();
        }
        var dilations = encoder.dilations();
        int widest = dilations.get(dilations.size() - 1).steps();
        return List.of(
                fact("Kernels", Rocket.KERNELS + " of length " + Rocket.KERNEL_LENGTH),
                fact("Dilations", widest == 1 ? "1" : count(dilations.size()) + ", from 1 to " + count(widest)),
                fact("Dilations are for", count(encoder.timeSteps()) + " time steps"));
    }

    /** Returns what was done to the sequences before a network got them, as far as it is known. */
    public static List<Fact> preparation(Preparation preparation) {
        return preparation.steps().stream()
                .map(step -> fact("Prepared, " + step.kind().toLowerCase(Locale.ROOT), step.how()))
                .toList();
    }

    /** Returns how many sequences of the training table were held out to validate on. */
    public static Fact heldOut(Provenance provenance) {
        return fact("Validation sequences", count(provenance.heldOut()) + ", held out of the training table");
    }

    /** Returns what a network does with raw sequences before its first layer, with the numbers that it learned. */
    public static Facts preprocessing(NetworkInput input) {
        var preprocessing = input.preprocessing();
        var facts = new ArrayList<Fact>();
        facts.add(fact("Scaling", preprocessing.scale().title()));
        facts.add(fact("Missing values", filling(preprocessing)));
        double[] shifts = preprocessing.shifts();
        double[] factors = preprocessing.factors();
        for (int i = 0; i < Math.min(shifts.length, MOST_FEATURES); i++) {
            facts.add(fact(feature(input, i), "(value - %s) x %s".formatted(number(shifts[i]), number(factors[i]))));
        }
        if (shifts.length > MOST_FEATURES) {
            facts.add(fact("Further features", count(shifts.length - MOST_FEATURES)));
        }
        return new Facts("Preprocessing", facts);
    }

    private static String filling(Preprocessing preprocessing) {
        return preprocessing.filling() == Filling.NONE
                ? "not filled in"
                : "filled in: " + preprocessing.filling().title()
                        + (preprocessing.hasMask() ? ", with mask features" : "");
    }

    /** Returns what scales the values of all features alike, of a channel or of one feature. */
    private static String feature(NetworkInput input, int index) {
        int scales = input.preprocessing().shifts().length;
        if (scales == input.shape().features()) {
            var names = input.preparation().features();
            return "Feature " + (names.size() == scales ? names.get(index) : Integer.toString(index + 1));
        }
        return scales == 1 ? "All values" : "Channel " + (index + 1);
    }

    static String number(double value) {
        var rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        double size = Math.abs(value);
        return value == 0 || size >= 1e-4 && size < 1e7 ? rounded.toPlainString() : rounded.toString();
    }

    /** Returns the settings of its training, or what else decided on what it has learned. */
    public static Facts training(TrainedNetwork network) {
        var provenance = network.provenance();
        return network.architecture()
                .encoder()
                .fold(
                        recurrent -> training(provenance),
                        convolutional -> training(provenance),
                        temporal -> training(provenance),
                        composition -> training(provenance),
                        rocket -> fitted(rocket, provenance));
    }

    private static Facts fitted(Rocket rocket, Provenance provenance) {
        var chosen = rocket.classifier() == LinearClassifier.RIDGE
                ? "leave-one-out cross-validation"
                : "a share of the training sequences";
        return Facts.of(
                "Training",
                fact("Classifier", rocket.classifier().title()),
                fact("Penalty", number(provenance.options().l2()) + ", chosen by " + chosen),
                fact("Seed", rocket.seed()));
    }

    /** Returns the settings of a training by epochs. */
    public static Facts training(Provenance provenance) {
        var options = provenance.options();
        return Facts.of(
                "Training",
                fact("Epochs", count(options.epochs())),
                fact("Batch size", count(options.batchSize())),
                fact("Optimizer", options.updater().title()),
                fact(
                        "Learning rate",
                        options.learningRate() + (options.findsLearningRate() ? ", found before training" : "")),
                fact("Learning rate schedule", words(options.schedule())),
                fact("L2 regularization", orOff(options.l2())),
                fact("Gradient clipping", orOff(options.gradientClipping())),
                fact("Class weights", words(options.weighting())),
                fact("Label smoothing", orOff(options.labelSmoothing())),
                fact("Shuffle rows", options.shuffle() ? "before each epoch" : "off"),
                fact(
                        "Augmentation",
                        options.augmentation().isNone()
                                ? "off"
                                : options.augmentation().title()),
                fact("Average final weights", options.averageWeights() ? "on" : "off"),
                fact(
                        "Early stopping",
                        options.earlyStopping().map(NetworkFacts::words).orElse("off")),
                fact("Stop at target accuracy", stopAtAccuracy(provenance)),
                fact("Seed", options.seed()));
    }

    private static String words(Schedule schedule) {
        var course = schedule.fold(
                constant -> "constant",
                cosine -> "cosine decay to " + cosine.finalShare() + " of it",
                oneCycle -> "one cycle",
                plateau -> "multiplied by %s after %d epochs without improvement"
                        .formatted(plateau.factor(), plateau.patience()));
        return schedule.warmUpEpochs() == 0
                ? course
                : course + ", after a warm-up of " + schedule.warmUpEpochs() + " epochs";
    }

    private static String words(Weighting weighting) {
        return switch (weighting) {
            case EQUAL -> "none";
            case BALANCED -> "balanced";
            case GIVEN -> "from a column";
        };
    }

    private static String stopAtAccuracy(Provenance provenance) {
        return orOff(provenance.options().stopAtAccuracy().orElse(0));
    }

    private static String words(EarlyStopping stopping) {
        var measure = stopping.measure() == EarlyStopping.Measure.VALIDATION_LOSS ? "loss" : "accuracy";
        return "validation %s, patience %d".formatted(measure, stopping.patience());
    }

    /** Returns where a network comes from that another program trained. */
    static Facts origin(Provenance provenance) {
        return Facts.of(
                "Origin",
                fact("Trained by", provenance.library()),
                fact("Imported by", "Sequence Networks " + provenance.seqNet()));
    }

    /** Returns where and when it was trained, and by which software. */
    public static Facts run(Provenance provenance) {
        var facts = new ArrayList<Fact>();
        facts.add(fact("Device", provenance.device()));
        provenance.cluster().ifPresent(run -> facts.addAll(cluster(run)));
        facts.add(fact(
                "Finished at",
                provenance.trainedAt().toString().replace("T", " ").replace("Z", " UTC")));
        facts.add(fact("Library", provenance.library()));
        facts.add(fact("Java", provenance.java()));
        facts.add(fact("System", provenance.system()));
        facts.add(fact("Sequence Networks", provenance.seqNet()));
        return new Facts("Run", facts);
    }

    private static List<Fact> cluster(ClusterRun run) {
        var parts = counted(run.workers(), "worker", "workers") + ", " + counted(run.shards(), "shard", "shards");
        var averaged = run.rounds() == 0
                ? ""
                : ", averaged every %s, %s"
                        .formatted(
                                run.interval() == 1 ? "mini-batch" : count(run.interval()) + " mini-batches",
                                counted(run.rounds(), "round", "rounds"));
        var cluster = fact("Cluster", run.cluster() + "; " + parts + averaged);
        return run.data().isEmpty() ? List.of(cluster) : List.of(cluster, fact("Training data", run.data()));
    }

    private static String counted(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }

    private static String orOff(double value) {
        return value == 0 ? "off" : Double.toString(value);
    }
}
