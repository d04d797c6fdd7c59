package org.seqnet.engine.network;

import java.util.List;

/**
 * Some parameters of a network, one after another.
 *
 * @param count how many there are
 * @param kind what they are
 */
public record ParameterBlock(long count, Kind kind) {

    /** What parameters are. */
    public enum Kind {
        /** What penalties shrink. */
        WEIGHTS,
        /** What is learned without penalty: biases and their like. */
        BIASES,
        /** What is measured, not learned, such as the moving averages of batch normalization. */
        STATISTICS
    }

    /** Returns how many parameters these are together. */
    public static long count(List<ParameterBlock> blocks) {
        return blocks.stream().mapToLong(ParameterBlock::count).reduce(0, Math::addExact);
    }

    /** Returns a block of weights. */
    static ParameterBlock weights(long count) {
        return new ParameterBlock(count, Kind.WEIGHTS);
    }

    /** Returns a block of biases. */
    static ParameterBlock biases(long count) {
        return new ParameterBlock(count, Kind.BIASES);
    }

    /** Returns a block of statistics. */
    static ParameterBlock statistics(long count) {
        return new ParameterBlock(count, Kind.STATISTICS);
    }
}
