package org.seqnet.cudnn.network;

import java.util.function.DoubleSupplier;
import org.seqnet.engine.accelerator.Job;

/**
 * Tells how long a mini-batch takes on a card and on the processor, well enough to choose between them.
 *
 * <p>Of a forward pass, a {@link Workload} tells the floating-point operations of products, N; the sums that recurrent
 * cells take, G, in R rows; the values that convolutions give, V; the products that wait for each other, C; the other
 * kernels, L. Learning takes P = 3 times as much, an answer P = 1; of the products that wait, 2 and 1. With the
 * speeds that were measured at the start,
 *
 * <pre>
 * processor = P (N + 33 G + 5000 R + 250 V) / (speed of one core * threads)
 * card      = members (P L launch + (2 or 1) C step + P N / operations + P (G + V) 24 bytes / bandwidth + update)
 *             + input / transfer + a wait
 * </pre>
 *
 * where an update reads and writes 32 bytes for each parameter in 10 kernels. What a core does per sum, row and value
 * beside the products was fitted to figures of LSTM, GRU, CNN, FCN, Inception and ResNet (benchmarks/gpu/worth.md).
 * That threads share work without loss, that cuDNN's own kernels for whole sequences are no faster than steps one by
 * one, that a call launches two kernels or three, and that mini-batches come from the host, all favor the processor
 * where it is close.
 */
final class CostModel {
    private static final double PER_GATE = 33;
    private static final double PER_ROW = 5000;
    private static final double PER_VALUE = 250;
    private static final double BYTES_PER_VALUE = 24;
    private static final double BYTES_PER_UPDATE = 32;
    static final double LAUNCHES_PER_UPDATE = 10;
    /** Until the host knows that the card is done, and takes an answer back. */
    private static final double WAIT = 30e-6;

    private final CardSpeed card;
    private final DoubleSupplier processor;

    /** @param processor the floating-point operations a second of products on one core; asked when it matters */
    CostModel(CardSpeed card, DoubleSupplier processor) {
        this.card = card;
        this.processor = processor;
    }

    /** Says whether the card is expected to be faster than the processor. */
    boolean isWorthIt(Job job) {
        return cardSeconds(job) < processorSeconds(job);
    }

    /** Returns how many seconds the processor is expected to take for a mini-batch. */
    double processorSeconds(Job job) {
        var work = Workload.of(job);
        double operations =
                work.operations() + PER_GATE * work.gates() + PER_ROW * work.rows() + PER_VALUE * work.values();
        int passes = job.learns() ? 3 : 1;
        return job.architecture().members() * passes * operations / (processor.getAsDouble() * job.threads());
    }

    /** Returns how many seconds the card is expected to take for one. */
    double cardSeconds(Job job) {
        var work = Workload.of(job);
        int passes = job.learns() ? 3 : 1;
        int chains = job.learns() ? 2 : 1;
        double moved = BYTES_PER_VALUE * (work.gates() + work.values());
        double member = passes
                        * (work.launches() * card.launch()
                                + work.operations() / card.operations()
                                + moved / card.bandwidth())
                + chains * work.chain() * card.step()
                + (job.learns() ? updateSeconds(work) : 0);
        return job.architecture().members() * member + Float.BYTES * work.input() / card.transfer() + WAIT;
    }

    private double updateSeconds(Workload work) {
        return LAUNCHES_PER_UPDATE * card.launch() + BYTES_PER_UPDATE * work.parameters() / card.bandwidth();
    }
}
