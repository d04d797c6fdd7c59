package org.seqnet.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;

/** Where a network comes from and how it was trained, as fields of a model file. */
final class ProvenanceFields {
    private static final String HELD_OUT = "provenance.heldOut";
    private static final String STOP_AT_ACCURACY = "training.stopAtAccuracy";

    private ProvenanceFields() {}

    /** Returns the first version of the format that can say all of this. */
    static int version(Provenance provenance) {
        int augmented = AugmentationFields.version(provenance.options().augmentation());
        if (provenance.heldOut() > 0) {
            return 8;
        }
        if (provenance.options().stopAtAccuracy().isPresent()) {
            return Math.max(5, augmented);
        }
        return provenance.history().stream().anyMatch(epoch -> isFromElsewhere(epoch, provenance))
                ? Math.max(3, augmented)
                : augmented;
    }

    private static boolean isFromElsewhere(EpochRecord epoch, Provenance provenance) {
        return !epoch.device().equals(provenance.device());
    }

    static Fields write(Provenance provenance, Fields fields) {
        fields.with("provenance.seqNet", provenance.seqNet())
                .with("provenance.library", provenance.library())
                .with("provenance.java", provenance.java())
                .with("provenance.system", provenance.system())
                .with("provenance.device", provenance.device())
                .with("provenance.trainedAt", provenance.trainedAt())
                .with("provenance.trainingSequences", provenance.trainingSequences());
        if (provenance.heldOut() > 0) {
            fields.with(HELD_OUT, provenance.heldOut());
        }
        var options = provenance.options();
        fields.with("training.epochs", options.epochs())
                .with("training.batchSize", options.batchSize())
                .with("training.updater", options.updater().name())
                .with("training.learningRate", options.learningRate())
                .with("training.l2", options.l2())
                .with("training.gradientClipping", options.gradientClipping())
                .with("training.shuffle", options.shuffle())
                .with("training.seed", options.seed())
                .with("training.threads", options.threads())
                .with("training.averageWeights", options.averageWeights());
        options.earlyStopping().ifPresent(rule -> fields.with(
                        "earlyStopping.measure", rule.measure().name())
                .with("earlyStopping.patience", rule.patience())
                .with("earlyStopping.minimalImprovement", rule.minimalImprovement()));
        options.stopAtAccuracy().ifPresent(accuracy -> fields.with(STOP_AT_ACCURACY, accuracy));
        AugmentationFields.write(options.augmentation(), fields);
        fields.with("training.bestEpoch", provenance.bestEpoch())
                .with("training.stopReason", provenance.stopReason().name());
        for (int i = 0; i < provenance.history().size(); i++) {
            var epoch = provenance.history().get(i);
            fields.with("epoch." + (i + 1), line(epoch));
            if (isFromElsewhere(epoch, provenance)) {
                fields.with("device." + (i + 1), epoch.device());
            }
        }
        return fields;
    }

    /** Returns accuracy, loss, nanoseconds, samples a second, and validation's accuracy and loss if there are any. */
    private static String line(EpochRecord epoch) {
        var line = epoch.accuracy() + " " + epoch.loss() + " "
                + epoch.duration().toNanos() + " " + epoch.samplesPerSecond();
        return epoch.validation()
                .map(v -> line + " " + v.accuracy() + " " + v.loss())
                .orElse(line);
    }

    static Provenance read(Fields fields, int version) throws MalformedModelException {
        var device = fields.take("provenance.device");
        var options = options(fields, version);
        return new Provenance(
                fields.take("provenance.seqNet"),
                fields.take("provenance.library"),
                fields.take("provenance.java"),
                fields.take("provenance.system"),
                device,
                fields.take("provenance.trainedAt", "a time such as 2026-01-31T12:00:00Z", Instant::parse),
                fields.takeLong("provenance.trainingSequences"),
                heldOut(fields, version),
                options,
                history(fields, version, device),
                fields.takeInt("training.bestEpoch"),
                fields.takeEnum("training.stopReason", StopReason.class, reasons(options)));
    }

    /** Reads how many sequences were held out; since version 8, there may be some. */
    private static long heldOut(Fields fields, int version) throws MalformedModelException {
        return version > 7 && fields.has(HELD_OUT)
                ? fields.take(HELD_OUT, "a number of at least 1", text -> atLeastOne(Long.parseLong(text)))
                : 0;
    }

    private static long atLeastOne(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(Long.toString(number));
        }
        return number;
    }

    private static EnumSet<StopReason> reasons(TrainingOptions options) {
        var reasons = EnumSet.allOf(StopReason.class);
        if (options.stopAtAccuracy().isEmpty()) {
            reasons.remove(StopReason.REACHED_ACCURACY);
        }
        return reasons;
    }

    private static TrainingOptions options(Fields fields, int version) throws MalformedModelException {
        return new TrainingOptions(
                fields.takeInt("training.epochs"),
                fields.takeInt("training.batchSize"),
                fields.takeEnum("training.updater", Updater.class),
                fields.takeDouble("training.learningRate"),
                fields.takeDouble("training.l2"),
                fields.takeDouble("training.gradientClipping"),
                fields.takeTruth("training.shuffle"),
                fields.takeLong("training.seed"),
                earlyStopping(fields),
                stopAtAccuracy(fields, version),
                fields.takeInt("training.threads"),
                fields.takeTruth("training.averageWeights"),
                AugmentationFields.read(fields, version));
    }

    private static Optional<EarlyStopping> earlyStopping(Fields fields) throws MalformedModelException {
        if (!fields.has("earlyStopping.measure")) {
            return Optional.empty();
        }
        return Optional.of(new EarlyStopping(
                fields.takeEnum("earlyStopping.measure", EarlyStopping.Measure.class),
                fields.takeInt("earlyStopping.patience"),
                fields.takeDouble("earlyStopping.minimalImprovement")));
    }

    /** Reads the accuracy that training was to stop at; since version 5, there may be one. */
    private static OptionalDouble stopAtAccuracy(Fields fields, int version) throws MalformedModelException {
        return version > 4 && fields.has(STOP_AT_ACCURACY)
                ? OptionalDouble.of(fields.takeDouble(STOP_AT_ACCURACY))
                : OptionalDouble.empty();
    }

    /** Reads the epochs; since version 3, one may have run elsewhere than the last training. */
    private static List<EpochRecord> history(Fields fields, int version, String lastDevice)
            throws MalformedModelException {
        var history = new ArrayList<EpochRecord>();
        for (int epoch = 1; fields.has("epoch." + epoch); epoch++) {
            int number = epoch;
            var key = "device." + epoch;
            var device = version > 2 && fields.has(key) ? fields.take(key) : lastDevice;
            history.add(fields.take("epoch." + epoch, "four or six numbers", line -> epoch(number, line, device)));
        }
        return history;
    }

    private static EpochRecord epoch(int number, String line, String device) {
        var parts = line.split(" ", -1);
        if (parts.length != 4 && parts.length != 6) {
            throw new IllegalArgumentException(line);
        }
        var validation = parts.length == 6
                ? Optional.of(new Evaluation(Double.parseDouble(parts[4]), Double.parseDouble(parts[5])))
                : Optional.<Evaluation>empty();
        return new EpochRecord(
                number,
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Duration.ofNanos(Long.parseLong(parts[2])),
                Double.parseDouble(parts[3]),
                validation,
                device);
    }
}
