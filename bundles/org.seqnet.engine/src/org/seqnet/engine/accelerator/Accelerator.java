package org.seqnet.engine.accelerator;

import java.util.Optional;
import org.seqnet.engine.backend.ComputeDevice;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** A device that computes networks, and keeps what a training needs for as long as it lasts. Safe for many threads. */
public interface Accelerator extends ComputeDevice {

    /** Returns the library that computes, such as {@code cuDNN 9.5.1}, as provenance names it. */
    default String library() {
        return name();
    }

    /**
     * Returns why it does not compute such a network now, be it of a kind that it does not compute or too large for
     * what is free of its memory, as a sentence for people; empty if it does.
     *
     * @param input the shape of the sequences
     */
    Optional<String> refusal(Architecture architecture, SequenceShape input);

    /**
     * Says whether it is expected to do this faster than the processor.
     *
     * @throws IllegalArgumentException if it does not compute such a network
     */
    boolean isWorthIt(Job job);

    /**
     * Returns what computes a network by parameters on the heap: predictions, and gradients. It is never asked for
     * {@link NetworkKernel#attention}.
     *
     * @throws org.seqnet.engine.SeqNetException if the device has no room for it, or fails
     * @throws IllegalArgumentException if it does not compute such a network
     */
    NetworkKernel kernel(Architecture architecture, SequenceShape input);

    /**
     * Begins a training, all of which stays on the device until it is closed.
     *
     * @throws org.seqnet.engine.SeqNetException if the device has no room for it, or fails
     * @throws IllegalArgumentException if it does not compute such a network
     */
    Learning learn(LearningPlan plan);
}
