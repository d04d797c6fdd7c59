package org.seqnet.exchange.recognition;

import java.util.List;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;

/** What is known of a value in a graph before it is computed. */
sealed interface Value {

    /** Numbers in the file. */
    record Numbers(TensorData data) implements Value {}

    /**
     * Few whole numbers, as shapes are: those below 0 may stand for sizes that the file leaves open.
     *
     * @param isScalar whether it has no axis, rather than one
     */
    record Whole(List<Long> values, boolean isScalar) implements Value {}

    /** The same number everywhere, of whatever shape. */
    record Uniform(double number) implements Value {}

    /** What the network has made of what it reads. */
    record Signal(List<Axis> axes, Content content) implements Value {
        public Signal {
            axes = List.copyOf(axes);
        }

        Signal with(Content other) {
            return new Signal(axes, other);
        }

        Signal with(List<Axis> others) {
            return new Signal(others, content);
        }
    }

    /** What we cannot take; it matters only if the network's output depends on it. */
    record Refused(MalformedOnnxException reason) implements Value {}
}
