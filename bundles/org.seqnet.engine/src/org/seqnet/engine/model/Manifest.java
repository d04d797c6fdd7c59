package org.seqnet.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.training.EarlyStopping;
import org.seqnet.engine.training.EpochRecord;
import org.seqnet.engine.training.Evaluation;
import org.seqnet.engine.training.StopReason;
import org.seqnet.engine.training.TrainingOptions;
import org.seqnet.engine.training.Updater;

/**
 * Everything of a network but its numbers, as fields of a model file.
 *
 * @param labelName what the labels say; empty if there is no name for it, and no field in the file
 * @param parameters the checksum of the parameters
 * @param updaterStateSize how many numbers the updater's state has
 * @param updaterState the checksum of the updater's state
 */
record Manifest(
        Architecture architecture,
        SequenceShape inputShape,
        LabelDomain labels,
        String labelName,
        long steps,
        Provenance provenance,
        String parameters,
        long updaterStateSize,
        String updaterState) {
    private static final String CONVOLUTIONAL = "convolutional";
    private static final String BATCH_NORMALIZATION = "batchNormalization.";
    private static final String STOP_AT_ACCURACY = "training.stopAtAccuracy";
    private static final String LABEL_TYPE = "labels.type";

    Fields toFields() {
        var fields = new Fields("");
        fields.with("format", ModelFormat.FORMAT).with("version", version());
        write(architecture.encoder(), fields);
        fields.with("input.timeSteps", inputShape.isAnyLength() ? ModelFormat.ANY : inputShape.timeSteps())
                .with("input.features", inputShape.features());
        if (!labelName.isEmpty()) {
            fields.with("labels.name", labelName);
        }
        if (labels.type() != LabelType.TEXT) {
            fields.with(LABEL_TYPE, labels.type().name());
        }
        fields.with("labels", labels.size());
        for (int i = 0; i < labels.size(); i++) {
            fields.with("label." + (i + 1), labels.name(i));
        }
        fields.with("steps", steps);
        fields.with("parameters.sha256", parameters);
        fields.with("updater.size", updaterStateSize).with("updater.sha256", updaterState);
        writeProvenance(fields);
        return fields;
    }

    /** Returns the first version of the format that can say all of this. */
    private int version() {
        if (labels.type() != LabelType.TEXT) {
            return 6;
        }
        if (provenance.options().stopAtAccuracy().isPresent()
                || architecture.encoder() instanceof Convolutional convolutional
                        && convolutional.blocks().stream().anyMatch(ConvolutionBlock::batchNormalization)) {
            return 5;
        }
        if (architecture.encoder() instanceof Convolutional
                || architecture.encoder() instanceof Recurrent recurrent && recurrent.cell() != Cell.LSTM) {
            return 4;
        }
        if (provenance.history().stream().anyMatch(this::isFromElsewhere)) {
            return 3;
        }
        return inputShape.isAnyLength() ? 2 : 1;
    }

    private boolean isFromElsewhere(EpochRecord epoch) {
        return !epoch.device().equals(provenance.device());
    }

    private static void write(Encoder encoder, Fields fields) {
        if (encoder instanceof Convolutional convolutional) {
            write(convolutional, fields);
        } else {
            write((Recurrent) encoder, fields);
        }
    }

    private static void write(Convolutional convolutional, Fields fields) {
        fields.with("architecture", CONVOLUTIONAL)
                .with("convolutional.channels", convolutional.channels())
                .with("convolutional.denseUnits", convolutional.denseUnits())
                .with("convolutional.denseDropout", convolutional.denseDropout())
                .with("convolutional.blocks", convolutional.blocks().size());
        for (int i = 0; i < convolutional.blocks().size(); i++) {
            fields.with("block." + (i + 1), line(convolutional.blocks().get(i)));
            if (convolutional.blocks().get(i).batchNormalization()) {
                fields.with(BATCH_NORMALIZATION + (i + 1), true);
            }
        }
    }

    /** Returns filters, kernel size, stride, pooling and dropout. */
    private static String line(ConvolutionBlock block) {
        return block.filters() + " " + block.kernelSize() + " " + block.stride() + " " + block.pooling() + " "
                + block.dropout();
    }

    private static void write(Recurrent recurrent, Fields fields) {
        fields.with("architecture", "recurrent")
                .with("recurrent.cell", recurrent.cell().name())
                .with("recurrent.layers", recurrent.layers())
                .with("recurrent.hiddenUnits", recurrent.hiddenUnits())
                .with("recurrent.dropout", recurrent.dropout());
        if (recurrent.cell().hasForgetGates()) {
            fields.with("recurrent.forgetGateBias", recurrent.forgetGateBias());
        }
    }

    private void writeProvenance(Fields fields) {
        fields.with("provenance.seqNet", provenance.seqNet())
                .with("provenance.library", provenance.library())
                .with("provenance.java", provenance.java())
                .with("provenance.system", provenance.system())
                .with("provenance.device", provenance.device())
                .with("provenance.trainedAt", provenance.trainedAt())
                .with("provenance.trainingSequences", provenance.trainingSequences());
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
        fields.with("training.bestEpoch", provenance.bestEpoch())
                .with("training.stopReason", provenance.stopReason().name());
        for (int i = 0; i < provenance.history().size(); i++) {
            var epoch = provenance.history().get(i);
            fields.with("epoch." + (i + 1), line(epoch));
            if (isFromElsewhere(epoch)) {
                fields.with("device." + (i + 1), epoch.device());
            }
        }
    }

    /** Returns accuracy, loss, nanoseconds, samples a second, and validation's accuracy and loss if there are any. */
    private static String line(EpochRecord epoch) {
        var line = epoch.accuracy() + " " + epoch.loss() + " "
                + epoch.duration().toNanos() + " " + epoch.samplesPerSecond();
        return epoch.validation()
                .map(v -> line + " " + v.accuracy() + " " + v.loss())
                .orElse(line);
    }

    static Manifest of(Fields fields, String place) throws MalformedModelException {
        try {
            int version = version(fields, place);
            var encoder = encoder(fields, version, place);
            var input = input(fields, version);
            var labels = labels(fields, version, place);
            var manifest = new Manifest(
                    new Architecture(encoder, Classes.of(labels)),
                    input,
                    labels,
                    fields.has("labels.name") ? fields.take("labels.name") : "",
                    fields.takeLong("steps"),
                    provenance(fields, version),
                    fields.take("parameters.sha256"),
                    fields.takeLong("updater.size"),
                    fields.take("updater.sha256"));
            fields.requireEmpty();
            return manifest;
        } catch (SeqNetException e) {
            // The records check their own ranges, and their messages name the setting.
            throw new MalformedModelException(place + ": " + e.getMessage(), e);
        }
    }

    private static int version(Fields fields, String place) throws MalformedModelException {
        var format = fields.take("format");
        if (!format.equals(ModelFormat.FORMAT)) {
            throw new MalformedModelException(
                    place + ": the format is " + Quoted.of(format) + ", not '" + ModelFormat.FORMAT + "'.");
        }
        int version = fields.takeInt("version");
        if (version < 1 || version > ModelFormat.VERSION) {
            throw new MalformedModelException(place + ": version " + version + " of the format is not known; "
                    + "this version of Sequence Networks reads versions 1 to " + ModelFormat.VERSION + ".");
        }
        return version;
    }

    private static SequenceShape input(Fields fields, int version) throws MalformedModelException {
        var key = "input.timeSteps";
        if (version > 1 && fields.has(key, ModelFormat.ANY)) {
            fields.take(key);
            return SequenceShape.ofAnyLength(fields.takeInt("input.features"));
        }
        int timeSteps = fields.takeInt(key);
        if (timeSteps < 1) {
            throw new SeqNetException("'" + key + "' is " + timeSteps + ", not at least 1.");
        }
        return new SequenceShape(timeSteps, fields.takeInt("input.features"));
    }

    /** Reads the encoder; since version 4, it may be convolutional. */
    private static Encoder encoder(Fields fields, int version, String place) throws MalformedModelException {
        if (version > 3 && fields.has("architecture", CONVOLUTIONAL)) {
            fields.take("architecture");
            return convolutional(fields, version, place);
        }
        var known = "recurrent" + (version > 3 ? ", " + CONVOLUTIONAL : "");
        fields.take("architecture", "a known architecture: " + known, name -> {
            if (!name.equals("recurrent")) {
                throw new IllegalArgumentException(name);
            }
            return name;
        });
        return recurrent(fields, version);
    }

    /** Reads a convolutional network; since version 5, a block may have batch normalization. */
    private static Convolutional convolutional(Fields fields, int version, String place)
            throws MalformedModelException {
        int channels = fields.takeInt("convolutional.channels");
        int units = fields.takeInt("convolutional.denseUnits");
        double dropout = fields.takeDouble("convolutional.denseDropout");
        int announced = fields.takeInt("convolutional.blocks");
        var blocks = new ArrayList<ConvolutionBlock>();
        while (fields.has("block." + (blocks.size() + 1))) {
            int number = blocks.size() + 1;
            boolean normalized = version > 4
                    && fields.has(BATCH_NORMALIZATION + number)
                    && fields.take(BATCH_NORMALIZATION + number, "true or false", Manifest::truth);
            blocks.add(fields.take("block." + number, "a block of five numbers", line -> block(line, normalized)));
        }
        if (blocks.size() != announced) {
            throw new MalformedModelException(
                    place + ": " + announced + " convolution blocks are announced, " + blocks.size() + " are there.");
        }
        return new Convolutional(channels, blocks, units, dropout);
    }

    private static ConvolutionBlock block(String line, boolean normalized) {
        var parts = line.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException(line);
        }
        return new ConvolutionBlock(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                normalized,
                Double.parseDouble(parts[4]));
    }

    /** Reads a recurrent network; before version 4, there were LSTM cells only. */
    private static Recurrent recurrent(Fields fields, int version) throws MalformedModelException {
        var cells = version < 4 ? EnumSet.of(Cell.LSTM) : EnumSet.allOf(Cell.class);
        var cell = fields.takeEnum("recurrent.cell", Cell.class, cells);
        return new Recurrent(
                cell,
                fields.takeInt("recurrent.layers"),
                fields.takeInt("recurrent.hiddenUnits"),
                fields.takeDouble("recurrent.dropout"),
                cell.hasForgetGates() ? fields.takeDouble("recurrent.forgetGateBias") : 0);
    }

    /** Reads the labels; since version 6, they may be others than text. */
    private static LabelDomain labels(Fields fields, int version, String place) throws MalformedModelException {
        var type =
                version > 5 && fields.has(LABEL_TYPE) ? fields.takeEnum(LABEL_TYPE, LabelType.class) : LabelType.TEXT;
        int announced = fields.takeInt("labels");
        var names = fields.takeAll("label.");
        if (names.size() != announced || announced < 1) {
            throw new MalformedModelException(
                    place + ": " + announced + " labels are announced, " + names.size() + " are there.");
        }
        return new LabelDomain(names, type);
    }

    private static Provenance provenance(Fields fields, int version) throws MalformedModelException {
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
                options,
                history(fields, version, device),
                fields.takeInt("training.bestEpoch"),
                fields.takeEnum("training.stopReason", StopReason.class, reasons(options)));
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
                fields.take("training.shuffle", "true or false", Manifest::truth),
                fields.takeLong("training.seed"),
                earlyStopping(fields),
                stopAtAccuracy(fields, version),
                fields.takeInt("training.threads"),
                fields.take("training.averageWeights", "true or false", Manifest::truth));
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
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
