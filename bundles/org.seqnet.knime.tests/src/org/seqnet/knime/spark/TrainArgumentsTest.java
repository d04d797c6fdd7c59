package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.NodeSettings;
import org.seqnet.engine.SeqNetException;

/** What becomes of each setting: the argument of {@code train} with its value. */
class TrainArgumentsTest {
    /** Settings that say how spark-submit or Livy is called, not train; they have tests of their own. */
    private static final String RUN = "run/";
    /** What only the dialog shows, what other settings are made of, and parts of locations. */
    private static final Set<String> WITHOUT_ARGUMENT = Set.of(
            "training/preset",
            "training/useSeed",
            "training/automaticBatchSize",
            "learningRate/source",
            "stopping/enabled",
            "stopping/stopAtAccuracy",
            "sequenceAugmentation/enabled",
            "imageAugmentation/enabled",
            "sequenceCnn/addLstm",
            "distribution/saveCheckpoints");

    /** @param context the settings that the setting depends on, and itself as the last one */
    record Case(List<Object[]> context, List<String> expected) {
        String key() {
            return (String) context.get(context.size() - 1)[0];
        }

        @Override
        public String toString() {
            return key() + " " + String.join(" ", expected);
        }
    }

    private static Case of(String expected, Object... pathsAndValues) {
        var context = new ArrayList<Object[]>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            context.add(new Object[] {pathsAndValues[i], pathsAndValues[i + 1]});
        }
        return new Case(context, List.of(expected.split(" ")));
    }

    static Stream<Case> cases() {
        return Stream.of(data(), learned(), networks(), training(), augmentation(), validation(), distribution())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> data() {
        return Stream.of(
                of("--format orc", "data/format", "ORC"),
                of("--csv-separator ;", "data/format", "CSV", "data/separator", ";"),
                of("--time-steps columns", "data/format", "IDX", "data/imageSteps", "COLUMNS"),
                of("--layout wide", "data/layout", "WIDE"),
                of("--columns a b*", "data/columns", "a\nb*\n"),
                of("--features 3", "data/valuesPerStep", 3),
                of("--value-order feature-by-feature", "data/order", "FEATURE_BY_FEATURE"),
                of("--group a b", "data/layout", "LONG", "data/groupColumns", " a \n\nb"),
                of("--order t", "data/layout", "LONG", "data/groupColumns", "a", "data/orderColumn", "t"),
                of("--window 30", "data/layout", "WINDOWS", "data/windowLength", 30),
                of("--stride 7", "data/layout", "WINDOWS", "data/windowStride", 7),
                of("--bad-rows skip", "preprocessing/missingInSequence", "SKIP", "data/badRows", "SKIP"),
                of("--scaling robust", "preprocessing/scaling", "ROBUST"),
                of("--scaling automatic", "preprocessing/scaling", "AUTOMATIC"),
                of("--fill-missing mean", "preprocessing/missingInSequence", "MEAN"),
                of("--mask", "preprocessing/missingInSequence", "LINEAR", "preprocessing/maskFeatures", true));
    }

    private static Stream<Case> learned() {
        return Stream.of(
                of("--labels label", "learned/task", "LABELS"),
                of("--step-labels label", "learned/task", "STEPS"),
                of("--label state", "learned/labelColumn", "state"),
                of("--targets a b", "learned/task", "VALUES", "learned/targetColumns", "a\nb"),
                of("--balanced", "loss/classWeights", "BALANCED"),
                of("--weight w", "loss/classWeights", "COLUMN", "loss/weightColumn", "w"),
                of("--label-smoothing 0.1", "loss/labelSmoothing", 0.1),
                of(
                        "--loss absolute",
                        "learned/task",
                        "VALUES",
                        "learned/targetColumns",
                        "a",
                        "valueLoss/function",
                        "ABSOLUTE"),
                of(
                        "--huber-delta 2.5",
                        "learned/task",
                        "VALUES",
                        "learned/targetColumns",
                        "a",
                        "valueLoss/function",
                        "HUBER",
                        "valueLoss/huberDelta",
                        2.5),
                of(
                        "--quantiles 0.2,0.5",
                        "learned/task",
                        "VALUES",
                        "learned/targetColumns",
                        "a",
                        "valueLoss/function",
                        "QUANTILES",
                        "valueLoss/quantiles",
                        "0.2, 0.5"));
    }

    private static Stream<Case> networks() {
        return Stream.of(
                of("--network-type gru", "networkType", "GRU"),
                of("--members 5", "ensemble/members", 5),
                of("--layers 3", "lstm/layers", 3),
                of("--hidden-units 17", "lstm/hiddenUnits", 17),
                of("--bidirectional", "lstm/bidirectional", true),
                of("--pooling attention", "lstm/pooling", "ATTENTION"),
                of("--dropout 0.25", "lstm/dropout", 0.25),
                of("--forget-gate-bias 0.5", "lstm/forgetGateBias", 0.5),
                of("--layers 3", "networkType", "GRU", "gru/layers", 3),
                of("--hidden-units 17", "networkType", "GRU", "gru/hiddenUnits", 17),
                of("--bidirectional", "networkType", "GRU", "gru/bidirectional", true),
                of("--pooling mean", "networkType", "GRU", "gru/pooling", "MEAN"),
                of("--dropout 0.25", "networkType", "GRU", "gru/dropout", 0.25),
                of("--activation relu", "networkType", "RNN", "rnn/activation", "RELU"),
                of("--layers 3", "networkType", "RNN", "rnn/layers", 3),
                of("--hidden-units 17", "networkType", "RNN", "rnn/hiddenUnits", 17),
                of("--bidirectional", "networkType", "RNN", "rnn/bidirectional", true),
                of("--pooling mean", "networkType", "RNN", "rnn/pooling", "MEAN"),
                of("--dropout 0.25", "networkType", "RNN", "rnn/dropout", 0.25),
                of("--network-type resnet", "networkType", "SEQUENCE_CNN", "sequenceCnn/design", "RESNET"),
                of("--filters 9", "networkType", "SEQUENCE_CNN", "sequenceCnn/filters", 9),
                of("--depth 2", "networkType", "SEQUENCE_CNN", "sequenceCnn/depth", 2),
                of("--kernel-size 11", "networkType", "SEQUENCE_CNN", "sequenceCnn/kernelSize", 11),
                of("--dilation-growth 2", "networkType", "SEQUENCE_CNN", "sequenceCnn/dilationGrowth", 2),
                of("--dropout 0.25", "networkType", "SEQUENCE_CNN", "sequenceCnn/dropout", 0.25),
                of(
                        "--lstm-units 6",
                        "networkType",
                        "SEQUENCE_CNN",
                        "sequenceCnn/addLstm",
                        true,
                        "sequenceCnn/lstmUnits",
                        6),
                of(
                        "--lstm-dropout 0.7",
                        "networkType",
                        "SEQUENCE_CNN",
                        "sequenceCnn/addLstm",
                        true,
                        "sequenceCnn/lstmDropout",
                        0.7),
                of("--channels 3", "networkType", "CNN", "cnn/channels", 3),
                block("filters=9,kernel=3,stride=1,pooling=2,normalization=false,dropout=0.1", "filters", 9),
                block("filters=32,kernel=5,stride=1,pooling=2,normalization=false,dropout=0.1", "kernelSize", 5),
                block("filters=32,kernel=3,stride=2,pooling=2,normalization=false,dropout=0.1", "stride", 2),
                block("filters=32,kernel=3,stride=1,pooling=1,normalization=false,dropout=0.1", "pooling", 1),
                block(
                        "filters=32,kernel=3,stride=1,pooling=2,normalization=true,dropout=0.1",
                        "batchNormalization",
                        true),
                block("filters=32,kernel=3,stride=1,pooling=2,normalization=false,dropout=0.3", "dropout", 0.3),
                of("--dense-units 33", "networkType", "CNN", "cnn/denseUnits", 33),
                of("--dense-dropout 0.2", "networkType", "CNN", "cnn/denseDropout", 0.2),
                path("--network-type cnn-rnn", "networkType", "CNN_RNN"),
                path("--label-embedding-size 8", "labelPath/embeddingSize", 8),
                path("--label-lstm-units 9", "labelPath/lstmUnits", 9),
                path("--label-order order-free", "labelPath/labelOrder", "ORDER_FREE"));
    }

    private static Case block(String expected, String key, Object value) {
        return of("--block " + expected, "networkType", "CNN", "cnn/blocks/0/" + key, value);
    }

    private static Case path(String expected, String key, Object value) {
        return of(expected, "learned/task", "LABELS", "networkType", "CNN_RNN", key, value);
    }

    private static Stream<Case> training() {
        return Stream.of(
                of("--epochs 7", "training/epochs", 7),
                of("--batch-size 64", "training/batchSize", 64),
                of("--batch-size automatic", "training/automaticBatchSize", true),
                of("--optimizer rmsprop", "training/updater", "RMSPROP"),
                of("--learning-rate 0.02", "training/learningRate", 0.02),
                of("--find-learning-rate", "learningRate/source", "FOUND"),
                of("--l2 0.001", "training/l2", 0.001),
                of("--gradient-clipping 2.0", "training/gradientClipping", 2.0),
                of("--no-average-weights", "training/averageWeights", false),
                of("--no-shuffle", "training/shuffle", false),
                of("--seed -9000000000", "training/seed", -9_000_000_000L),
                of("--schedule one-cycle", "learningRate/schedule", "ONE_CYCLE"),
                of("--final-fraction 0.1", "learningRate/schedule", "COSINE", "learningRate/finalFraction", 0.1),
                of("--plateau-factor 0.3", "learningRate/schedule", "REDUCE_ON_PLATEAU", "learningRate/factor", 0.3),
                of("--plateau-patience 4", "learningRate/schedule", "REDUCE_ON_PLATEAU", "learningRate/patience", 4),
                of("--warm-up 1.5", "learningRate/warmUpEpochs", 1.5),
                of(
                        "--measure accuracy",
                        "validation/percent",
                        10,
                        "stopping/enabled",
                        true,
                        "stopping/measure",
                        "VALIDATION_ACCURACY"),
                of("--patience 5", "validation/percent", 10, "stopping/enabled", true, "stopping/patience", 5),
                of(
                        "--minimum-improvement 0.01",
                        "validation/percent",
                        10,
                        "stopping/enabled",
                        true,
                        "stopping/minimalImprovement",
                        0.01),
                of("--target-accuracy 0.9", "stopping/stopAtAccuracy", true, "stopping/accuracy", 0.9),
                of("--time-limit 1.5", "stopping/timeLimit", 1.5));
    }

    private static Stream<Case> augmentation() {
        return Stream.of(
                of("--crop 0.9", "sequenceAugmentation/enabled", true, "sequenceAugmentation/crop", 0.9),
                of("--time-warping 0.2", "sequenceAugmentation/enabled", true, "sequenceAugmentation/timeWarping", 0.2),
                of("--feature-scaling 0.3", "sequenceAugmentation/enabled", true, "sequenceAugmentation/scaling", 0.3),
                of("--jitter 0.4", "sequenceAugmentation/enabled", true, "sequenceAugmentation/jitter", 0.4),
                image("--horizontal-flip", "horizontalFlip", true),
                image("--vertical-flip", "verticalFlip", true),
                image("--rotation 15.0", "rotation", 15.0),
                image("--shift 3", "shift", 3),
                image("--cutout 4", "cutout", 4));
    }

    private static Case image(String expected, String key, Object value) {
        return of(expected, "networkType", "CNN", "imageAugmentation/enabled", true, "imageAugmentation/" + key, value);
    }

    private static Stream<Case> validation() {
        return Stream.of(
                of("--validation-share 0.25", "validation/percent", 25),
                of("--validation-share 0.0", "validation/percent", 0),
                of("--validation-group p", "validation/percent", 25, "validation/groupColumn", "p"));
    }

    private static Stream<Case> distribution() {
        return Stream.of(
                of("--shards 9", "distribution/shards", 9),
                of("--interval 5", "distribution/interval", 5),
                of(
                        "--checkpoint hdfs:///c",
                        "distribution/saveCheckpoints",
                        true,
                        "distribution/checkpointFolder",
                        "hdfs:///c"),
                of(
                        "--checkpoint-rounds 8",
                        "distribution/saveCheckpoints",
                        true,
                        "distribution/checkpointFolder",
                        "hdfs:///c",
                        "distribution/checkpointRounds",
                        8),
                of(
                        "--continue",
                        "distribution/saveCheckpoints",
                        true,
                        "distribution/checkpointFolder",
                        "hdfs:///c",
                        "distribution/continueFromCheckpoint",
                        true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_setting_is_an_argument(Case tried) throws Exception {
        var settings = new SparkSettings();
        for (var change : tried.context()) {
            settings.with((String) change[0], change[1]);
        }
        settings.location("data/labels", "LOCAL", "/data/labels.idx");

        assertThat(arguments(settings)).containsSequence(tried.expected());
    }

    private static List<String> arguments(SparkSettings settings) throws Exception {
        var parameters = settings.parameters();
        return parameters.arguments(parameters.plan(), "hdfs:///n.seqnet", true, Optional.of("file:///r.seqnet"));
    }

    @Test
    void no_setting_is_forgotten() {
        var tried = new TreeSet<>(cases().map(Case::key).toList());
        tried.addAll(WITHOUT_ARGUMENT);
        var settings = keys("", new SparkSettings().saved()).stream()
                .filter(key -> !key.startsWith(RUN) && !key.contains("/path/") && !key.startsWith("cnn/blocks/1/"))
                .toList();

        assertThat(tried).containsAll(settings);
        assertThat(settings).hasSizeGreaterThan(90);
    }

    private static List<String> keys(String path, NodeSettings settings) {
        var keys = new ArrayList<String>();
        for (var key : settings) {
            try {
                keys.addAll(keys(path + key + "/", settings.getNodeSettings(key)));
            } catch (Exception e) {
                keys.add(path + key);
            }
        }
        return keys;
    }

    @Test
    void locations_are_arguments_as_spark_knows_them() throws Exception {
        var settings = new SparkSettings()
                .with("data/format", "IDX")
                .location("data/data", "LOCAL", "/data/train ü.idx")
                .location("data/labels", "CUSTOM_URL", "s3a://bucket/labels.idx")
                .location("validation/data", "LOCAL", "/data/test.idx")
                .location("validation/labels", "LOCAL", "hdfs:///labels.idx");

        assertThat(arguments(settings))
                .containsSequence("--data", "file:///data/train ü.idx")
                .containsSequence("--label-file", "s3a://bucket/labels.idx")
                .containsSequence("--validation", "file:///data/test.idx")
                .containsSequence("--validation-label-file", "hdfs:///labels.idx")
                .containsSequence("--resume", "file:///r.seqnet")
                .containsSequence("--output", "hdfs:///n.seqnet", "--overwrite", "--events")
                .doesNotContain("--validation-share", "--layout", "--columns");
    }

    @Test
    void a_location_that_spark_cannot_read_is_refused() {
        assertThatThrownBy(() -> arguments(new SparkSettings().location("data/data", "LOCAL", "data/x.csv")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Training data: data/x.csv is not a full path. Select a file or folder, or enter a URL such "
                                + "as hdfs:///data/machines.parquet.");
    }

    /** The file lists the options of train; a test beside the application compares it with them. */
    @Test
    void each_argument_is_one_that_train_has() throws Exception {
        Set<String> options;
        try (var in = TrainArgumentsTest.class.getResourceAsStream("train-options.txt")) {
            options = Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (var tried : cases().toList()) {
            var settings = new SparkSettings();
            for (var change : tried.context()) {
                settings.with((String) change[0], change[1]);
            }
            settings.location("data/labels", "LOCAL", "/data/labels.idx");
            assertThat(arguments(settings).stream().filter(argument -> argument.startsWith("--")))
                    .as(tried.toString())
                    .isSubsetOf(options);
        }
    }
}
