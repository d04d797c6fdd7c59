import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.Transformation;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.training.ValidationShare;

/** A network of sequences and its training, as {@code harness/sequence_cases.py} states them. */
record SequenceRecipe(Settings settings) {

    /** Reads settings, each a name, {@code =} and a value. */
    static SequenceRecipe of(List<String> settings) {
        return new SequenceRecipe(Settings.of(settings));
    }

    /** Returns the network for what it is to learn. */
    Architecture architecture(LabelledSequences training, long seed) {
        return new Architecture(encoder(seed), Classes.of(training.domain()), members());
    }

    /** Returns the number of networks of an ensemble; 1 for a single network. */
    int members() {
        return settings.integer("members");
    }

    /** Returns how the network reads its sequences. */
    Encoder encoder(long seed) {
        var kind = settings.text("encoder");
        return switch (kind) {
            case "recurrent" -> recurrent();
            case "convolutional" -> convolutional();
            case "composition" -> new Composition(recurrent(), convolutional());
            case "rocket" -> Rocket.ofMost(settings.integer("features"), seed, LinearClassifier.AUTOMATIC);
            default -> throw new IllegalArgumentException("No such encoder: " + kind);
        };
    }

    private Recurrent recurrent() {
        var cell = Cell.valueOf(settings.text("cell"));
        return new Recurrent(
                cell,
                settings.integer("layers"),
                settings.integer("units"),
                settings.number("dropout"),
                cell.hasForgetGates() ? 1 : 0,
                Boolean.parseBoolean(settings.text("bidirectional")),
                Pooling.valueOf(settings.text("pooling")));
    }

    private TemporalConvolutional convolutional() {
        return new TemporalConvolutional(
                Design.valueOf(settings.text("design")),
                settings.integer("filters"),
                settings.integer("depth"),
                settings.integer("kernel"),
                settings.integer("dilationGrowth"),
                settings.number("convolutionalDropout"));
    }

    /** Returns what the network does with its sequences before its first layer. */
    PreprocessingRule preprocessing(SeriesFiles data) {
        long missing = data.training().sequences().missingValues()
                + data.test().sequences().missingValues();
        return new PreprocessingRule(Optional.empty(), missing > 0 ? Filling.LINEAR : Filling.NONE, false);
    }

    /** Returns what is held out to decide on the best epoch, if something is. */
    Optional<ValidationShare> validation(long seed) {
        int percent = settings.integer("validation");
        return percent == 0 ? Optional.empty() : Optional.of(new ValidationShare(percent / 100.0, seed));
    }

    /** Returns how the network learns. */
    TrainingOptions options(boolean validates, long seed) {
        return TrainingOptions.defaults().with(draft -> {
            draft.seed = seed;
            draft.epochs = settings.integer("epochs");
            draft.batchSize = settings.integer("batch");
            draft.updater = Updater.ADAM;
            draft.learningRate = settings.number("learningRate");
            draft.l2 = settings.number("l2");
            draft.gradientClipping = settings.number("clipping");
            draft.schedule = schedule();
            draft.averageWeights = Boolean.parseBoolean(settings.text("averaged"));
            draft.augmentation = augmentation();
            draft.earlyStopping = validates
                    ? Optional.of(new EarlyStopping(Measure.VALIDATION_LOSS, settings.integer("patience"), 0))
                    : Optional.empty();
        });
    }

    private Schedule schedule() {
        var kind = settings.text("schedule").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "constant" -> Schedule.CONSTANT;
            case "cosine" -> new Schedule.Cosine(0, 0);
            case "one-cycle" -> new Schedule.OneCycle();
            default -> throw new IllegalArgumentException("No such schedule: " + kind);
        };
    }

    private Augmentation augmentation() {
        var transformations = new ArrayList<Transformation>();
        if (settings.number("warping") > 0) {
            transformations.add(new TimeWarp(settings.number("warping")));
        }
        if (settings.number("scaling") > 0) {
            transformations.add(new FeatureScaling(settings.number("scaling")));
        }
        if (settings.number("jitter") > 0) {
            transformations.add(new Jitter(settings.number("jitter")));
        }
        return new Augmentation(transformations);
    }
}
