package org.seqnet.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.spark.Recipe;
import org.seqnet.spark.SparkTrainer;
import org.seqnet.spark.data.Declared;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.predict.PortableNetwork;

/**
 * Trains a network on a cluster as a stage of a pipeline of Spark ML ({@link SparkTrainer}). The network depends on the
 * order of the rows and on the number of shards, not on the number of workers.
 */
public final class SequenceEstimator extends TrainingParams implements MLWritable {
    private static final long serialVersionUID = 1L;

    /** Makes an estimator with the usual parameters. */
    public SequenceEstimator() {
        this("sequence_" + UUID.randomUUID().toString().substring(0, 12));
    }

    /** Makes an estimator with a uid; PySpark asks for it. */
    public SequenceEstimator(String uid) {
        super(uid);
    }

    @Override
    SequenceEstimator self() {
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return ColumnParams.refusing(() -> {
            for (var column : getOrDefault(featuresCols())) {
                type(schema, "featuresCols", column);
            }
            FeatureColumns.require(schema, List.of(getOrDefault(featuresCols())));
            requireLabel(type(schema, "labelCol", getOrDefault(labelCol())));
            var validation = getOrDefault(validationIndicatorCol());
            if (!validation.isEmpty()) {
                require(
                        type(schema, "validationIndicatorCol", validation).equals(DataTypes.BooleanType),
                        "Column %s must be of type boolean to mark validation rows.".formatted(Quoted.of(validation)));
            }
            var probability = getOrDefault(probabilityCol());
            var result = probability.isEmpty() || getOrDefault(task()).equals(VALUES)
                    ? schema
                    : with(schema, probability, SQLDataTypes.VectorType());
            return with(result, getOrDefault(predictionCol()), predictionType(schema));
        });
    }

    private static StructType with(StructType schema, String name, DataType type) {
        return schema.add(ColumnParams.free(schema, DataTypes.createStructField(name, type, true)));
    }

    private DataType predictionType(StructType schema) {
        var label = schema.apply(getOrDefault(labelCol())).dataType();
        return label.equals(DataTypes.StringType) || label.equals(DataTypes.BooleanType) ? label : DataTypes.DoubleType;
    }

