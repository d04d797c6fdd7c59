package org.seqnet.engine.network;

import java.util.List;

/**
 * Convolutions over time as signals and the operations between them.
 *
 * @param channels the channels of each signal; signal 0 is the input, and the last one the output
 * @param blocks the operations in the order in which they are computed and their parameters stand
 */
public record TemporalGraph(List<Integer> channels, List<Block> blocks) {

    /**
     * Operations that readers see as one layer.
     *
     * @param name such as {@code convolution1}
     * @param title such as {@code residual block 1}
     * @param kind what it does, in words
     * @param inputs the channels that it reads
     * @param outputs the channels that it gives
     */
    public record Block(
            String name, String title, String kind, int inputs, int outputs, List<TemporalOperation> operations) {
        public Block {
            operations = List.copyOf(operations);
        }

        List<ParameterBlock> parameters() {
            return operations.stream()
                    .flatMap(operation -> operation.parameters().stream())
                    .toList();
        }

        LayerSummary summary() {
            return new LayerSummary(name, kind, inputs, outputs, ParameterBlock.count(parameters()));
        }
    }

    public TemporalGraph {
        channels = List.copyOf(channels);
        blocks = List.copyOf(blocks);
    }

    /** Returns all operations, one after another. */
    public List<TemporalOperation> operations() {
        return blocks.stream().flatMap(block -> block.operations().stream()).toList();
    }

    /** Returns what all parameters are, in their order. */
    List<ParameterBlock> parameters() {
        return blocks.stream().flatMap(block -> block.parameters().stream()).toList();
    }

    /** Returns how often weights are used for one step. */
    long products() {
        return operations().stream()
                .mapToLong(operation ->
                        operation.fold(TemporalOperation.Convolution::weights, pooling -> 0L, normalization -> 0L))
                .reduce(0, Math::addExact);
    }
}
