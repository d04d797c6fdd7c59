package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.scorer.PredictionScorerNodeFactory;

/** The two walls: the nodes know nothing of the libraries below the engine, and the engine nothing of KNIME. */
class WallsTest {
    private static final int FEWEST_NODE_CLASSES = 60;
    private static final int FEWEST_ENGINE_CLASSES = 60;

    @Test
    void nodes_know_nothing_of_nd4j_deeplearning4j_and_javacpp() throws IOException {
        var bundle = BundleClasses.around(PredictionScorerNodeFactory.class);

        assertThat(bundle.size()).isGreaterThan(FEWEST_NODE_CLASSES);
        assertThat(bundle.mentioning("org/nd4j/", "org/deeplearning4j/", "org/bytedeco/"))
                .isEmpty();
    }

    @Test
    void the_engine_knows_nothing_of_knime() throws IOException {
        var bundle = BundleClasses.around(SeqNetException.class);

        assertThat(bundle.size()).isGreaterThan(FEWEST_ENGINE_CLASSES);
        assertThat(bundle.mentioning("org/knime/", "org/seqnet/knime/")).isEmpty();
    }

    /** What keeps the advisories in docs/third-party.md out of reach: nobody hands a file to what they are about. */
    @Test
    void nothing_reads_objects_json_yaml_or_graphs_with_the_libraries_below() throws IOException {
        for (var member : List.of(PredictionScorerNodeFactory.class, SeqNetException.class)) {
            var bundle = BundleClasses.around(member);

            assertThat(bundle.mentioning(
                            "ObjectInputStream",
                            "org/nd4j/shade/",
                            "org/tensorflow/",
                            "fromJson",
                            "fromYaml",
                            "restoreMultiLayerNetwork",
                            "restoreComputationGraph",
                            "SerializationUtils",
                            "org/nd4j/autodiff/samediff/"))
                    .isEmpty();
        }
        assertThat(BundleClasses.around(SeqNetException.class).mentioning("ModelSerializer"))
                .containsExactly("org.seqnet.engine.export.DeeplearningFile");
    }

    @Test
    void what_knime_calls_internal_is_behind_few_classes() throws IOException {
        var internal = BundleClasses.around(PredictionScorerNodeFactory.class).mentioning("org/knime/core/webui/");

        // what is no public API of KNIME yet is behind these alone
        assertThat(outermost(internal))
                .containsExactlyInAnyOrder(
                        "org.seqnet.knime.DialogSettings",
                        "org.seqnet.knime.file.NetworkReaderNodeFactory",
                        "org.seqnet.knime.file.NetworkReaderParameters",
                        "org.seqnet.knime.file.NetworkWriterParameters",
                        "org.seqnet.knime.idx.IdxFiles",
                        "org.seqnet.knime.learner.ConvolutionalParameters", // an exception of what computes states
                        "org.seqnet.knime.learner.EarlyStoppingParameters", // the same
                        "org.seqnet.knime.learner.TrainingParameters", // the button that draws a seed
                        "org.seqnet.knime.scorer.PredictionScorerNodeFactory",
                        "org.seqnet.knime.sequence.ScalingWidgets", // the exception of a value's provider
                        "org.seqnet.knime.view.PortViews",
                        "org.seqnet.knime.view.ViewPage");
    }

    private static Set<String> outermost(Set<String> classes) {
        var names = new TreeSet<String>();
        classes.forEach(name -> names.add(name.replaceAll("\\$.*", "")));
        return names;
    }
}
