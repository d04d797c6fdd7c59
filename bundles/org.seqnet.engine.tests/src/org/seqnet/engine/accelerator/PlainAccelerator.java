package org.seqnet.engine.accelerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** An accelerator in plain Java, which counts what it has open. It learns nothing, and predicts by sums of values. */
public class PlainAccelerator implements Accelerator {
    /** What is asked for, in order; the same for all trainings. */
    public final List<String> calls = new ArrayList<>();

    /** How many trainings and kernels are open. */
    public final AtomicInteger open = new AtomicInteger();

    /** How many mini-batches it has been given to learn. */
    public final AtomicInteger steps = new AtomicInteger();

    /** Why it computes no network, if it computes none. */
    public Optional<String> refusal = Optional.empty();

    /** Networks that it does not compute. */
    public List<Architecture> refused = List.of();

    /** What it says of every job. */
    public boolean isWorthIt = true;

    /** The mini-batch of each epoch, from 1 on, at which the device fails; 0 for none. */
    public int failing;

    /** The mini-batch of each epoch, from 1 on, whose loss is no number; 0 for none. */
    public int diverging;

    @Override
    public String name() {
        return "GPU, Plain";
    }

    @Override
    public String library() {
        return "Plain 1.0";
    }

    @Override
    public Optional<String> refusal(Architecture architecture, SequenceShape input) {
        return refused.contains(architecture) ? Optional.of("No kernel computes it there.") : refusal;
    }

    @Override
    public boolean isWorthIt(Job job) {
        return isWorthIt;
    }

    @Override
    public NetworkKernel kernel(Architecture architecture, SequenceShape input) {
        open.incrementAndGet();
        return new PlainKernel(this, architecture, input);
    }

    @Override
    public Learning learn(LearningPlan plan) {
        open.incrementAndGet();
        return new PlainLearning(this, plan);
    }
}
