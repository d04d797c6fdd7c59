package org.seqnet.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.param.LongParam;
import org.seqnet.engine.options.Updater;
import org.seqnet.spark.SparkTrainer;

/**
 * The parameters of {@link SequenceEstimator} that say what is trained, and how: each with a method that returns it, by
 * which Spark ML finds it, and one that sets it.
 */
public abstract class TrainingParams extends TableParams {
    private static final long serialVersionUID = 1L;

    static final String CLASSES = "classes";
    static final String VALUES = "values";
    private static final List<String> OPTIMIZERS = Arrays.stream(Updater.values())
            .map(updater -> updater.name().toLowerCase(Locale.ROOT))
            .toList();

    private final ChoiceParam networkType;
    private final ChoiceParam task;
    private final CountParam featuresPerStep;
    private final CountParam layers;
    private final CountParam hiddenUnits;
    private final NumberParam dropout;
    private final CountParam epochs;
    private final CountParam batchSize;
    private final ChoiceParam optimizer;
    private final NumberParam learningRate;
    private final LongParam seed;
    private final CountParam shards;
    private final CountParam interval;
    private final ChoiceParam featureScaling;
    private final ChoiceParam missingValues;
    private final CountParam patience;

    TrainingParams(String uid) {
        super(uid);
        networkType = new ChoiceParam(
                this,
                "networkType",
                "Network type",
                "The type of network: lstm, gru, rnn, cnn (images), fcn, resnet or inception.",
                NetworkKind.names());
        setDefault(networkType, "lstm");
        task = new ChoiceParam(
                this,
                "task",
                "Task",
                "What to predict: classes or values. Classes may be strings, booleans, "
                        + "integers, or whole numbers of type double.",
                List.of(CLASSES, VALUES));
        setDefault(task, CLASSES);
        featuresPerStep = new CountParam(
                this,
                "featuresPerStep",
                "Features per time step",
                "How many values of a single column of arrays or vectors, or how many columns "
                        + "of numbers, make a time step.",
                1,
                Integer.MAX_VALUE);
        setDefault(featuresPerStep, 1);
        layers = new CountParam(
                this,
                "layers",
                "Layers",
                "Stacked recurrent layers, convolutions, residual blocks or Inception modules. "
                        + "A cnn has a fixed size.",
                1,
                32);
        setDefault(layers, 1);
        hiddenUnits = new CountParam(
                this,
                "hiddenUnits",
                "Hidden units",
                "Units per recurrent layer, or filters of the first convolutions. A cnn has a " + "fixed size.",
                1,
                8192);
        setDefault(hiddenUnits, 128);
        dropout = new NumberParam(
                this,
                "dropout",
                "Dropout",
                "The fraction of outputs that training drops.",
                0,
                1,
                "at least 0 and less than 1");
        setDefault(dropout, 0.0);
        epochs = new CountParam(
                this, "epochs", "Epochs", "The maximum number of passes over the training rows.", 1, Integer.MAX_VALUE);
        setDefault(epochs, 10);
        batchSize = new CountParam(
                this, "batchSize", "Batch size", "The number of rows per mini-batch of a shard.", 1, Integer.MAX_VALUE);
        setDefault(batchSize, 100);
        optimizer = new ChoiceParam(
                this,
                "optimizer",
                "Optimizer",
                "The optimizer: adam, nadam, amsgrad, adamax, rmsprop, adagrad, nesterov or " + "sgd.",
                OPTIMIZERS);
        setDefault(optimizer, "adam");
        learningRate = new NumberParam(
                this,
                "learningRate",
                "Learning rate",
                "The step size of the optimizer.",
                Double.MIN_VALUE,
                Double.POSITIVE_INFINITY,
                "a positive number");
        setDefault(learningRate, 0.001);
        seed = new LongParam(
                this, "seed", "The seed of all random numbers. Equal seeds, rows and shards give equal " + "networks.");
        setDefault(seed, 42L);
        shards = new CountParam(
                this,
                "shards",
                "Shards",
                "The number of parts of the training rows that learn side by side. The network "
                        + "depends on it, not on the number of workers.",
                1,
                1_000_000);
        setDefault(shards, 2);
        interval = new CountParam(
                this,
                "interval",
                "Interval",
                "The number of mini-batches that each shard learns between two averages.",
                1,
                Integer.MAX_VALUE);
        setDefault(interval, SparkTrainer.USUAL_INTERVAL);
        featureScaling = new ChoiceParam(
                this,
                "featureScaling",
                "Feature scaling",
                "How the network scales each feature, by the training rows: none, standardize, "
                        + "range (0 to 1) or robust.",
                List.of("none", "standardize", "range", "robust"));
        setDefault(featureScaling, "none");
        missingValues = new ChoiceParam(
                this,
                "missingValues",
                "Missing values",
                "What the network fills in for missing values: none, the previous value, linear "
                        + "interpolation, or the mean of the training rows.",
                List.of("none", "previous", "linear", "mean"));
        setDefault(missingValues, "none");
        patience = new CountParam(
                this,
                "patience",
                "Patience",
                "With validation rows, training ends when the validation loss has not improved "
                        + "for this number of epochs.",
                1,
                Integer.MAX_VALUE);
        setDefault(patience, 5);
    }

