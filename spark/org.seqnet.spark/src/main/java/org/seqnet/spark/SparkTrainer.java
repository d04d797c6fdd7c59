package org.seqnet.spark;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;
import org.seqnet.spark.data.Example;

/** Trains networks on a cluster: each partition of the training data is a shard, which learns by itself for a while. */
public final class SparkTrainer {
    /** The mini-batches between two averages unless another number is asked for. */
    public static final int USUAL_INTERVAL = 20;

    /** Trains a new network. */
    public TrainingResult train(
            Recipe recipe,
            JavaRDD<Example> training,
            Optional<JavaRDD<Example>> validation,
            TrainingListener listener) {
        throw new UnsupportedOperationException();
    }
}
