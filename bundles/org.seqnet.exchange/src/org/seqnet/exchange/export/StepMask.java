package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Optional;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/**
 * Tells the time steps of sequences from what stands behind their ends, which may be anything: values there are
 * replaced, since even a product with 0 would keep what is not a number.
 *
 * @param draft where it is drawn
 * @param present the name of a truth value for each sequence and step, of three dimensions, one of them 1
 */
record StepMask(GraphDraft draft, String present) {

    /** Draws the mask N x T x 1; empty if all sequences have the same length. */
    static Optional<StepMask> ofSteps(GraphDraft draft, Read read) {
        return of(draft, read, 2);
    }

    /** Draws the mask N x 1 x T; empty if all sequences have the same length. */
    static Optional<StepMask> ofChannels(GraphDraft draft, Read read) {
        return of(draft, read, 1);
    }

    private static Optional<StepMask> of(GraphDraft draft, Read read, long axis) {
        return read.lengths().map(lengths -> {
            var part = draft.part("mask");
            var ends = part.node("Unsqueeze", List.of(lengths, part.longs("axis", 1)));
            var present = part.node("Less", List.of(steps(part, read), ends));
            return new StepMask(draft, part.node("Unsqueeze", List.of(present, part.longs("axis", axis))));
        });
    }

    /** Draws the numbers of the time steps, T whole numbers from 0 on. */
    static String steps(GraphDraft draft, Read read) {
        var count = draft.node("Shape", List.of(read.values()), Attributes.of("start", 1), Attributes.of("end", 2));
        var scalar = draft.node("Squeeze", List.of(count));
        return draft.node("Range", List.of(number(draft, 0), scalar, number(draft, 1)));
    }

    private static String number(GraphDraft draft, long value) {
        return draft.longs("number", new long[] {value}, new long[0]);
    }

    /** Draws floats with another value behind the ends. */
    String replacing(String values, float behind) {
        var other = draft.floats("behind", new float[] {behind});
        return draft.node("Where", List.of(present, values, other));
    }

    /** Draws the number of time steps of each sequence as N x 1 floats. */
    static String counts(GraphDraft draft, String lengths) {
        var floats = draft.node("Cast", List.of(lengths), Attributes.of("to", DataType.FLOAT.getNumber()));
        return draft.node("Unsqueeze", List.of(floats, draft.longs("axis", 1)));
    }
}
