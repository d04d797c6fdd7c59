package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.convolution.ConvolutionLayer;
import org.seqnet.engine.kernel.convolution.ImageGrouping;
import org.seqnet.engine.kernel.dense.DenseLayer;
import org.seqnet.engine.kernel.head.LabelPathHead;
import org.seqnet.engine.kernel.head.LinearHead;
import org.seqnet.engine.kernel.head.StepHead;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Layer;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;
import org.seqnet.engine.kernel.pooling.AttentionPooling;
import org.seqnet.engine.kernel.pooling.MeanPooling;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.recurrent.BidirectionalLayer;
import org.seqnet.engine.kernel.recurrent.LayerShape;
import org.seqnet.engine.kernel.recurrent.RecurrentLayer;
import org.seqnet.engine.kernel.recurrent.SequenceGrouping;
import org.seqnet.engine.kernel.recurrent.WholeSequences;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The layers that an architecture stands for. A new kind of encoder or head compiles only once it has its layers here.
 *
 * @param stepValues how many values the first layer reads at a step
 * @param isOneStep whether it reads a whole sequence as one step
 * @param readsWholeSequences whether a layer needs all steps of a sequence before it writes any on in prediction
 * @param layers all layers; the last is the head
 */
record NetworkLayers(
        int stepValues,
        boolean isOneStep,
        boolean readsWholeSequences,
        List<Layer> layers,
        Head head,
        Grouping grouping) {

    /**
     * Returns the layers.
     *
     * @param firstLearned the first layer that learns, before which no gradient is wanted
     * @param derivatives whether the input is to be differentiated: the first layer then has a gradient
     */
    static NetworkLayers of(
            Architecture architecture,
            SequenceShape input,
            int firstLearned,
            Derivatives derivatives,
            MatrixProducts products) {
        Head head = head(architecture, products);
        return architecture
                .encoder()
                .fold(
                        recurrent -> recurrent(recurrent, input, head, firstLearned, derivatives, products),
                        convolutional -> convolutional(convolutional, input, head, firstLearned, derivatives, products),
                        temporal -> none(),
                        composition -> none(),
                        rocket -> {
                            throw new IllegalArgumentException("Rocket has no layers that gradients pass.");
                        });
    }

    private static NetworkLayers none() {
        throw new IllegalArgumentException("This encoder has branches.");
    }

    /** Returns the head, which reads all that the encoder gives and computes in single precision. */
    static Head head(Architecture architecture, MatrixProducts products) {
        int outputs = architecture.encoder().outputs();
        var single = products.single();
        return architecture
                .head()
                .fold(
                        classes -> LinearHead.ofClasses(outputs, classes.count(), single),
                        independent -> LinearHead.ofLabels(outputs, independent.labels(), single),
                        path -> new LabelPathHead(outputs, path, single),
                        values -> LinearHead.ofValues(outputs, values, single),
                        steps -> new StepHead(outputs, steps.count(), single));
    }

    /** Returns recurrent layers below any head. */
    static NetworkLayers recurrent(
            Recurrent network,
            SequenceShape input,
            Head head,
            int firstLearned,
            Derivatives derivatives,
            MatrixProducts products) {
        var layers = new ArrayList<Layer>();
        int inputs = input.features();
        for (int i = 0; i < network.layers(); i++) {
            var shape = new LayerShape(network.cell(), inputs, network.hiddenUnits());
            boolean passesGradient = i > firstLearned || derivatives.areOfInput();
            boolean isPooled = i == network.layers() - 1 && network.pooling() != Pooling.LAST_STEP;
            // What is pooled is dropped behind the pooling.
            var dropout = new Dropout(isPooled ? 0 : network.dropout(), i, network.layers());
            layers.add(
                    network.bidirectional()
                            ? new BidirectionalLayer(shape, dropout, passesGradient, products)
                            : new RecurrentLayer(shape, dropout, passesGradient, products));
            inputs = network.outputs();
        }
        var dropout = new Dropout(network.dropout(), network.layers() - 1, network.layers());
        switch (network.pooling()) {
            case LAST_STEP -> {}
            case MEAN -> layers.add(new MeanPooling(network.outputs(), dropout));
            case ATTENTION -> layers.add(new AttentionPooling(network.outputs(), dropout, products.single()));
        }
        layers.add(head);
        var grouping = network.bidirectional() ? new WholeSequences(products) : new SequenceGrouping(products);
        return new NetworkLayers(input.features(), false, network.bidirectional(), layers, head, grouping);
    }

    private static NetworkLayers convolutional(
            Convolutional network,
            SequenceShape input,
            Head head,
            int firstLearned,
            Derivatives derivatives,
            MatrixProducts products) {
        var layers = new ArrayList<Layer>();
        var images = network.images(input);
        int blocks = network.blocks().size();
        for (int i = 0; i < blocks; i++) {
            var block = network.blocks().get(i);
            var dropout = new Dropout(block.dropout(), i, blocks + 1);
            boolean passesGradient = i > firstLearned || derivatives.areOfInput();
            layers.add(new ConvolutionLayer(
                    block, images.get(i), dropout, passesGradient, derivatives.areOfPrediction(), products));
        }
        var dropout = new Dropout(network.denseDropout(), blocks, blocks + 1);
        layers.add(new DenseLayer(images.get(blocks), network.denseUnits(), dropout, products));
        layers.add(head);
        return new NetworkLayers(images.get(0).values(), true, false, layers, head, new ImageGrouping());
    }

    /** Returns the order in which sequences of these lengths are computed. */
    StepOrder order(int[] timeSteps, int count) {
        return isOneStep ? StepOrder.equal(count, 1) : StepOrder.of(timeSteps, count);
    }

    /** Returns streams through all layers. */
    List<Stream> streams(Stream.Size size) {
        return streams(layers.size(), size);
    }

    /** Returns streams through all layers below the head. */
    List<Stream> encoderStreams(Stream.Size size) {
        return streams(layers.size() - 1, size);
    }

    /**
     * Returns these layers from {@code first} on.
     *
     * @param values how many values the layer before it gives at a step
     */
    NetworkLayers above(int first, int values) {
        return new NetworkLayers(
                values, isOneStep, readsWholeSequences, layers.subList(first, layers.size()), head, grouping);
    }

    /**
     * Returns streams that give the weights of attention.
     *
     * @throws IllegalStateException if no attention is below the head
     */
    List<Stream> attentionStreams(Stream.Size size) {
        int pooling = layers.size() - 2;
        if (pooling > 0 && layers.get(pooling) instanceof AttentionPooling attention) {
            var streams = new ArrayList<>(streams(pooling, size));
            streams.add(attention.weights(size));
            return streams;
        }
        throw new IllegalStateException("The network has no attention pooling.");
    }

    /** Returns streams through the first layers. */
    List<Stream> streams(int count, Stream.Size size) {
        return layers.subList(0, count).stream()
                .map(layer -> layer.stream(size))
                .toList();
    }

    int parameterCount() {
        return layers.stream().mapToInt(Layer::parameterCount).reduce(0, Math::addExact);
    }

    /** Returns each layer's part of the parameters or the gradients. */
    List<FloatBuffer> parts(float[] all) {
        var parts = new ArrayList<FloatBuffer>();
        int at = 0;
        for (var layer : layers) {
            parts.add(FloatBuffer.wrap(all).slice(at, layer.parameterCount()));
            at += layer.parameterCount();
        }
        return parts;
    }

    /** Returns -1, the numbers of the layers in which all sequences of a mini-batch meet, and the number of layers. */
    int[] stops() {
        return IntStream.rangeClosed(-1, layers.size())
                .filter(i -> i < 0 || i == layers.size() || layers.get(i).joins())
                .toArray();
    }

    /** Returns how many sequences of a group a layer takes at once. */
    int rowsAtOnce(int layer, int group) {
        return layers.get(layer).isOneByOne() ? 1 : group;
    }

    /** Returns the end of the layers from {@code first} on that take as many sequences at once. */
    int endOfAlike(int first, int end) {
        int i = first;
        while (i < end && areAlike(i, first)) {
            i++;
        }
        return i;
    }

    /** Returns the last layer below {@code last} that takes fewer or more sequences at once; begin - 1 if none does. */
    int beforeAlike(int last, int begin) {
        int i = last;
        while (i >= begin && areAlike(i, last)) {
            i--;
        }
        return i;
    }

    private boolean areAlike(int one, int other) {
        return layers.get(one).isOneByOne() == layers.get(other).isOneByOne();
    }
}
