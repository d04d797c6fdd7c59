package org.seqnet.cudnn.convolution;

import java.util.Optional;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;

/**
 * A convolution block: the engine's {@code ConvolutionLayer} on a card. Its space holds the filters, K x C x R x S,
 * then biases, or what batch normalization has.
 */
final class ImageBlock implements CardLayer {
    private final Queue queue;
    private final ConvolutionBlock block;
    private final ImageShape input;
    private final ImageShape convolved;
    private final ImageShape output;
    private final Drops drops;
    private final boolean passesGradient;
    private final int weights;
    private final Convolution convolution;
    private final Optional<BatchNormalization> normalization;
    private final ChannelSums biasSums;
    private final Room z;
    /** Takes the place of z where the backward pass does not need that. */
    private final Room dz;

    private final Room outputs;
    private final Room choices;
    private final Room inputGradients;

    /**
     * @param passesGradient whether the input's gradient is wanted
     * @param workspace shared with other layers of this queue
     */
    ImageBlock(
            Queue queue,
            ConvolutionBlock block,
            ImageShape input,
            Drops drops,
            boolean passesGradient,
            Room workspace) {
        this.queue = queue;
        this.block = block;
        this.input = input;
        this.convolved = block.convolved(input);
        this.output = block.output(input);
        this.drops = drops;
        this.passesGradient = passesGradient;
        var filters = new Convolution.Filters(
                block.filters(),
                input.channels(),
                block.kernelSize(),
                block.kernelSize(),
                block.padding(),
                block.stride(),
                1);
        this.weights = filters.weights();
        this.convolution = new Convolution(queue, workspace, filters, passesGradient);
        this.normalization = block.batchNormalization()
                ? Optional.of(new BatchNormalization(queue, block.filters()))
                : Optional.empty();
        this.biasSums = new ChannelSums(queue, block.filters());
        this.z = queue.room();
        this.dz = normalization.isPresent() ? queue.room() : z;
        this.outputs = queue.room();
        this.choices = queue.room();
        this.inputGradients = queue.room();
    }

    @Override
    public int parameterCount() {
        return block.parameterCount(input);
    }

    @Override
    public int spaceSize() {
        return parameterCount();
    }

    @Override
    public void place(int[] places, int from, int base) {
        int biases = normalization.isPresent() ? 0 : block.filters();
        for (int i = 0; i < parameterCount(); i++) {
            // The engine keeps biases before the weights.
            places[from + i] = base + (i < biases ? weights + i : i - biases);
        }
    }

    private Planes planes(CardBatch batch) {
        return new Planes(batch.size(), convolved.height() * convolved.width(), 0);
    }

    private int outputCount(CardBatch batch) {
        return new Planes(batch.size(), output.height() * output.width(), 0).count(block.filters());
    }

    private void arrange(CardBatch batch, Mode mode) {
        var size = new Convolution.Size(
                batch.size(), input.height(), input.width(), convolved.height(), convolved.width(), block.filters());
        convolution.arrange(size, mode);
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        var planes = planes(batch);
        z.ofFloats(planes.count(block.filters()));
        outputs.ofFloats(outputCount(batch));
        arrange(batch, mode);
        if (mode == Mode.TRAINING) {
            dz.ofFloats(planes.count(block.filters()));
            choices.of(outputCount(batch));
            normalization.ifPresentOrElse(own -> own.prepare(planes), () -> biasSums.prepare(planes));
            if (passesGradient) {
                inputGradients.ofFloats(
                        new Planes(batch.size(), input.height() * input.width(), 0).count(input.channels()));
            }
        }
    }

    private long ownParameters(long space) {
        return space + 4L * weights;
    }

    @Override
    public long forward(CardBatch batch, long images, long space, Mode mode) {
        arrange(batch, mode);
        convolution.forward(images, space, z.address());
        long own = ownParameters(space);
        normalization.ifPresent(one -> one.measure(z.address(), planes(batch), own, mode));
        int count = outputCount(batch);
        queue.launchFor(
                "poolImages",
                count,
                z.address(),
                normalization.map(BatchNormalization::coefficients).orElse(0L),
                normalization.map(one -> one.shifts(own)).orElse(own),
                block.filters(),
                convolved.height(),
                convolved.width(),
                block.pooling(),
                count,
                drops.seeds(batch, mode),
                drops.stream(),
                drops.threshold(),
                drops.scale(mode),
                outputs.address(),
                mode == Mode.TRAINING ? choices.address() : 0L);
        return outputs.address();
    }

    @Override
    public long backward(CardBatch batch, long images, long outputGradient, long space, long gradients) {
        var planes = planes(batch);
        int count = planes.count(block.filters());
        queue.launchFor(
                "unpoolImages",
                count,
                outputGradient,
                choices.address(),
                convolved.height(),
                convolved.width(),
                block.pooling(),
                drops.scale(Mode.TRAINING),
                count,
                dz.address());
        long own = ownParameters(gradients);
        normalization.ifPresentOrElse(
                one -> {
                    one.gather(dz.address(), z.address(), planes, ownParameters(space), own);
                    one.differentiate(dz.address(), z.address(), planes, false, dz.address());
                },
                () -> biasSums.addTo(own, dz.address(), planes));
        convolution.addWeightGradient(images, dz.address(), gradients);
        if (!passesGradient) {
            return 0;
        }
        convolution.differentiateInput(space, dz.address(), false, inputGradients.address());
        return inputGradients.address();
    }
}
