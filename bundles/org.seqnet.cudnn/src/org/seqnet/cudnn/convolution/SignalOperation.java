package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.cudnn.layer.Part;

/** One operation between {@link Signals}. */
interface SignalOperation extends Part {

    /** Queues that it writes its target. */
    void forward(CardBatch batch, long weights, Mode mode);

    /** Queues the gradients of its sources, and of its weights, which are added. */
    void backward(CardBatch batch, long weights, long gradients);
}
