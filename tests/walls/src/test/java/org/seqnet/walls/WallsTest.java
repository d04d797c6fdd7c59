package org.seqnet.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The walls between the bundles: knime -> engine -> dl4j and never back, and each knows its neighbor alone. What
 * computes on graphics cards or on Spark, and what multiplies in mixed precision, knows the engine, and nothing knows
 * it: it may be missing.
 */
class WallsTest {
    @Test
    void nodes_know_nothing_of_nd4j_deeplearning4j_and_javacpp() {
        noClasses()
                .that()
                .resideInAPackage("org.seqnet.knime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                .check(Bundle.all());
    }

    @Test
    void the_engine_knows_nothing_of_knime() {
        noClasses()
                .that()
                .resideInAPackage("org.seqnet.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.knime..", "org.seqnet.knime..")
                .check(Bundle.all());
    }

    @Test
    void nothing_knows_what_computes_on_graphics_cards_or_in_mixed_precision() {
        noClasses()
                .that()
                .resideInAnyPackage("org.seqnet.engine..", "org.seqnet.knime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.seqnet.cudnn..", "org.seqnet.onednn..")
                .check(Bundle.all());
    }

    @Test
    void what_computes_on_graphics_cards_knows_the_engine_and_native_access_only() {
        classes()
                .that()
                .resideInAPackage("org.seqnet.cudnn..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.sun.jna..", "org.seqnet.engine..", "org.seqnet.cudnn..")
                .check(Bundle.all());
    }

    @Test
    void what_multiplies_in_mixed_precision_knows_the_engine_and_onednn_only() {
        classes()
                .that()
                .resideInAPackage("org.seqnet.onednn..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.bytedeco..", "org.seqnet.engine..", "org.seqnet.onednn..")
                .check(Bundle.all());
    }

    @Test
    void what_exchanges_networks_knows_the_engine_and_file_formats_only() {
        classes()
                .that()
                .resideInAPackage("org.seqnet.exchange..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "ai.onnx.proto..",
                        "com.google.protobuf..",
                        "com.fasterxml.jackson.core..",
                        "org.seqnet.engine..",
                        "org.seqnet.exchange..")
                .check(Bundle.all());
        noClasses()
                .that()
                .resideInAPackage("org.seqnet.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.seqnet.exchange..")
                .check(Bundle.all());
    }

    @Test
    void what_runs_on_spark_knows_the_engine_and_nothing_knows_it() {
        noClasses()
                .that()
                .resideInAPackage("org.seqnet.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "org.seqnet.knime..")
                .check(Bundle.all());
        noClasses()
                .that()
                .resideInAnyPackage("org.seqnet.engine..", "org.seqnet.knime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.seqnet.spark..", "org.apache.spark..")
                .check(Bundle.all());
    }

    @Test
    void manifests_do_not_lead_back_either() throws IOException {
        assertThat(manifest("org.seqnet.knime"))
                .contains("org.seqnet.engine")
                .doesNotContain("org.seqnet.dl4j", "org.seqnet.cudnn", "org.seqnet.onednn");
        assertThat(manifest("org.seqnet.cudnn"))
                .contains("org.seqnet.engine")
                .doesNotContain("org.seqnet.dl4j", "knime");
        assertThat(manifest("org.seqnet.onednn"))
                .contains("org.seqnet.engine", "Export-Package: org.seqnet.onednn\n")
                .doesNotContain("org.seqnet.dl4j", "knime");
        assertThat(manifest("org.seqnet.exchange"))
                .contains("org.seqnet.engine", "Export-Package: org.seqnet.exchange\n")
                .doesNotContain("org.seqnet.dl4j", "knime");
        assertThat(manifest("org.seqnet.engine"))
                .contains("org.seqnet.dl4j")
                .doesNotContain("knime", "org.seqnet.exchange");
        assertThat(manifest("org.seqnet.dl4j")).doesNotContain("org.seqnet.engine", "knime.");
    }

    private static String manifest(String bundle) throws IOException {
        return Files.readString(
                Bundle.REPOSITORY.resolve("bundles").resolve(bundle).resolve("META-INF/MANIFEST.MF"));
    }

    /** What keeps the advisories in docs/third-party.md out of reach: nobody hands a file to what they are about. */
    @Test
    void nothing_reads_objects_json_yaml_or_graphs_with_the_libraries_below() throws IOException {
        for (var bundle : Bundle.values()) {
            // Spark reads its own JSON there
            var allowed = bundle == Bundle.SPARK ? Set.of("StageMetadata.class") : Set.<String>of();
            assertThat(mentioning(
                            bundle,
                            "ObjectInputStream",
                            "org/nd4j/shade/",
                            "org/tensorflow/",
                            "fromJson",
                            "fromYaml",
                            "restoreMultiLayerNetwork",
                            "restoreComputationGraph",
                            "SerializationUtils",
                            "org/nd4j/autodiff/samediff/"))
                    .isEqualTo(allowed);
        }
        assertThat(mentioning(Bundle.ENGINE, "ModelSerializer")).containsExactly("DeeplearningFile.class");
    }

    /** Returns the class files that hold one of these texts, be it as a name or as what reflection might look for. */
    private static Set<String> mentioning(Bundle bundle, String... texts) throws IOException {
        var guilty = new TreeSet<String>();
        try (var files = Files.walk(bundle.compiled())) {
            for (var file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                var bytes = Files.readString(file, ISO_8859_1);
                if (List.of(texts).stream().anyMatch(bytes::contains)) {
                    guilty.add(file.getFileName().toString());
                }
            }
        }
        return guilty;
    }

    @Test
    void what_knime_calls_internal_is_behind_few_classes() {
        // what is no public API of KNIME yet is behind these alone; whatever computes a state names the exception
        assertThat(nodesThatUse(resideInAPackage("org.knime.core.webui..")
                        .and(not(simpleName("StateComputationFailureException")))))
                .containsExactlyInAnyOrder(
                        "dialog.DialogSettings",
                        "file.NetworkReaderNodeFactory",
                        "file.NetworkWriterParameters",
                        "file.SourceParameters",
                        "idx.IdxFiles",
                        "image.ImageFileReaderParameters",
                        "image.ImageFolderReaderParameters",
                        "learner.RocketParameters", // the button that draws a seed
                        "learner.TrainingParameters", // the same
                        "series.TimeSeriesReaderParameters",
                        "spark.DataArguments",
                        "spark.RunParameters",
                        "spark.SparkDataParameters",
                        "spark.SparkNetworkLearnerParameters",
                        "spark.SparkTraining",
                        "spark.SparkValidationParameters",
                        "view.ClassicNodeFactory",
                        "view.PortViews",
                        "view.SelectingView",
                        "view.ViewPage");
    }

    @Test
    void all_nodes_that_read_or_make_rows_tell_what_to_do_at_the_end_of_the_heap() {
        assertThat(nodesThatUse(DescribedPredicate.describe(
                        "", type -> type.getName().equals("org.seqnet.knime.execution.WithinHeap"))))
                .containsExactlyInAnyOrder(
                        "backtest.ForecastScorerNodeModel",
                        "comparison.NetworkComparisonNodeFactory",
                        "example.ExampleDataReaderNodeFactory",
                        "explainer.NetworkExplainerNodeFactory",
                        "file.NetworkReaderNodeModel",
                        "file.NetworkWriterNodeFactory",
                        "idx.IdxReaderNodeFactory",
                        "image.ImageFileReaderNodeFactory",
                        "image.ImageFolderReaderNodeFactory",
                        "learner.LearnerNode",
                        "learner.RocketLearnerNodeFactory",
                        "multilabel.MultiLabelScorerNodeModel",
                        "predictor.NetworkPredictorNodeFactory",
                        "scene.SceneComposerNodeFactory",
                        "scorer.PredictionScorerNodeModel",
                        "scorer.StepLabelScorerNodeModel",
                        "sequence.SequenceReshaperNodeFactory",
                        "series.TimeSeriesReaderNodeFactory",
                        "spark.SparkNetworkLearnerNodeFactory");
    }

    /**
     * Returns the outermost classes of the nodes that use another class of this kind, without what their names share.
     */
    private static Set<String> nodesThatUse(DescribedPredicate<JavaClass> kind) {
        return Bundle.NODES.classes().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> kind.test(dependency.getTargetClass()))
                .map(Dependency::getOriginClass)
                .filter(kind.negate())
                .map(type -> type.getName().replaceAll("^org\\.seqnet\\.knime\\.|\\$.*", ""))
                .collect(toCollection(TreeSet::new));
    }
}
