package org.seqnet.engine.explanation;

import java.util.List;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * A network that can be computed by hand: one unit with ReLU, h(t) = max(0, w x(t) + r h(t - 1) + c), and the logit of
 * label 0 is the last h, that of label 1 is 0. With c large enough, the logit is linear in x.
 */
final class LinearNetwork {
    private LinearNetwork() {}

    /** Returns the network with weights for two features, 1 and -2, r = 0.5 and c = 3. */
    static TrainedNetwork ofClasses() {
        return of(new Classes(2), NetworkInput.of(SequenceShape.ofAnyLength(2)), 1, -2);
    }

    /** Returns the same network for two labels, each by itself. */
    static TrainedNetwork ofLabels() {
        return of(new IndependentLabels(List.of(0.5f, 0.5f)), NetworkInput.of(SequenceShape.ofAnyLength(2)), 1, -2);
    }

    /** Returns the network with these input weights. */
    static TrainedNetwork of(Preprocessing preprocessing, int features, float... weights) {
        return of(
                new Classes(2),
                new NetworkInput(SequenceShape.ofAnyLength(features), Preparation.UNKNOWN, preprocessing),
                weights);
    }

    private static TrainedNetwork of(Head head, NetworkInput input, float... weights) {
        var parameters = new float[weights.length + 6];
        System.arraycopy(weights, 0, parameters, 0, weights.length);
        parameters[weights.length] = 0.5f;
        parameters[weights.length + 1] = 3;
        parameters[weights.length + 2] = 1;
        return new TrainedNetwork(
                new Architecture(new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0), head),
                input,
                Toys.labels(2),
                parameters,
                new float[0],
                0,
                Toys.network().provenance());
    }

    /** Returns one sequence. */
    static Sequences sequence(int features, float... values) {
        return Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "")
                .keepingMissing()
                .add(Tensor.ofFloats(Shape.of(values.length / features, features), values))
                .build();
    }

    /** Returns the probability of label 0 where its logit is {@code z}. */
    static double probability(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
