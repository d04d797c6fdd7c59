package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Draws the inputs of a graph, and makes raw sequences of them as the engine has them: {@code sequences}, N x T x F
 * floats, NaN where a value is missing; {@code images}, N x channels x rows x columns, whose rows are the time steps;
 * {@code symbols}, N x T texts as the tokenizer gives them, whose numbers are the first feature; {@code lengths}, N
 * whole numbers, for networks that read any length.
 */
final class InputGraph {
    private final GraphDraft draft;
    private final SequenceShape shape;

    private InputGraph(GraphDraft draft, SequenceShape shape) {
        this.draft = draft;
        this.shape = shape;
    }

    static Read draw(GraphDraft draft, NetworkInput input, Encoder encoder) {
        var shape = input.shape();
        var drawn = new InputGraph(draft, shape);
        var images = encoder.fold(
                recurrent -> Optional.<ImageShape>empty(),
                convolutional -> Optional.of(ImageShape.of(shape, convolutional.channels())),
                temporal -> Optional.<ImageShape>empty(),
                composition -> Optional.<ImageShape>empty(),
                rocket -> Optional.<ImageShape>empty());
        var values = images.map(drawn::images)
                .or(() -> input.vocabulary().map(drawn::symbols))
                .orElseGet(() -> drawn.sequences(shape.features()));
        var lengths = shape.isAnyLength()
                ? Optional.of(draft.input("lengths", DataType.INT64, "batch"))
                : Optional.<String>empty();
        return new Read(values, lengths, shape);
    }

    private String sequences(int features) {
        return draft.input("sequences", DataType.FLOAT, "batch", time(shape), features);
    }

    /** Returns the number of time steps of sequences, or its name if they may have any. */
    static Object time(SequenceShape shape) {
        return shape.isAnyLength() ? "time" : shape.timeSteps();
    }

    private String images(ImageShape image) {
        var images = draft.input("images", DataType.FLOAT, "batch", image.channels(), image.height(), image.width());
        var rows = draft.part("rows");
        var pixels = rows.node("Transpose", List.of(images), Attributes.of("perm", 0L, 2L, 3L, 1L));
        return rows.node("Reshape", List.of(pixels, rows.longs("shape", 0, 0, shape.features())));
    }

    private String symbols(Vocabulary vocabulary) {
        var symbols = draft.input("symbols", DataType.STRING, "batch", time(shape));
        var part = draft.part("vocabulary");
        var numbers = part.mlNode(
                "LabelEncoder",
                List.of(symbols),
                Attributes.of("keys_strings", vocabulary.symbols()),
                Attributes.of(
                        "values_int64s",
                        LongStream.rangeClosed(1, vocabulary.size()).toArray()),
                Attributes.of("default_int64", Vocabulary.UNKNOWN));
        var floats = part.node("Cast", List.of(numbers), Attributes.of("to", DataType.FLOAT.getNumber()));
        var features = new ArrayList<String>();
        features.add(part.node("Unsqueeze", List.of(floats, part.longs("axis", 2))));
        if (shape.features() == 1) {
            return features.get(0);
        }
        features.add(sequences(shape.features() - 1));
        return part.node("Concat", features, Attributes.of("axis", 2));
    }
}
