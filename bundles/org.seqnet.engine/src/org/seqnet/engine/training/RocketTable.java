package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.UUID;
import org.seqnet.engine.kernel.rocket.FeatureSpread;

/**
 * What features are made with on all shards.
 *
 * @param draw the biases
 * @param spread how the features vary over all shards
 */
record RocketTable(Draw draw, FeatureSpread spread) implements Serializable {

    /**
     * The biases of all features.
     *
     * @param number tells draws apart
     * @param starts for each shard, how many training sequences those before it have
     */
    record Draw(UUID number, float[] biases, long[] starts) implements Serializable {}
}