    private void requireLabel(DataType type) {
        boolean isNumber = type instanceof NumericType;
        boolean fits = isNumber
                || getOrDefault(task()).equals(CLASSES)
                        && (type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType));
        require(
                fits,
                "Column %s has the type %s; %s."
                        .formatted(
                                Quoted.of(getOrDefault(labelCol())),
                                type.simpleString(),
                                getOrDefault(task()).equals(CLASSES)
                                        ? "classes must be strings, booleans or whole numbers"
                                        : "values must be numbers"));
    }

    private static DataType type(StructType schema, String param, String column) {
        require(
                Arrays.asList(schema.fieldNames()).contains(column),
                "Column %s of the parameter %s is not in the table. Set %s to a column that is."
                        .formatted(Quoted.of(column), param, param));
        return schema.apply(column).dataType();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new SeqNetException(message);
        }
    }

    @Override
    public SequenceModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        return ColumnParams.refusing(() -> trained(dataset));
    }

    private SequenceModel trained(Dataset<?> dataset) {
        var label = getOrDefault(labelCol());
        var validation = getOrDefault(validationIndicatorCol());
        boolean isNumber = getOrDefault(task()).equals(VALUES);
        var rows = TrainingRows.of(
                dataset,
                List.of(getOrDefault(featuresCols())),
                label,
                validation,
                (int) getOrDefault(featuresPerStep()),
                preprocessing().filling() != Filling.NONE,
                isNumber,
                !getOrDefault(handleInvalid()).equals(Invalid.ERROR));
        int parts = (int) getOrDefault(shards());
        Optional<JavaRDD<Example>> measured =
                validation.isEmpty() ? Optional.empty() : Optional.of(rows.shards(true, parts));
        var declared = isNumber
                ? Declared.NOTHING.withNames(List.of(label))
                : Declared.NOTHING.withTypes(types(dataset.schema().apply(label).dataType()));
        var network = new SparkTrainer()
                .withInterval((int) getOrDefault(interval()))
                .withDeclared(declared)
                .train(recipe(measured.isPresent()), rows.shards(false, parts), measured, TrainingListener.NONE)
                .network()
                .withLabelName(label);
        return copyValues(new SequenceModel(uid(), new PortableNetwork(network)), ParamMap.empty())
                .setParent(this);
    }

    private static List<LabelType> types(DataType label) {
        if (label.equals(DataTypes.StringType)) {
            return List.of();
        }
        return label.equals(DataTypes.BooleanType)
                ? List.of(LabelType.BOOLEAN)
                : List.of(LabelType.INTEGER, LabelType.LONG);
    }

    private Recipe recipe(boolean isMeasured) {
        var kind = NetworkKind.of(getOrDefault(networkType()));
        return new Recipe(
                kind.encoder((int) getOrDefault(layers()), (int) getOrDefault(hiddenUnits()), (double)
                        getOrDefault(dropout())),
                this::head,
                0,
                1,
                preprocessing(),
                options(isMeasured));
    }

    private Head head(LabelDomain domain) {
        return getOrDefault(task()).equals(VALUES)
                ? new Values(List.of(Standard.NONE), ValueLoss.SQUARED, Optional.empty())
                : Classes.of(domain);
    }

    private PreprocessingRule preprocessing() {
        var scale =
                switch (getOrDefault(featureScaling())) {
                    case "standardize" -> FeatureScale.STANDARDIZE;
                    case "range" -> FeatureScale.RANGE;
                    case "robust" -> FeatureScale.ROBUST;
                    default -> FeatureScale.NONE;
                };
        var filling =
                switch (getOrDefault(missingValues())) {
                    case "previous" -> Filling.PREVIOUS;
                    case "linear" -> Filling.LINEAR;
                    case "mean" -> Filling.TRAINING_MEAN;
                    default -> Filling.NONE;
                };
        return new PreprocessingRule(Optional.of(scale), filling, false);
    }

    private TrainingOptions options(boolean isMeasured) {
        var updater = Updater.valueOf(getOrDefault(optimizer()).toUpperCase(Locale.ROOT));
        return TrainingOptions.defaults().with(draft -> {
            draft.epochs = (int) getOrDefault(epochs());
            draft.batchSize = (int) getOrDefault(batchSize());
            draft.updater = updater;
            draft.learningRate = (double) getOrDefault(learningRate());
            draft.seed = (long) getOrDefault(seed());
            draft.earlyStopping = isMeasured
                    ? Optional.of(
                            new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, (int) getOrDefault(patience()), 0))
                    : Optional.empty();
        });
    }

    @Override
    public SequenceEstimator copy(ParamMap extra) {
        return copyValues(new SequenceEstimator(uid()), extra);
    }

    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    /** Returns a reader of saved stages; Spark asks for it. */
    public static MLReader<SequenceEstimator> read() {
        return new Reader();
    }

    /**
     * Reads a stage from the folder that it was saved to.
     *
     * @throws SeqNetException if there is none, or it is damaged
     */
    public static SequenceEstimator load(String path) {
        return read().load(path);
    }

    private static final class Writer extends MLWriter {
        private final SequenceEstimator estimator;

        Writer(SequenceEstimator estimator) {
            this.estimator = estimator;
        }

        @Override
        public void saveImpl(String path) {
            try {
                StageMetadata.write(estimator, sparkSession(), path);
            } catch (IOException e) {
                throw new UncheckedIOException("The estimator could not be saved to " + path + ".", e);
            }
        }
    }

    private static final class Reader extends MLReader<SequenceEstimator> {
        @Override
        public SequenceEstimator load(String path) {
            var metadata = StageMetadata.read(SequenceEstimator.class, sparkSession(), path);
            var estimator = new SequenceEstimator(metadata.uid());
            metadata.applyTo(estimator);
            return estimator;
        }
    }
}
