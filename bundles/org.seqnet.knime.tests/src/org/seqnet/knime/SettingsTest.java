package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.backtest.ForecastScorerParameters;
import org.seqnet.knime.comparison.NetworkComparisonParameters;
import org.seqnet.knime.example.ExampleDataReaderParameters;
import org.seqnet.knime.explainer.NetworkExplainerParameters;
import org.seqnet.knime.file.NetworkReaderParameters;
import org.seqnet.knime.file.NetworkWriterParameters;
import org.seqnet.knime.idx.IdxReaderParameters;
import org.seqnet.knime.image.ImageFileReaderParameters;
import org.seqnet.knime.image.ImageFolderReaderParameters;
import org.seqnet.knime.learner.CnnLearnerParameters;
import org.seqnet.knime.learner.CnnRnnLearnerParameters;
import org.seqnet.knime.learner.EarlyStoppingParameters;
import org.seqnet.knime.learner.GruLearnerParameters;
import org.seqnet.knime.learner.LstmLearnerParameters;
import org.seqnet.knime.learner.RnnLearnerParameters;
import org.seqnet.knime.learner.RocketLearnerParameters;
import org.seqnet.knime.learner.SequenceCnnLearnerParameters;
import org.seqnet.knime.multilabel.MultiLabelScorerParameters;
import org.seqnet.knime.predictor.NetworkPredictorParameters;
import org.seqnet.knime.scene.SceneComposerParameters;
import org.seqnet.knime.scorer.PredictionScorerParameters;
import org.seqnet.knime.scorer.StepLabelScorerParameters;
import org.seqnet.knime.sequence.SequenceReshaperParameters;
import org.seqnet.knime.series.TimeSeriesReaderParameters;
import org.seqnet.knime.spark.SparkNetworkLearnerParameters;

/**
 * Settings keys live in people's workflows and never change. The files beside this test are the nodes' defaults as
 * KNIME 5.8.3 itself wrote them (the learners' in its form, which puts the group of the network last): a key that is
 * renamed, removed or added shows up here and in review.
 */
class SettingsTest {
    /** Returns the settings of all nodes that have some. */
    static List<Class<? extends NodeParameters>> types() {
        return List.of(
                IdxReaderParameters.class,
                TimeSeriesReaderParameters.class,
                ExampleDataReaderParameters.class,
                ImageFileReaderParameters.class,
                ImageFolderReaderParameters.class,
                SceneComposerParameters.class,
                SequenceReshaperParameters.class,
                LstmLearnerParameters.class,
                GruLearnerParameters.class,
                RnnLearnerParameters.class,
                SequenceCnnLearnerParameters.class,
                CnnLearnerParameters.class,
                CnnRnnLearnerParameters.class,
                RocketLearnerParameters.class,
                SparkNetworkLearnerParameters.class,
                NetworkPredictorParameters.class,
                PredictionScorerParameters.class,
                MultiLabelScorerParameters.class,
                StepLabelScorerParameters.class,
                ForecastScorerParameters.class,
                NetworkComparisonParameters.class,
                NetworkExplainerParameters.class,
                NetworkReaderParameters.class,
                NetworkWriterParameters.class);
    }

