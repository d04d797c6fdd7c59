package org.seqnet.cudnn.network;

import java.util.Locale;
import java.util.Optional;
import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.sequence.SequenceShape;

/** A graphics card on which networks are computed by cuDNN, cuBLAS and our own kernels. */
public final class CudnnAccelerator implements Accelerator {
    /** Of a learning network: parameters, weights, gradients, what an updater carries twice, a running mean. */
    private static final int COPIES = 6;

    private final Card card;
    private final String library;
    private final CostModel costs;

    /**
     * Takes a card, and measures how fast it is.
     *
     * @param library what computes, such as {@code cuDNN 9.5.1}
     * @throws org.seqnet.engine.SeqNetException if the card fails
     */
    public CudnnAccelerator(Card card, String library) {
        this(card, library, new CostModel(CardSpeed.measure(card), ProcessorSpeed::ofProcess));
    }

    CudnnAccelerator(Card card, String library, CostModel costs) {
        this.card = card;
        this.library = library;
        this.costs = costs;
    }

    @Override
    public String name() {
        return "GPU, " + card.name();
    }

    @Override
    public String library() {
        return library;
    }

    @Override
    public Optional<String> refusal(Architecture architecture, SequenceShape input) {
        return refusal(architecture).or(this::failedEarlier).or(() -> tooLarge(architecture, input));
    }

    private Optional<String> failedEarlier() {
        return card.failure().map("The GPU failed earlier (%s). Restart KNIME."::formatted);
    }

    /** Returns why no card computes such a network, whatever its size; empty if cards do. */
    public static Optional<String> refusal(Architecture architecture) {
        return architecture
                .encoder()
                .<Optional<String>>fold(
                        recurrent -> Optional.empty(),
                        convolutional -> Optional.empty(),
                        temporal -> Optional.empty(),
                        composition -> Optional.empty(),
                        rocket -> Optional.of("The GPU does not compute Rocket networks."))
                .or(() -> architecture.embedding().map(any -> "The GPU does not compute networks that read symbols."))
                .or(() -> ofHead(architecture.head()));
    }

    private static Optional<String> ofHead(Head head) {
        return head.fold(
                classes -> Optional.empty(),
                independent -> Optional.empty(),
                path -> Optional.empty(),
                values -> Optional.of("The GPU does not compute networks that predict numeric values."),
                steps -> Optional.of("The GPU does not compute networks that predict a label per time step."));
    }

    private Optional<String> tooLarge(Architecture architecture, SequenceShape input) {
        double bytes = (double) Float.BYTES * COPIES * architecture.parameterCount(input);
        long free = card.freeBytes();
        return bytes <= free
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The network takes at least %,.0f MB of the GPU's memory, of which %,d MB are free.",
                        Math.ceil(bytes / (1 << 20)),
                        free >> 20));
    }

    @Override
    public boolean isWorthIt(Job job) {
        return costs.isWorthIt(job);
    }

    @Override
    public NetworkKernel kernel(Architecture architecture, SequenceShape input) {
        return new CudnnKernel(card, architecture, input, true);
    }

    @Override
    public Learning learn(LearningPlan plan) {
        return new CudnnLearning(card, plan);
    }
}
