package org.seqnet.cudnn.network;

import java.util.List;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.convolution.ImageLayers;
import org.seqnet.cudnn.convolution.TemporalLayer;
import org.seqnet.cudnn.layer.CardHead;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.LabelPathHead;
import org.seqnet.cudnn.layer.LinearHead;
import org.seqnet.cudnn.layer.LinearHead.Loss;
import org.seqnet.cudnn.layer.SideBySide;
import org.seqnet.cudnn.layer.Stack;
import org.seqnet.cudnn.recurrent.RecurrentLayers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The layers that an architecture stands for on a card.
 *
 * @param head what reads the encoder's output
 */
record CardLayers(CardLayer encoder, CardHead head) {

    /**
     * Makes the layers of a single network.
     *
     * @throws IllegalArgumentException if a card does not compute it
     */
    static CardLayers of(Queue queue, Architecture architecture, SequenceShape input) {
        List<CardLayer> encoder = architecture
                .encoder()
                .fold(
                        recurrent -> RecurrentLayers.encoder(queue, recurrent, input.features(), false),
                        convolutional -> ImageLayers.of(queue, convolutional, input),
                        temporal -> List.of(new TemporalLayer(queue, temporal, input.features())),
                        composition -> List.of(sideBySide(queue, composition, input.features())),
                        rocket -> none());
        int outputs = architecture.encoder().outputs();
        CardHead head = architecture
                .head()
                .fold(
                        classes -> new LinearHead(queue, outputs, classes.count(), Loss.SOFTMAX),
                        independent -> new LinearHead(queue, outputs, independent.labels(), Loss.SIGMOID),
                        path -> new LabelPathHead(queue, outputs, path),
                        values -> none(),
                        steps -> none());
        return new CardLayers(new Stack(encoder), head);
    }

    private static CardLayer sideBySide(Queue queue, Composition network, int features) {
        var recurrent = new Stack(RecurrentLayers.encoder(queue, network.recurrent(), features, false));
        var temporal = new TemporalLayer(queue, network.convolutional(), features);
        return new SideBySide(
                queue,
                recurrent,
                network.recurrent().outputs(),
                temporal,
                network.convolutional().outputs());
    }

    private static <T> T none() {
        throw new IllegalArgumentException("A card does not compute this network.");
    }
}
