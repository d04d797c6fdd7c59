package org.seqnet.knime.spark;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;

/** How the work is divided. The names of the fields are settings keys and never change. */
public final class DistributionParameters implements NodeParameters {
    @Widget(
            title = "Shards",
            description = "The number of parts of the training data that learn at the same time. The network depends "
                    + "on it, but not on the number of workers: use the same number on a laptop and on a cluster to "
                    + "get the same network. There should be at least as many as cores that are to work.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int shards = 2;

    @Widget(
            title = "Averaging interval",
            description = "The number of mini-batches that each shard learns before the weights of all shards are "
                    + "averaged. A short interval is closer to training on one machine, a long one causes less network "
                    + "traffic.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int interval = 20;

    @Widget(
            title = "Save checkpoints",
            description = "If checked, the state of the training is saved from time to time, so that it can go on "
                    + "after a failure.")
    @ValueReference(HasCheckpoints.class)
    boolean saveCheckpoints;

    @Widget(
            title = "Checkpoint folder",
            description = "The folder for checkpoints, as a URL that Spark can write to, for example "
                    + "hdfs:///checkpoints/machines or file:///tmp/checkpoints.")
    @Effect(predicate = HasCheckpoints.class, type = EffectType.SHOW)
    String checkpointFolder = "";

    @Widget(title = "Checkpoint interval", description = "The number of averages between two checkpoints.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasCheckpoints.class, type = EffectType.SHOW)
    int checkpointRounds = 100;

    @Widget(
            title = "Continue from checkpoint",
            description = "If checked, training continues from the checkpoint in the folder, if there is one, which "
                    + "requires otherwise equal settings. If unchecked, the node fails if there is a checkpoint.")
    @Effect(predicate = HasCheckpoints.class, type = EffectType.SHOW)
    boolean continueFromCheckpoint = true;

    /** Refers to the checkbox above the folder. */
    static final class HasCheckpoints implements BooleanReference {}

    /**
     * Adds these settings as arguments.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    void add(Arguments arguments) {
        require("Shards", shards);
        require("Averaging interval", interval);
        arguments.with("--shards", shards).with("--interval", interval);
        if (saveCheckpoints) {
            require("Checkpoint interval", checkpointRounds);
            if (checkpointFolder.isBlank()) {
                throw new SeqNetException("Checkpoint folder: nothing is entered. Enter a folder, such as "
                        + "hdfs:///checkpoints/machines, or uncheck \"Save checkpoints\".");
            }
            arguments
                    .with("--checkpoint", checkpointFolder.strip())
                    .with("--checkpoint-rounds", checkpointRounds)
                    .flag("--continue", continueFromCheckpoint);
        }
    }

    private static void require(String setting, int value) {
        if (value < 1) {
            throw new SeqNetException("%s: %d is less than 1.".formatted(setting, value));
        }
    }
}
