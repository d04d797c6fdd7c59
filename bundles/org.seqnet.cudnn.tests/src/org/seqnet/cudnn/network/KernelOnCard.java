package org.seqnet.cudnn.network;

import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** Makes the kernel of a card for tests of layers, without measuring the card first. */
public final class KernelOnCard {
    private KernelOnCard() {}

    /** Returns one that trains all layers. */
    public static NetworkKernel of(Card card, Architecture architecture, SequenceShape input) {
        return new CudnnKernel(card, architecture, input, true);
    }
}
