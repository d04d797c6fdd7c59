package org.seqnet.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;

/** Where a network comes from and how it was trained, as fields of a model file. */
final class ProvenanceFields {
    private static final String HELD_OUT = "provenance.heldOut";
    private static final String CLUSTER = "cluster";
    private static final String ERRORS = "errors.";
    private static final String UNKNOWN = "unknown";

    private ProvenanceFields() {}

    /** Returns the first version of the format that can say all of this. */
    static int version(Provenance provenance) {
        int history = provenance.history().stream()
                .mapToInt(epoch -> hasOtherRate(epoch, provenance) ? 8 : isFromElsewhere(epoch, provenance) ? 3 : 1)
                .max()
                .orElse(1);
        int heldOut = provenance.heldOut() > 0 ? 8 : 1;
        int cluster = provenance.cluster().isPresent() ? 12 : 1;
        return IntStream.of(history, heldOut, cluster, OptionsFields.version(provenance.options()))
                .max()
                .getAsInt();
    }

    private static boolean hasOtherRate(EpochRecord epoch, Provenance provenance) {
        var usual = usualRate(epoch.epoch(), provenance.history().size(), provenance.options());
        return !epoch.learningRate().equals(usual);
    }

    /**
     * Returns the learning rate that an epoch has without a field: that of the last training. Epochs that must be of a
     * training before have none, since versions before 8 did not keep it.
     */
    private static OptionalDouble usualRate(int epoch, int epochs, TrainingOptions options) {
        return epoch > epochs - options.epochs() ? OptionalDouble.of(options.learningRate()) : OptionalDouble.empty();
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
        provenance.cluster().ifPresent(run -> write(run, fields));
        OptionsFields.write(provenance.options(), fields);
        fields.with("training.bestEpoch", provenance.bestEpoch())
                .with("training.stopReason", provenance.stopReason().name());
        for (int i = 0; i < provenance.history().size(); i++) {
            var epoch = provenance.history().get(i);
            fields.with("epoch." + (i + 1), line(epoch));
            if (isFromElsewhere(epoch, provenance)) {
                fields.with("device." + (i + 1), epoch.device());
            }
            epoch.training().errors().ifPresent(errors -> fields.with(ERRORS + epoch.epoch(), errors(epoch)));
            if (hasOtherRate(epoch, provenance)) {
                var rate = epoch.learningRate();
                fields.with("rate." + (i + 1), rate.isPresent() ? rate.getAsDouble() : UNKNOWN);
            }
        }
        return fields;
    }

    private static void write(ClusterRun run, Fields fields) {
        fields.with(CLUSTER, run.cluster())
                .with("cluster.workers", run.workers())
                .with("cluster.shards", run.shards())
                .with("cluster.interval", run.interval())
                .with("cluster.rounds", run.rounds())
                .with("cluster.data", run.data());
    }

    private static boolean hasErrors(Head head) {
        return head.fold(classes -> false, independent -> false, path -> false, values -> true, steps -> false);
    }

    /** Returns MAE and RMSE, and those of the validation data if there are any. */
    private static String errors(EpochRecord epoch) {
        return Stream.of(Optional.of(epoch.training()), epoch.validation())
                .flatMap(Optional::stream)
                .flatMap(evaluation -> evaluation.errors().stream())
                .map(errors -> errors.meanAbsolute() + " " + errors.rootMeanSquared())
                .collect(Collectors.joining(" "));
    }

    /** Returns accuracy, loss, nanoseconds, samples a second, and validation's accuracy and loss if there are any. */
    private static String line(EpochRecord epoch) {
        var line = epoch.accuracy() + " " + epoch.loss() + " "
                + epoch.duration().toNanos() + " " + epoch.samplesPerSecond();
        return epoch.validation()
                .map(v -> line + " " + v.accuracy() + " " + v.loss())
                .orElse(line);
    }

    /** @param head the network's, which decides on what its epochs were measured by */
    static Provenance read(Fields fields, int version, Head head) throws MalformedModelException {
        var device = fields.take("provenance.device");
        var options = OptionsFields.read(fields, version);
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
                history(fields, version, head, device, options),
                fields.takeInt("training.bestEpoch"),
                fields.takeEnum("training.stopReason", StopReason.class, reasons(options)),
                cluster(fields, version));
    }

    /** Reads by which processes it was trained, which version 12 and later may tell. */
    private static Optional<ClusterRun> cluster(Fields fields, int version) throws MalformedModelException {
        return version > 11 && fields.has(CLUSTER)
                ? Optional.of(new ClusterRun(
                        fields.take(CLUSTER),
                        fields.takeInt("cluster.workers"),
                        fields.takeInt("cluster.shards"),
                        fields.takeInt("cluster.interval"),
                        fields.takeLong("cluster.rounds"),
                        fields.take("cluster.data")))
                : Optional.empty();
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

    /**
     * Reads the epochs; since version 3, one may have run elsewhere than the last training, and since version 8 at
     * another learning rate.
     */
    private static List<EpochRecord> history(
            Fields fields, int version, Head head, String lastDevice, TrainingOptions options)
            throws MalformedModelException {
        int epochs = 0;
        while (fields.has("epoch." + (epochs + 1))) {
            epochs++;
        }
        var history = new ArrayList<EpochRecord>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int number = epoch;
            var rate = rate(fields, version, epoch).orElse(usualRate(epoch, epochs, options));
            var key = "device." + epoch;
            var device = version > 2 && fields.has(key) ? fields.take(key) : lastDevice;
            var record =
                    fields.take("epoch." + epoch, "four or six numbers", line -> epoch(number, line, device, rate));
            history.add(hasErrors(head) ? withErrors(fields, record) : record);
        }
        return history;
    }

    private static Optional<OptionalDouble> rate(Fields fields, int version, int epoch) throws MalformedModelException {
        var key = "rate." + epoch;
        if (version < 8 || !fields.has(key)) {
            return Optional.empty();
        }
        return Optional.of(fields.take(key, "a number greater than 0, or " + UNKNOWN, ProvenanceFields::rate));
    }

    private static OptionalDouble rate(String text) {
        if (text.equals(UNKNOWN)) {
            return OptionalDouble.empty();
        }
        double rate = Double.parseDouble(text);
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(text);
        }
        return OptionalDouble.of(rate);
    }

    /** Reads how far the values of an epoch were off, which version 10 and later tell. */
    private static EpochRecord withErrors(Fields fields, EpochRecord epoch) throws MalformedModelException {
        int count = epoch.validation().isPresent() ? 4 : 2;
        return fields.take(ERRORS + epoch.epoch(), count + " numbers that are not negative", line -> {
            double[] numbers = Arrays.stream(line.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length != count || !Arrays.stream(numbers).allMatch(number -> number >= 0)) {
                throw new IllegalArgumentException(line);
            }
            return epoch.with(
                    new Errors(numbers[0], numbers[1]),
                    count == 4 ? Optional.of(new Errors(numbers[2], numbers[3])) : Optional.empty());
        });
    }

    private static EpochRecord epoch(int number, String line, String device, OptionalDouble rate) {
        var parts = line.split(" ", -1);
        if (parts.length != 4 && parts.length != 6) {
            throw new IllegalArgumentException(line);
        }
        var validation = parts.length == 6
                ? Optional.of(new Evaluation(Double.parseDouble(parts[4]), Double.parseDouble(parts[5])))
                : Optional.<Evaluation>empty();
        return new EpochRecord(
                number,
                new Evaluation(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])),
                Duration.ofNanos(Long.parseLong(parts[2])),
                Double.parseDouble(parts[3]),
                validation,
                device,
                rate);
    }
}
