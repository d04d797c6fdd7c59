package org.seqnet.engine.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;

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
        NetworkInput input,
        LabelDomain labels,
        String labelName,
        long steps,
        Provenance provenance,
        String parameters,
        long updaterStateSize,
        String updaterState) {
    private static final String EMBEDDING = "embedding.dimensions";
    private static final String MEMBERS = "members";
    private static final String LABEL_TYPE = "labels.type";

    Fields toFields() {
        var fields = new Fields("");
        fields.with("format", ModelFormat.FORMAT).with("version", version());
        EncoderFields.write(architecture.encoder(), fields);
        architecture.embedding().ifPresent(embedding -> fields.with(EMBEDDING, embedding.dimensions()));
        HeadFields.write(architecture.head(), fields);
        if (architecture.members() > 1) {
            fields.with(MEMBERS, architecture.members());
        }
        InputFields.write(input, fields);
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
        return ProvenanceFields.write(provenance, fields);
    }

    /**
     * Returns how many parameters the network has.
     *
     * @param place what messages call this text
     */
    long parameterCount(String place) throws MalformedModelException {
        long count;
        try {
            count = architecture.parameterCount(input.preprocessed());
        } catch (ArithmeticException e) {
            count = Long.MAX_VALUE;
        } catch (SeqNetException e) {
            throw new MalformedModelException(place + ": " + e.getMessage(), e);
        }
        if (count > ModelFormat.MOST_PARAMETERS) {
            throw new MalformedModelException(String.format(
                    Locale.ROOT,
                    "%s: %s for sequences of %s and %d labels has %,d parameters; the maximum is %,d.",
                    place,
                    architecture.title(),
                    input.preprocessed(),
                    labels.size(),
                    count,
                    ModelFormat.MOST_PARAMETERS));
        }
        return count;
    }

    /** Returns the first version of the format that can say all of this. */
    private int version() {
        return IntStream.of(
                        EncoderFields.version(architecture.encoder()),
                        HeadFields.version(architecture.head()),
                        architecture.members() == 1 ? 1 : 9,
                        InputFields.version(input),
                        labels.type() == LabelType.TEXT ? 1 : 6,
                        ProvenanceFields.version(provenance))
                .max()
                .getAsInt();
    }

    static Manifest of(Fields fields) throws MalformedModelException {
        try {
            int version = version(fields);
            var encoder = EncoderFields.read(fields, version);
            var input = InputFields.read(fields, version);
            var labels = labels(fields, version);
            var head = HeadFields.read(fields, version, labels.size());
            var manifest = new Manifest(
                    new Architecture(embedding(fields, input), encoder, head, members(fields, version)),
                    input,
                    labels,
                    fields.has("labels.name") ? fields.take("labels.name") : "",
                    fields.takeLong("steps"),
                    ProvenanceFields.read(fields, version, head),
                    fields.take("parameters.sha256"),
                    fields.takeLong("updater.size"),
                    fields.take("updater.sha256"));
            fields.requireEmpty();
            return manifest;
        } catch (SeqNetException e) {
            // The records check their own ranges, and their messages name the setting.
            throw fields.fault(e.getMessage(), e);
        }
    }

    private static int version(Fields fields) throws MalformedModelException {
        var format = fields.take("format");
        if (!format.equals(ModelFormat.FORMAT)) {
            throw fields.fault("the format is " + Quoted.of(format) + ", not '" + ModelFormat.FORMAT + "'.");
        }
        int version = fields.takeInt("version");
        if (version < 1 || version > ModelFormat.VERSION) {
            throw fields.fault("version " + version + " of the format is not supported; this version of "
                    + "Sequence Networks supports versions 1 to " + ModelFormat.VERSION + ".");
        }
        return version;
    }

    /** Reads the embedding, which networks with a vocabulary have. */
    private static Optional<Embedding> embedding(Fields fields, NetworkInput input) throws MalformedModelException {
        return input.vocabulary().isEmpty()
                ? Optional.empty()
                : Optional.of(new Embedding(input.vocabulary().get().size(), fields.takeInt(EMBEDDING)));
    }

    /** Reads the number of members; since version 9, there may be several. */
    private static int members(Fields fields, int version) throws MalformedModelException {
        return version > 8 && fields.has(MEMBERS) ? fields.takeInt(MEMBERS) : 1;
    }

    /** Reads the labels; since version 6, they may be others than text. */
    private static LabelDomain labels(Fields fields, int version) throws MalformedModelException {
        var type =
                version > 5 && fields.has(LABEL_TYPE) ? fields.takeEnum(LABEL_TYPE, LabelType.class) : LabelType.TEXT;
        int announced = fields.takeInt("labels");
        var names = fields.takeAll("label.");
        if (names.size() != announced || announced < 1) {
            throw fields.fault(announced + " labels declared, " + names.size() + " found.");
        }
        return new LabelDomain(names, type);
    }
}
