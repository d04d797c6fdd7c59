package org.seqnet.engine.network;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.TruthFacts;
import org.seqnet.engine.sequence.TruthFacts.Kind;

/**
 * Any number of several labels, one after another, as a path: an LSTM reads the labels so far, and what it says meets
 * the encoder's values in a joint space, in which each label has a place of its own, its embedding.
 *
 * <p>With I the encoder's D values, w(t) the embedding of the label before step t (of a start token at the first) and
 * U the embeddings of all labels and an end token,
 *
 * <pre>
 * o(t) = LSTM(w(1) ... w(t))      x(t) = max(0, A o(t) + B I + b)      s(t) = U x(t)
 * </pre>
 *
 * and the probability of the next label is the softmax of s(t) over all labels that the path does not have yet, and
 * the end token. The probability of a path is the product of these; the probabilities of all paths sum to 1. It is
 * trained by the logarithm of the probability of one path through the labels of each sequence.
 *
 * <p>Parameters stand in the order: embeddings, one after another, those of the labels, of the end and of the start;
 * the LSTM's input weights, recurrent weights and biases as in {@code TrainedNetwork}; A, B (both column-major), b.
 *
 * <p>Source: Wang, Yang, Mao, Huang, Huang and Xu, "CNN-RNN: A Unified Framework for Multi-label Image
 * Classification", CVPR 2016, arXiv:1604.04573, section 3. There, a path may have a label twice.
 *
 * @param count the number of labels, K, at least 1
 * @param embeddingSize the number of values of an embedding, E, 1 to {@value #MOST_VALUES}
 * @param hiddenUnits the hidden units of the LSTM, H, 1 to {@value #MOST_VALUES}
 * @param order for each label, its place among all: the labels of a sequence are learned in this order; empty if the
 *     next label to learn is the likeliest of those that are left (Chen, Chen, Yeh and Wang, "Order-Free RNN with
 *     Visual Attention for Multi-Label Classification", AAAI 2018, arXiv:1707.05495)
 */
public record LabelPath(int count, int embeddingSize, int hiddenUnits, List<Integer> order) implements Head {
    /** The most values of an embedding, and the most hidden units. */
    public static final int MOST_VALUES = 4096;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range, or the order is none of all labels
     */
    public LabelPath {
        order = List.copyOf(order);
        if (count < 1) {
            throw new SeqNetException("Labels: " + count + " is not at least 1.");
        }
        Ranges.requireCount("Label embedding size", embeddingSize, MOST_VALUES);
        Ranges.requireCount("Label LSTM units", hiddenUnits, MOST_VALUES);
        if (!order.isEmpty() && !isPermutation(order, count)) {
            throw new SeqNetException("Label order: it does not have each of the " + count + " labels once.");
        }
    }

    private static boolean isPermutation(List<Integer> order, int count) {
        return order.size() == count
                && order.stream()
                                .filter(place -> place >= 0 && place < count)
                                .distinct()
                                .count()
                        == count;
    }

    /** Returns the place of each label if frequent ones come first; of equally frequent ones, the domain's first. */
    public static List<Integer> frequentFirst(LabelSets labels, int count) {
        int[] frequencies = labels.frequencies(count);
        var places = new Integer[count];
        var byFrequency = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(label -> -frequencies[label]))
                .toList();
        for (int place = 0; place < count; place++) {
            places[byFrequency.get(place)] = place;
        }
        return List.of(places);
    }

    /** Says whether the network itself chooses in which order it learns the labels of a sequence. */
    public boolean isOrderFree() {
        return order.isEmpty();
    }

    private String orderTitle() {
        return isOrderFree() ? "any" : "a fixed";
    }

    /** Makes sure that there is something to learn. */
    static void requireLabels(TruthFacts training) {
        if (training.kind() != Kind.LABELS || training.labeled() == 0) {
            throw new SeqNetException("None of the training sequences has a label. At least one must have one.");
        }
    }

    @Override
    public <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses) {
        return labelPath.apply(this);
    }

    @Override
    public int labels() {
        return count;
    }

    /** Returns the values of the encoder's part of the joint space, B I + b, where the search for a path begins. */
    @Override
    public int outputs() {
        return embeddingSize;
    }

    @Override
    public List<LayerSummary> layers(int inputs) {
        long gates = Cell.LSTM.gates() * (long) hiddenUnits;
        return List.of(
                new LayerSummary("embedding", "label embeddings", 1, embeddingSize, (count + 2L) * embeddingSize),
                new LayerSummary(
                        "labels",
                        "LSTM over labels",
                        embeddingSize,
                        hiddenUnits,
                        gates * (embeddingSize + hiddenUnits + 1L)),
                new LayerSummary(
                        "joint",
                        "joint space, ReLU, softmax, cross-entropy",
                        inputs + hiddenUnits,
                        embeddingSize,
                        embeddingSize * (inputs + hiddenUnits + 1L)));
    }

    @Override
    public List<ParameterBlock> parameters(int inputs) {
        long gates = Cell.LSTM.gates() * (long) hiddenUnits;
        return List.of(
                ParameterBlock.weights((count + 2L) * embeddingSize),
                ParameterBlock.weights(gates * (embeddingSize + hiddenUnits)),
                ParameterBlock.biases(gates),
                ParameterBlock.weights((long) embeddingSize * (hiddenUnits + inputs)),
                ParameterBlock.biases(embeddingSize));
    }

    /** Returns the operations of the encoder's part and of one step of the path. */
    @Override
    public long operations(int inputs) {
        long lstm = Cell.LSTM.gates() * (long) hiddenUnits * (embeddingSize + hiddenUnits);
        return 2 * (lstm + (long) embeddingSize * (inputs + hiddenUnits + count + 1));
    }

    @Override
    public String title(String encoder) {
        return encoder + ", LSTM of %d units over labels".formatted(hiddenUnits);
    }

    @Override
    public void requireLearnable(TruthFacts training) {
        requireLabels(training);
    }

    @Override
    public void requireWeightsOf(Head network) {
        if (!(network instanceof LabelPath path)) {
            throw new SeqNetException(
                    "The network to resume %s; the settings specify a label path.".formatted(network.purpose()));
        }
        if (path.embeddingSize != embeddingSize || path.hiddenUnits != hiddenUnits) {
            throw new SeqNetException(
                    ("The network to resume has label embeddings of %d values and a label LSTM of %d units; the "
                                    + "settings specify %d and %d.")
                            .formatted(path.embeddingSize, path.hiddenUnits, embeddingSize, hiddenUnits));
        }
        if (path.isOrderFree() != isOrderFree()) {
            throw new SeqNetException("The network to resume learned labels in %s order; the settings specify %s order."
                    .formatted(path.orderTitle(), orderTitle()));
        }
    }

    @Override
    public String purpose() {
        return "predicts a path of labels";
    }
}
