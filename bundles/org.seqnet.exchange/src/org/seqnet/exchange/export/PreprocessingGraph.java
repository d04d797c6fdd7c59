package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws what a network does with raw sequences before its first layer: missing values are filled in, a mask of them
 * follows, and features are scaled in double precision.
 */
final class PreprocessingGraph {
    private static final int FEATURES = 2;

    private final GraphDraft draft;
    private final Preprocessing preprocessing;
    private final Read raw;

    private PreprocessingGraph(GraphDraft draft, Preprocessing preprocessing, Read raw) {
        this.draft = draft;
        this.preprocessing = preprocessing;
        this.raw = raw;
    }

    /** @param raw the raw sequences, or windows of them */
    static Read draw(GraphDraft draft, Preprocessing preprocessing, Read raw) {
        var values = new PreprocessingGraph(draft.part("preprocessing"), preprocessing, raw).draw();
        return new Read(values, raw.lengths(), preprocessing.shape(raw.shape()));
    }

    private String draw() {
        var filled = preprocessing.filling() == Filling.NONE ? raw.values() : filled();
        var scaled = preprocessing.shifts().length == 0 ? filled : scaled(filled);
        return preprocessing.hasMask()
                ? draft.node("Concat", List.of(scaled, mask()), Attributes.of("axis", FEATURES))
                : scaled;
    }

    private String mask() {
        var missing = draft.node("IsNaN", List.of(raw.values()));
        return draft.node("Cast", List.of(missing), Attributes.of("to", DataType.FLOAT.getNumber()));
    }

    private String filled() {
        var part = draft.part("filling");
        var neighbors =
                switch (preprocessing.filling()) {
                    case NONE, TRAINING_MEAN -> raw.values();
                    case PREVIOUS -> new FillingGraph(part, raw).previous();
                    case LINEAR -> new FillingGraph(part, raw).linear();
                };
        var means = features(preprocessing.means());
        var floats = new float[means.length];
        for (int f = 0; f < floats.length; f++) {
            floats[f] = (float) means[f];
        }
        var missing = part.node("IsNaN", List.of(neighbors));
        return part.node("Where", List.of(missing, part.floats("means", floats, floats.length), neighbors));
    }

    private String scaled(String values) {
        var shifts = features(preprocessing.shifts());
        var doubles = draft.node("Cast", List.of(values), Attributes.of("to", DataType.DOUBLE.getNumber()));
        var moved = draft.node("Sub", List.of(doubles, draft.doubles("shifts", shifts, shifts.length)));
        var factors = draft.doubles("factors", features(preprocessing.factors()), shifts.length);
        var scaled = draft.node("Mul", List.of(moved, factors));
        return draft.node("Cast", List.of(scaled), Attributes.of("to", DataType.FLOAT.getNumber()));
    }

    /** Repeats figures for each feature; those of images are one for each channel, or one for all. */
    private double[] features(double[] figures) {
        var all = new double[figures.length == 1 ? 1 : raw.shape().features()];
        for (int f = 0; f < all.length; f++) {
            all[f] = figures[f % figures.length];
        }
        return all;
    }
}
