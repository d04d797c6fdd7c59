package org.seqnet.engine.kernel.layer;

/**
 * Some sequences on their way through a layer in prediction, a block of steps after another: the next block takes the
 * place of the present one. It is for one thread at a time.
 *
 * <p>What is written to it counts steps from the block's first, sequences from the group's first.
 */
public interface Stream extends Inputs, AutoCloseable {

    /**
     * How much a stream takes at once.
     *
     * @param sequences the most sequences of a group
     * @param steps the most steps of a block
     * @param leastRows the rows that products have at least, however few sequences there are
     */
    record Size(int sequences, int steps, int leastRows) {}

    /** Begins with the sequences at the positions [from, to). */
    void begin(StepOrder order, int from, int to);

    /**
     * Computes the next steps and writes them on.
     *
     * @param firstStep how many steps have been computed
     * @param from the first sequence of the group to take, counted from its first: 0 unless the layer takes them one by
     *     one
     * @param to the end of those to take
     */
    void run(int firstStep, int steps, int from, int to, Inputs above);

    @Override
    void close();
}
