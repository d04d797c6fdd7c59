package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.Mode;

/**
 * Batch normalization of each channel over all own places of a mini-batch: y = factor (z - center) + beta. Its
 * parameters are gamma, beta, moving mean and moving variance, one of each for a channel.
 */
final class BatchNormalization {
    /** How many numbers each channel has. */
    static final int PARAMETERS = 4;

    private final Queue queue;
    private final int channels;
    private final ChannelSums sums;
    /** Mean, variance and number of places, in double. */
    private final DeviceMemory statistics;
    /** Center and factor, and backward constant and slope. */
    private final DeviceMemory coefficients;

    BatchNormalization(Queue queue, int channels) {
        this.queue = queue;
        this.channels = channels;
        this.sums = new ChannelSums(queue, channels);
        this.statistics = queue.allocate(3L * 8 * channels);
        this.coefficients = queue.allocate(4L * 4 * channels);
    }

    /** Returns the address of beta. */
    long shifts(long parameters) {
        return parameters + 4L * channels;
    }

    /** Returns the address of center and factor of each channel, once they have been measured. */
    long coefficients() {
        return coefficients.address();
    }

    void prepare(Planes planes) {
        sums.prepare(planes);
    }

    /** Queues center and factor, by the mini-batch in training and by the moving averages in prediction. */
    void measure(long z, Planes planes, long parameters, Mode mode) {
        if (mode == Mode.PREDICTION) {
            queue.launchFor("recallMeasured", channels, parameters, channels, coefficients());
            return;
        }
        sums.measure(z, planes);
        queue.launchFor(
                "joinMeasured",
                channels,
                sums.parts(),
                channels,
                sums.splits(planes),
                parameters,
                statistics.address(),
                coefficients());
    }

    /** Queues the gradients of the parameters, which are added. */
    void gather(long dy, long z, Planes planes, long parameters, long gradients) {
        sums.gather(dy, z, coefficients(), planes);
        queue.launchFor(
                "joinGathered",
                channels,
                sums.parts(),
                channels,
                sums.splits(planes),
                parameters,
                statistics.address(),
                coefficients(),
                gradients);
    }

    /**
     * Queues dL/dz, after {@link #gather}.
     *
     * @param dz written or added to; it may be dy
     */
    void differentiate(long dy, long z, Planes planes, boolean adds, long dz) {
        int count = planes.count(channels);
        queue.launchFor(
                "differentiateChannels",
                count,
                dy,
                z,
                coefficients(),
                planes.lengths(),
                channels,
                planes.places(),
                count,
                adds ? 1 : 0,
                dz);
    }
}