    /** Returns the parameter of the type of network. */
    public ChoiceParam networkType() {
        return networkType;
    }

    /** Sets the type of network. */
    public SequenceEstimator setNetworkType(String value) {
        set(networkType, value);
        return self();
    }

    /** Returns the parameter of the task. */
    public ChoiceParam task() {
        return task;
    }

    /** Sets the task. */
    public SequenceEstimator setTask(String value) {
        set(task, value);
        return self();
    }

    /** Returns the parameter of the features per time step. */
    public CountParam featuresPerStep() {
        return featuresPerStep;
    }

    /** Sets the features per time step. */
    public SequenceEstimator setFeaturesPerStep(int value) {
        set(featuresPerStep, value);
        return self();
    }

    /** Returns the parameter of the layers. */
    public CountParam layers() {
        return layers;
    }

    /** Sets the layers. */
    public SequenceEstimator setLayers(int value) {
        set(layers, value);
        return self();
    }

    /** Returns the parameter of the hidden units. */
    public CountParam hiddenUnits() {
        return hiddenUnits;
    }

    /** Sets the hidden units. */
    public SequenceEstimator setHiddenUnits(int value) {
        set(hiddenUnits, value);
        return self();
    }

    /** Returns the parameter of the dropout. */
    public NumberParam dropout() {
        return dropout;
    }

    /** Sets the dropout. */
    public SequenceEstimator setDropout(double value) {
        set(dropout, value);
        return self();
    }

    /** Returns the parameter of the epochs. */
    public CountParam epochs() {
        return epochs;
    }

    /** Sets the epochs. */
    public SequenceEstimator setEpochs(int value) {
        set(epochs, value);
        return self();
    }

    /** Returns the parameter of the batch size. */
    public CountParam batchSize() {
        return batchSize;
    }

    /** Sets the batch size. */
    public SequenceEstimator setBatchSize(int value) {
        set(batchSize, value);
        return self();
    }

    /** Returns the parameter of the optimizer. */
    public ChoiceParam optimizer() {
        return optimizer;
    }

    /** Sets the optimizer. */
    public SequenceEstimator setOptimizer(String value) {
        set(optimizer, value);
        return self();
    }

    /** Returns the parameter of the learning rate. */
    public NumberParam learningRate() {
        return learningRate;
    }

    /** Sets the learning rate. */
    public SequenceEstimator setLearningRate(double value) {
        set(learningRate, value);
        return self();
    }

    /** Returns the parameter of the seed. */
    public LongParam seed() {
        return seed;
    }

    /** Sets the seed. */
    public SequenceEstimator setSeed(long value) {
        set(seed, value);
        return self();
    }

    /** Returns the parameter of the shards. */
    public CountParam shards() {
        return shards;
    }

    /** Sets the shards. */
    public SequenceEstimator setShards(int value) {
        set(shards, value);
        return self();
    }

    /** Returns the parameter of the interval between averages. */
    public CountParam interval() {
        return interval;
    }

    /** Sets the interval between averages. */
    public SequenceEstimator setInterval(int value) {
        set(interval, value);
        return self();
    }

    /** Returns the parameter of the scaling of features. */
    public ChoiceParam featureScaling() {
        return featureScaling;
    }

    /** Sets the scaling of features. */
    public SequenceEstimator setFeatureScaling(String value) {
        set(featureScaling, value);
        return self();
    }

    /** Returns the parameter of the filling of missing values. */
    public ChoiceParam missingValues() {
        return missingValues;
    }

    /** Sets the filling of missing values. */
    public SequenceEstimator setMissingValues(String value) {
        set(missingValues, value);
        return self();
    }

    /** Returns the parameter of the patience of early stopping. */
    public CountParam patience() {
        return patience;
    }

    /** Sets the patience of early stopping. */
    public SequenceEstimator setPatience(int value) {
        set(patience, value);
        return self();
    }
}
