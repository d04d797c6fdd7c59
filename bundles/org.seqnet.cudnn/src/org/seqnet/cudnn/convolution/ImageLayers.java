package org.seqnet.cudnn.convolution;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.sequence.SequenceShape;

/** The layers of convolutional networks for images. */
public final class ImageLayers {
    private ImageLayers() {}

    /**
     * Returns its blocks and its dense layer, which read images B x C x H x W. They do not give the input's gradient.
     *
     * @throws org.seqnet.engine.SeqNetException if sequences of this shape are no such images
     */
    public static List<CardLayer> of(Queue queue, Convolutional network, SequenceShape input) {
        var layers = new ArrayList<CardLayer>();
        var images = network.images(input);
        var workspace = queue.room();
        int blocks = network.blocks().size();
        for (int i = 0; i < blocks; i++) {
            var block = network.blocks().get(i);
            var drops = new Drops(block.dropout(), i);
            layers.add(new ImageBlock(queue, block, images.get(i), drops, i > 0, workspace));
        }
        var drops = new Drops(network.denseDropout(), blocks);
        layers.add(new DenseLayer(queue, images.get(blocks).values(), network.denseUnits(), drops));
        return layers;
    }
}
