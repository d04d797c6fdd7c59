package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqnet.engine.network.TemporalGraph.Block;
import org.seqnet.engine.network.TemporalOperation.Convolution;
import org.seqnet.engine.network.TemporalOperation.MaxPooling;
import org.seqnet.engine.network.TemporalOperation.Normalization;

/** Draws the graph of a {@link TemporalConvolutional}, operation by operation, by its design. */
final class TemporalDesigns {
    /** A residual shortcut leads past this many Inception modules. */
    private static final int MODULES_PER_SHORTCUT = 3;

    private static final String REST = ", batch normalization, ReLU";

    private final TemporalConvolutional network;
    private final List<Integer> channels = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private List<TemporalOperation> operations = new ArrayList<>();

    private TemporalDesigns(TemporalConvolutional network, int features) {
        this.network = network;
        channels.add(features);
    }

    /** Returns the graph for sequences of this many features. */
    static TemporalGraph of(TemporalConvolutional network, int features) {
        var designs = new TemporalDesigns(network, features);
        switch (network.design()) {
            case FCN -> designs.convolutions();
            case RESNET -> designs.residualBlocks();
            case INCEPTION -> designs.modules();
        }
        return new TemporalGraph(designs.channels, designs.blocks);
    }

    /** Returns the channels of the last signal, whatever the input. */
    static int outputs(TemporalConvolutional network) {
        int filters = network.filters();
        return switch (network.design()) {
            case FCN -> filters(filters, network.depth() - 1);
            case RESNET -> residualFilters(filters, network.depth() - 1);
            case INCEPTION -> 4 * filters;
        };
    }

    /** Of convolutions one after another, every second has twice as many filters. */
    private static int filters(int filters, int number) {
        return number % 2 == 0 ? filters : 2 * filters;
    }

    private static int residualFilters(int filters, int number) {
        return number == 0 ? filters : 2 * filters;
    }

    /** Kernels of convolutions one after another get shorter: 8, 5 and 3 in the paper. */
    private int kernelSize(int number) {
        float share = number == 0 ? 1 : number == 1 ? 5 / 8f : 3 / 8f;
        return Math.max(1, Math.round(share * network.kernelSize()));
    }

    private void convolutions() {
        int x = 0;
        for (int i = 0; i < network.depth(); i++) {
            int source = x;
            int z = convolution(source, filters(network.filters(), i), kernelSize(i), dilation(i));
            x = normalized(z, OptionalInt.empty(), true);
            end(i, "convolution", "convolution", source, x, "convolution of " + steps(List.of(kernelSize(i)), i));
        }
    }

    private void residualBlocks() {
        int x = 0;
        for (int i = 0; i < network.depth(); i++) {
            int source = x;
            int filters = residualFilters(network.filters(), i);
            for (int k = 0; k < 2; k++) {
                int z = convolution(x, filters, kernelSize(k), dilation(i));
                x = normalized(z, OptionalInt.empty(), true);
            }
            int z = convolution(x, filters, kernelSize(2), dilation(i));
            // Where the channels stay the same, the shortcut is normalized but not convolved.
            int shortcut = channels.get(source) == filters ? source : convolution(source, filters, 1, 1);
            x = normalized(z, OptionalInt.of(normalized(shortcut, OptionalInt.empty(), false)), true);
            var sizes = IntStream.range(0, 3).mapToObj(this::kernelSize).toList();
            end(i, "block", "residual block", source, x, "residual block, convolutions of " + steps(sizes, i));
        }
    }

    private void modules() {
        int x = 0;
        int behindShortcut = 0;
        for (int i = 0; i < network.depth(); i++) {
            int source = x;
            boolean hasShortcut = i % MODULES_PER_SHORTCUT == MODULES_PER_SHORTCUT - 1;
            var sizes = List.of(network.kernelSize(), share(2), share(4));
            int z = module(source, sizes, dilation(i));
            if (hasShortcut) {
                int shortcut = convolution(behindShortcut, channels.get(z), 1, 1);
                x = normalized(z, OptionalInt.empty(), true);
                x = normalized(shortcut, OptionalInt.of(x), true);
                behindShortcut = x;
            } else {
                x = normalized(z, OptionalInt.empty(), true);
            }
            String kind = "Inception module, convolutions of " + steps(sizes, i) + ", max pooling";
            end(i, "module", "module", source, x, hasShortcut ? kind + ", residual shortcut" : kind);
        }
    }

    private int share(int parts) {
        return Math.max(1, network.kernelSize() / parts);
    }

    private int module(int source, List<Integer> sizes, int dilation) {
        int filters = network.filters();
        int bottleneck = channels.get(source) > 1 ? convolution(source, filters, 1, 1) : source;
        int pooled = signal(channels.get(source));
        int z = signal((sizes.size() + 1) * filters);
        for (int i = 0; i < sizes.size(); i++) {
            operations.add(new Convolution(
                    bottleneck, channels.get(bottleneck), z, i * filters, filters, sizes.get(i), dilation));
        }
        operations.add(new MaxPooling(source, channels.get(source), pooled));
        operations.add(new Convolution(pooled, channels.get(pooled), z, sizes.size() * filters, filters, 1, 1));
        return z;
    }

    private int signal(int values) {
        channels.add(values);
        return channels.size() - 1;
    }

    private int convolution(int source, int filters, int kernelSize, int dilation) {
        int target = signal(filters);
        operations.add(new Convolution(source, channels.get(source), target, 0, filters, kernelSize, dilation));
        return target;
    }

    private int normalized(int source, OptionalInt addend, boolean isRectified) {
        int target = signal(channels.get(source));
        operations.add(new Normalization(source, addend, channels.get(source), isRectified, target));
        return target;
    }

    private int dilation(int number) {
        return (int) Math.pow(network.dilationGrowth(), number);
    }

    /** Returns kernels in words, such as {@code 8, 5 and 3 time steps, dilation 2}. */
    private String steps(List<Integer> sizes, int number) {
        int last = sizes.size() - 1;
        String first = sizes.stream().limit(last).map(String::valueOf).collect(Collectors.joining(", "));
        return (last == 0 ? "" : first + " and ")
                + sizes.get(last)
                + (last == 0 && sizes.get(0) == 1 ? " time step" : " time steps")
                + (dilation(number) == 1 ? "" : ", dilation " + dilation(number));
    }

    private void end(int number, String name, String title, int source, int target, String kind) {
        boolean isLast = number == network.depth() - 1;
        blocks.add(new Block(
                name + (number + 1),
                title + " " + (number + 1),
                kind + REST + (isLast ? ", " + Pooling.MEAN.title() : ""),
                channels.get(source),
                channels.get(target),
                operations));
        operations = new ArrayList<>();
    }
}
