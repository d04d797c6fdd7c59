package org.seqnet.engine.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;

/** What a network reads, as fields of a model file. */
final class InputFields {
    private static final String TIME_STEPS = "input.timeSteps";
    private static final String FEATURES = "input.features";
    private static final String PREPARATION = "input.preparation";
    private static final String SYMBOLS = "input.symbols";
    private static final String SYMBOL = "input.symbol.";
    private static final String SCALE = "input.scale";
    private static final String SHIFTS = "input.shifts";
    private static final String FACTORS = "input.factors";
    private static final String FILLING = "input.filling";
    private static final String MEANS = "input.means";
    private static final String MASK = "input.mask";

    private InputFields() {}

    /** Returns the first version of the format that can say all of this. */
    static int version(NetworkInput input) {
        if (input.vocabulary().isPresent()) {
            return 10;
        }
        return input.equals(NetworkInput.of(input.shape())) ? input.shape().isAnyLength() ? 2 : 1 : 8;
    }

    static void write(NetworkInput input, Fields fields) {
        var shape = input.shape();
        fields.with(TIME_STEPS, shape.isAnyLength() ? ModelFormat.ANY : shape.timeSteps())
                .with(FEATURES, shape.features());
        if (!input.preparation().equals(Preparation.UNKNOWN)) {
            fields.with(PREPARATION, input.preparation().text());
        }
        input.vocabulary().ifPresent(vocabulary -> write(vocabulary, fields));
        var preprocessing = input.preprocessing();
        if (preprocessing.scale() != FeatureScale.NONE) {
            fields.with(SCALE, preprocessing.scale().name())
                    .with(SHIFTS, text(preprocessing.shifts()))
                    .with(FACTORS, text(preprocessing.factors()));
        }
        if (preprocessing.filling() != Filling.NONE) {
            fields.with(FILLING, preprocessing.filling().name())
                    .with(MEANS, text(preprocessing.means()))
                    .with(MASK, preprocessing.hasMask());
        }
    }

    private static void write(Vocabulary vocabulary, Fields fields) {
        fields.with(SYMBOLS, vocabulary.size());
        for (int number = 1; number <= vocabulary.size(); number++) {
            fields.with(SYMBOL + number, vocabulary.symbol(number));
        }
    }

    private static String text(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /**
     * Reads it; since version 2, sequences may be of any length, since version 8, the network may preprocess them,
     * since version 10, they may be symbols.
     */
    static NetworkInput read(Fields fields, int version) throws MalformedModelException {
        var shape = shape(fields, version);
        if (version < 8) {
            return NetworkInput.of(shape);
        }
        var preparation = fields.has(PREPARATION)
                ? fields.take(PREPARATION, "a preparation of sequences", text -> Preparation.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(text)))
                : Preparation.UNKNOWN;
        var vocabulary =
                version > 9 && fields.has(SYMBOLS) ? Optional.of(vocabulary(fields)) : Optional.<Vocabulary>empty();
        return new NetworkInput(shape, preparation, vocabulary, preprocessing(fields));
    }

    private static Vocabulary vocabulary(Fields fields) throws MalformedModelException {
        int announced = fields.takeInt(SYMBOLS);
        var symbols = fields.takeAll(SYMBOL);
        if (symbols.size() != announced || announced < 1) {
            throw fields.fault(announced + " symbols declared, " + symbols.size() + " found.");
        }
        return new Vocabulary(symbols);
    }

    private static SequenceShape shape(Fields fields, int version) throws MalformedModelException {
        if (version > 1 && fields.has(TIME_STEPS, ModelFormat.ANY)) {
            fields.take(TIME_STEPS);
            return SequenceShape.ofAnyLength(fields.takeInt(FEATURES));
        }
        int timeSteps = fields.takeInt(TIME_STEPS);
        if (timeSteps < 1) {
            throw new SeqNetException("'" + TIME_STEPS + "' is " + timeSteps + ", not at least 1.");
        }
        return new SequenceShape(timeSteps, fields.takeInt(FEATURES));
    }

    private static Preprocessing preprocessing(Fields fields) throws MalformedModelException {
        boolean scales = fields.has(SCALE);
        boolean fills = fields.has(FILLING);
        return new Preprocessing(
                scales ? fields.takeEnum(SCALE, FeatureScale.class) : FeatureScale.NONE,
                scales ? numbers(fields, SHIFTS) : new double[0],
                scales ? numbers(fields, FACTORS) : new double[0],
                fills ? fields.takeEnum(FILLING, Filling.class) : Filling.NONE,
                fills ? numbers(fields, MEANS) : new double[0],
                fills && fields.takeTruth(MASK));
    }

    private static double[] numbers(Fields fields, String key) throws MalformedModelException {
        return fields.take(key, "a list of numbers", text -> Arrays.stream(text.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray());
    }
}