    /** Returns a new node's settings as KNIME saves them. */
    static String defaults(Class<? extends NodeParameters> type) throws IOException {
        var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), settings);
        var xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        return xml.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("types")
    void defaults_are_saved_as_knime_saved_them(Class<? extends NodeParameters> type) throws IOException {
        assertThat(lines(defaults(type))).isEqualTo(lines(snapshot(type)));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IdxReaderParameters.class,
                TimeSeriesReaderParameters.class,
                ExampleDataReaderParameters.class,
                ImageFileReaderParameters.class,
                ImageFolderReaderParameters.class,
                SceneComposerParameters.class,
                SequenceReshaperParameters.class,
                LstmLearnerParameters.class,
                GruLearnerParameters.class,
                RnnLearnerParameters.class,
                SequenceCnnLearnerParameters.class,
                CnnLearnerParameters.class,
                CnnRnnLearnerParameters.class,
                RocketLearnerParameters.class,
                SparkNetworkLearnerParameters.class,
                NetworkPredictorParameters.class,
                PredictionScorerParameters.class,
                MultiLabelScorerParameters.class,
                StepLabelScorerParameters.class,
                ForecastScorerParameters.class,
                NetworkComparisonParameters.class,
                NetworkExplainerParameters.class,
                NetworkReaderParameters.class,
                NetworkWriterParameters.class
            })
    void settings_that_knime_saved_are_loaded_and_valid(Class<? extends NodeParameters> type) throws Exception {
        NodeSettings saved;
        try (var in = SettingsTest.class.getResourceAsStream("settings/" + type.getSimpleName() + ".xml")) {
            saved = (NodeSettings) NodeSettings.loadFromXML(in);
        }

        var loaded = NodeParametersUtil.loadSettings(saved, type);
        loaded.validate();

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, loaded, again);
        assertThat(again).isEqualTo(saved);
    }

    @Test
    void settings_of_a_learner_that_knew_no_time_limit_are_loaded() throws Exception {
        var older = new NodeSettings("earlyStopping");
        older.addBoolean("enabled", true);
        older.addString("measure", "VALIDATION_ACCURACY");
        older.addInt("patience", 5);
        older.addDouble("minimalImprovement", 0.5);

        var loaded = NodeParametersUtil.loadSettings(older, EarlyStoppingParameters.class);

        var again = new NodeSettings("earlyStopping");
        NodeParametersUtil.saveSettings(EarlyStoppingParameters.class, loaded, again);
        assertThat(again.getInt("patience")).isEqualTo(5);
        assertThat(again.getBoolean("stopAtAccuracy")).isFalse();
        assertThat(again.getDouble("accuracy")).isEqualTo(0.98);
        assertThat(again.getDouble("timeLimit")).isZero();
        assertThat(again.getString("stopFile")).isEmpty();
    }

    @Test
    void settings_of_a_learner_that_knew_no_augmentation_are_loaded_and_augment_nothing() throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(
                CnnLearnerParameters.class, NodeParametersUtil.createSettings(CnnLearnerParameters.class), older);
        older.getNodeSettings("training").addInt("epochs", 7);
        var withoutAugmentation = new NodeSettings("model");
        for (var key : older) {
            if (!key.equals("augmentation")) {
                withoutAugmentation.addNodeSettings(older.getNodeSettings(key));
            }
        }

        var loaded = NodeParametersUtil.loadSettings(withoutAugmentation, CnnLearnerParameters.class);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(CnnLearnerParameters.class, loaded, again);
        assertThat(again).isEqualTo(older);
        assertThat(again.getNodeSettings("augmentation").getBoolean("enabled")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {LstmLearnerParameters.class, RnnLearnerParameters.class, CnnLearnerParameters.class})
    void settings_of_a_learner_that_knew_no_ensembles_are_loaded_and_have_a_single_network(
            Class<? extends NodeParameters> type) throws Exception {
        var now = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), now);
        var older = new NodeSettings("model");
        for (var key : now) {
            if (!key.equals("ensemble")) {
                older.addEntry(now.getEntry(key));
            }
        }

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.loadSettings(older, type), again);

        assertThat(older).isNotEqualTo(now);
        assertThat(again).isEqualTo(now);
        assertThat(again.getNodeSettings("ensemble").getInt("members")).isEqualTo(1);
    }

    @Test
    void settings_of_a_learner_that_knew_no_live_view_are_loaded_and_have_none() throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(
                CnnLearnerParameters.class, NodeParametersUtil.createSettings(CnnLearnerParameters.class), older);
        var withoutLiveView = new NodeSettings("model");
        for (var key : older) {
            if (!key.equals("liveView")) {
                withoutLiveView.addNodeSettings(older.getNodeSettings(key));
            }
        }

        var loaded = NodeParametersUtil.loadSettings(withoutLiveView, CnnLearnerParameters.class);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(CnnLearnerParameters.class, loaded, again);
        assertThat(again).isEqualTo(older);
        assertThat(again.getNodeSettings("liveView").getString("file")).isEmpty();
    }

    @Test
    void settings_of_a_learner_that_knew_no_device_are_loaded() throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(
                LstmLearnerParameters.class, NodeParametersUtil.createSettings(LstmLearnerParameters.class), older);
        var withoutDevice = new NodeSettings("model");
        for (var key : older) {
            if (!key.equals("device")) {
                withoutDevice.addNodeSettings(older.getNodeSettings(key));
            }
        }

        var loaded = NodeParametersUtil.loadSettings(withoutDevice, LstmLearnerParameters.class);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(LstmLearnerParameters.class, loaded, again);
        assertThat(again).isEqualTo(older);
    }

    @ParameterizedTest
    @ValueSource(classes = {LstmLearnerParameters.class, RnnLearnerParameters.class})
    void settings_of_a_learner_that_knew_one_direction_and_the_last_time_step_only_are_loaded_and_keep_them(
            Class<? extends NodeParameters> type) throws Exception {
        var now = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), now);
        var older = new NodeSettings("model");
        for (var key : now) {
            var group = (NodeSettings) older.addNodeSettings(key);
            for (var setting : now.getNodeSettings(key)) {
                if (!setting.equals("bidirectional") && !setting.equals("pooling")) {
                    group.addEntry(now.getNodeSettings(key).getEntry(setting));
                }
            }
        }
        assertThat(older).isNotEqualTo(now);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.loadSettings(older, type), again);

        assertThat(again).isEqualTo(now);
        assertThat(again.getNodeSettings("architecture").getBoolean("bidirectional"))
                .isFalse();
        assertThat(again.getNodeSettings("architecture").getString("pooling")).isEqualTo("LAST_STEP");
    }

    @Test
    void settings_of_a_learner_that_knew_one_label_a_row_only_are_loaded_and_keep_it() throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(
                LstmLearnerParameters.class, NodeParametersUtil.createSettings(LstmLearnerParameters.class), older);
        var data = older.addNodeSettings("data");
        data.addString("sequenceColumn", "image");
        data.addString("labelColumn", "label");
        data.addString("missingValues", "FAIL");

        var loaded = NodeParametersUtil.loadSettings(older, LstmLearnerParameters.class);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(LstmLearnerParameters.class, loaded, again);
        var loadedData = again.getNodeSettings("data");
        assertThat(loadedData.getString("sequenceColumn")).isEqualTo("image");
        assertThat(loadedData.getString("labels")).isEqualTo("CLASS");
        assertThat(loadedData.getString("labelColumn")).isEqualTo("label");
        assertThat(loadedData.getString("missingValues")).isEqualTo("FAIL");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LstmLearnerParameters.class,
                RnnLearnerParameters.class,
                SequenceCnnLearnerParameters.class,
                CnnLearnerParameters.class,
                CnnRnnLearnerParameters.class
            })
    void settings_of_a_learner_that_knew_no_preprocessing_and_no_share_are_loaded(Class<? extends NodeParameters> type)
            throws Exception {
        var now = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), now);
        var older = new NodeSettings("model");
        for (var key : now) {
            if (key.equals("training")) {
                var training = (NodeSettings) older.addNodeSettings(key);
                for (var setting : now.getNodeSettings(key)) {
                    if (!setting.equals("automaticBatchSize")) {
                        training.addEntry(now.getNodeSettings(key).getEntry(setting));
                    }
                }
            } else if (!key.equals("preprocessing") && !key.equals("validation")) {
                older.addEntry(now.getEntry(key));
            }
        }

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.loadSettings(older, type), again);

        assertThat(older).isNotEqualTo(now);
        assertThat(again).isEqualTo(now);
    }

    @Test
    void settings_of_a_predictor_that_knew_no_paths_of_labels_are_loaded() throws Exception {
        var older = new NodeSettings("model");
        older.addString("sequenceColumn", "image");
        older.addString("missingValues", "FAIL");
        older.addBoolean("changePredictionColumn", true);
        older.addString("predictionColumn", "found");
        older.addBoolean("appendProbabilities", false);
        older.addString("probabilitySuffix", " (LSTM)");

        var loaded = NodeParametersUtil.loadSettings(older, NetworkPredictorParameters.class);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(NetworkPredictorParameters.class, loaded, again);
        older.addBoolean("calibrateProbabilities", false);
        older.addBoolean("appendUncertainty", false);
        older.addString("forecastOutput", "ROWS");
        older.addString("stepOutput", "LISTS");
        older.addInt("beamWidth", 5);
        older.addInt("maximumLabels", 0);
        older.addString("precision", "SINGLE");
        assertThat(again).isEqualTo(older);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LstmLearnerParameters.class,
                GruLearnerParameters.class,
                RnnLearnerParameters.class,
                SequenceCnnLearnerParameters.class,
                CnnLearnerParameters.class,
                CnnRnnLearnerParameters.class
            })
    void settings_of_a_learner_that_knew_single_precision_only_are_loaded_and_keep_it(
            Class<? extends NodeParameters> type) throws Exception {
        var older = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type), older);
        var now = new NodeSettings("model");
        older.copyTo(now);
        older.addNodeSettings("device").addInt("threads", 3);

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(type, NodeParametersUtil.loadSettings(older, type), again);

        now.getNodeSettings("device").addInt("threads", 3);
        assertThat(again).isEqualTo(now);
        assertThat(again.getNodeSettings("device").getString("precision")).isEqualTo("SINGLE");
    }

    private static String snapshot(Class<?> type) {
        try (var in = SettingsTest.class.getResourceAsStream("settings/" + type.getSimpleName() + ".xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(String text) {
        return text.strip().lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
    }
}
