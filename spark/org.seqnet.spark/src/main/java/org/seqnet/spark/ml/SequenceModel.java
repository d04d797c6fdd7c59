package org.seqnet.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.spark.predict.PortableNetwork;
import org.seqnet.spark.predict.PredictionOptions;
import org.seqnet.spark.predict.SparkPredictor;

/**
 * Applies a trained network in a pipeline of Spark ML. It is saved to a folder with the network as the file
 * {@code network.seqnet}, which KNIME's Network Reader also reads.
 */
public final class SequenceModel extends Model<SequenceModel> implements MLWritable {
    private static final long serialVersionUID = 1L;
    private static final String NETWORK = "network." + ModelArchive.FILE_EXTENSION;

    private final String uid;
    private final PortableNetwork network;
    private final StringArrayParam featuresCols;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final ChoiceParam handleInvalid;

    SequenceModel(String uid, PortableNetwork network) {
        this.uid = uid;
        this.network = network;
        // after the uid, which parameters ask for
        this.featuresCols = ColumnParams.features(this);
        this.predictionCol = ColumnParams.prediction(this);
        this.probabilityCol = ColumnParams.probability(this);
        this.handleInvalid = ColumnParams.invalid(this);
        ColumnParams.setDefaults(this, featuresCols, predictionCol, probabilityCol, handleInvalid);
    }

    /** Returns a stage that applies a network, such as one that was trained in KNIME. */
    public static SequenceModel of(TrainedNetwork network) {
        return new SequenceModel(
                "sequence_" + UUID.randomUUID().toString().substring(0, 12), new PortableNetwork(network));
    }

    /** Returns the network. */
    public TrainedNetwork network() {
        return network.network();
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Returns the parameter of the columns with the sequences. */
    public StringArrayParam featuresCols() {
        return featuresCols;
    }

    /** Returns the parameter of the column of predictions. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Returns the parameter of the column of probabilities. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /** Returns the parameter of what becomes of rows that cannot be predicted. */
    public ChoiceParam handleInvalid() {
        return handleInvalid;
    }

    /** Sets the columns with the sequences. */
    public SequenceModel setFeaturesCols(String... columns) {
        set(featuresCols, columns);
        return this;
    }

    /** Sets the column of predictions. */
    public SequenceModel setPredictionCol(String column) {
        set(predictionCol, column);
        return this;
    }

    /** Sets the column of probabilities; empty for none. */
    public SequenceModel setProbabilityCol(String column) {
        set(probabilityCol, column);
        return this;
    }

    /** Sets what becomes of rows that cannot be predicted: error, skip or keep. */
    public SequenceModel setHandleInvalid(String treatment) {
        set(handleInvalid, treatment);
        return this;
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return ColumnParams.refusing(() -> {
            predictor().requireReadable(schema, getOrDefault(featuresCols));
            var result = schema;
            for (var column : output().columns()) {
                result = result.add(ColumnParams.free(schema, column));
            }
            return result;
        });
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        var table = dataset.toDF();
        int first = table.columns().length;
        var predicted = ColumnParams.refusing(() -> predictor().append(table, getOrDefault(featuresCols)));
        // names of no meaning, since those of labels may be anything
        var names = new ArrayList<>(List.of(table.columns()));
        int appended = predicted.columns().length - first;
        IntStream.range(0, appended).forEach(i -> names.add(uid + "_" + i));
        var columns = new ArrayList<Column>();
        Arrays.stream(table.columns()).map(SequenceModel::column).forEach(columns::add);
        columns.addAll(output().of(names.subList(first, first + appended)));
        var result = predicted.toDF(names.toArray(String[]::new));
        if (getOrDefault(handleInvalid).equals(Invalid.SKIP)) {
            result = result.filter(column(names.get(names.size() - 1)).isNotNull());
        }
        return result.select(columns.toArray(Column[]::new));
    }

    private static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    private MlOutput output() {
        return new MlOutput(network(), getOrDefault(predictionCol), getOrDefault(probabilityCol));
    }

    private SparkPredictor predictor() {
        boolean fails = getOrDefault(handleInvalid).equals(Invalid.ERROR);
        return new SparkPredictor(network(), PredictionOptions.DEFAULT.with(draft -> draft.failing = fails));
    }

    @Override
    public SequenceModel copy(ParamMap extra) {
        return copyValues(new SequenceModel(uid, network), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    /** Returns a reader of saved stages; Spark asks for it. */
    public static MLReader<SequenceModel> read() {
        return new Reader();
    }

    /**
     * Reads a stage from the folder that it was saved to.
     *
     * @throws SeqNetException if there is none, or it is damaged
     */
    public static SequenceModel load(String path) {
        return read().load(path);
    }

    private static final class Writer extends MLWriter {
        private final SequenceModel model;

        Writer(SequenceModel model) {
            this.model = model;
        }

        // The metadata come last: a folder without them is not read.
        @Override
        public void saveImpl(String path) {
            try {
                var target = new Path(path, NETWORK);
                var temporary = new Path(path, "_temporary-" + NETWORK);
                var files = StageMetadata.files(target, sparkSession());
                try (var out = files.create(temporary, true)) {
                    ModelArchive.write(model.network(), out);
                }
                if (!files.rename(temporary, target)) {
                    throw new IOException("The file " + target + " could not be renamed to.");
                }
                StageMetadata.write(model, sparkSession(), path);
            } catch (IOException e) {
                throw new UncheckedIOException("The network could not be saved to " + path + ".", e);
            }
        }
    }

    private static final class Reader extends MLReader<SequenceModel> {
        @Override
        public SequenceModel load(String path) {
            var metadata = StageMetadata.read(SequenceModel.class, sparkSession(), path);
            var file = new Path(path, NETWORK);
            TrainedNetwork network;
            try (var in = StageMetadata.files(file, sparkSession()).open(file)) {
                network = ModelArchive.read(in, file.toString());
            } catch (MalformedException e) {
                throw new SeqNetException(e.getMessage(), e);
            } catch (IOException e) {
                throw StageMetadata.damaged(path, "the file " + NETWORK + " is missing or cannot be read", e);
            }
            var model = new SequenceModel(metadata.uid(), new PortableNetwork(network));
            metadata.applyTo(model);
            return model;
        }
    }
}
