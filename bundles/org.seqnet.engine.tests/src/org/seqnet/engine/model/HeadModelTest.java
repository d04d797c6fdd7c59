package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

class HeadModelTest {
    private static final String MANIFEST = "m.net, entry 'manifest.txt': ";

    static Stream<TrainedNetwork> classes() {
        return Stream.of(Toys.network(), Toys.network(Cell.RNN_RELU), Toys.normalizedNetwork());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void networks_with_classes_have_no_field_of_a_head(TrainedNetwork network) throws IOException {
        assertThat(text(network))
                .doesNotContain("version=7", "head", "threshold", "independentLabels", "labelPath", "place");
    }

    @Test
    void a_network_with_a_label_per_step_comes_back_in_version_10() throws IOException {
        var network = Toys.stepClasses();

        assertThat(read(written(network))).isEqualTo(network);
        assertThat(text(network)).contains("version=10\n", "head=stepClasses\n");
        assertRefused(
                manifestChanged(network, "version=10", "version=9"),
                MANIFEST + "'head' is 'stepClasses', not a known head: independentLabels, labelPath.");
    }

    /** The checksum of what was written before version 7. */
    @Test
    void files_of_networks_with_classes_are_those_of_before_to_the_byte() throws IOException {
        var digest = Checksum.begin();
        for (var network : List.of(Toys.network(Cell.RNN_RELU), Toys.networkThatReachedAccuracy())) {
            var made = new TrainedNetwork(
                    network.architecture(),
                    network.input(),
                    network.labels(),
                    new float[network.parameterCount()],
                    new float[0],
                    network.steps(),
                    network.provenance());
            digest.update(written(made));
        }

        assertThat(Checksum.of(digest)).isEqualTo("34d0173a224c345fc4d2ba4562a319632142510a0c9b7a35e2ea1cc24602b609");
    }

    @Test
    void the_temperature_of_classes_comes_back_to_the_bit() throws IOException {
        var plain = Toys.network();
        var network = new TrainedNetwork(
                new Architecture(plain.architecture().encoder(), new Classes(6, 1 / 3f)),
                plain.input(),
                plain.labels(),
                plain.parameters(),
                plain.updaterState(),
                plain.steps(),
                plain.provenance());

        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(plain);
        assertThat(text(network)).contains("version=8\n", "classes.temperature=0.33333334\n");
        assertFault(
                network,
                "temperature=0.33333334",
                "temperature=-1",
                "'classes.temperature' is '-1', not a number from 0.05 to 20.");
        assertFault(
                network,
                "temperature=0.33333334",
                "temperature=warm",
                "'classes.temperature' is 'warm', not a number from 0.05 to 20.");
        assertFault(
                network, "version=8", "version=7", "'classes.temperature' is unknown in this version of the format.");
    }

    @Test
    void thresholds_come_back_to_the_bit() throws IOException {
        var network = Toys.independentLabels();

        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(Toys.network());
        assertThat(text(network))
                .contains(
                        "version=7\n",
                        """
                        recurrent.forgetGateBias=1.0
                        head=independentLabels
                        threshold.1=0.0
                        threshold.2=0.1
                        threshold.3=0.33333334
                        threshold.4=0.5
                        threshold.5=0.99999994
                        threshold.6=1.0
                        input.timeSteps=4
                        """);
    }

    @Test
    void any_threshold_comes_back_to_the_bit() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            var thresholds = IntStream.range(0, 6)
                    .mapToObj(label -> Float.intBitsToFloat(random.nextInt(Float.floatToIntBits(1) + 1)))
                    .toList();
            var network = Toys.network(new IndependentLabels(thresholds));

            assertThat(read(written(network)).architecture().head()).isEqualTo(new IndependentLabels(thresholds));
        }
    }

    @Test
    void a_path_comes_back_with_its_order() throws IOException {
        var network = Toys.labelPath();

        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(Toys.orderFreeLabelPath());
        assertThat(text(network))
                .contains(
                        "version=7\n",
                        """
                        head=labelPath
                        labelPath.embeddingSize=5
                        labelPath.hiddenUnits=4
                        place.1=4
                        place.2=1
                        place.3=6
                        place.4=2
                        place.5=3
                        place.6=5
                        input.timeSteps=4
                        """);
    }

    @Test
    void a_path_free_of_order_comes_back_as_such() throws IOException {
        var network = Toys.orderFreeLabelPath();

        assertThat(read(written(network))).isEqualTo(network).isNotEqualTo(Toys.labelPath());
        assertThat(text(network)).contains("head=labelPath\n").doesNotContain("place");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=7|version=6|'head' is unknown in this version of the format.",
                "head=independentLabels|head=classes|'head' is 'classes', not a known head: independentLabels, "
                        + "labelPath.",
                "head=independentLabels|head=java.lang.Runtime|'head' is 'java.lang.Runtime', not a known head: "
                        + "independentLabels, labelPath.",
                "head=independentLabels|head=labelPath|'labelPath.embeddingSize' is missing.",
                "head=independentLabels|tail=independentLabels|'tail' is unknown in this version of the format.",
                "threshold.6=1.0|threshold.7=1.0|6 labels declared, 5 thresholds found.",
                "threshold.6=1.0|threshold.6=1.0 threshold.7=1.0|6 labels declared, 7 thresholds found.",
                "threshold.1=0.0|threshold.0=0.0|6 labels declared, 0 thresholds found.",
                "threshold.2=0.1|threshold.2=NaN|'threshold.2' is 'NaN', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=-0.1|'threshold.2' is '-0.1', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=1.0000001|'threshold.2' is '1.0000001', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=Infinity|'threshold.2' is 'Infinity', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=1e400|'threshold.2' is '1e400', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=half|'threshold.2' is 'half', not a number from 0 to 1.",
                "threshold.2=0.1|threshold.2=|'threshold.2' is '', not a number from 0 to 1.",
                "threshold.6=1.0|threshold.6=1.0 place.1=1|'place.1' is unknown in this version of the format.",
                "threshold.6=1.0|threshold.6=1.0 labelPath.hiddenUnits=4|'labelPath.hiddenUnits' is unknown in this "
                        + "version of the format.",
                "label.6=|name.6=|6 labels declared, 5 found.",
            })
    void a_wrong_field_of_independent_labels_is_refused_by_name(String right, String wrong, String fault) {
        assertFault(Toys.independentLabels(), right, wrong, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=7|version=6|'head' is unknown in this version of the format.",
                "head=labelPath|head=independentLabels|6 labels declared, 0 thresholds found.",
                "embeddingSize=5|embeddingSize=0|Label embedding size: 0 is not between 1 and 4096.",
                "embeddingSize=5|embeddingSize=4097|Label embedding size: 4097 is not between 1 and 4096.",
                "embeddingSize=5|embeddingSize=-21474836|Label embedding size: -21474836 is not between 1 and 4096.",
                "embeddingSize=5|embeddingSize=2147483648|'labelPath.embeddingSize' is '2147483648', not an integer.",
                "embeddingSize=5|embeddingsSize=5|'labelPath.embeddingSize' is missing.",
                "hiddenUnits=4|hiddenUnits=0|Label LSTM units: 0 is not between 1 and 4096.",
                "hiddenUnits=4|hiddenUnits=4097|Label LSTM units: 4097 is not between 1 and 4096.",
                "hiddenUnits=4|hiddenUnits=four|'labelPath.hiddenUnits' is 'four', not an integer.",
                "place.3=6|place.3=0|'place.3' is '0', not an integer from 1 to 6 that no other label has.",
                "place.3=6|place.3=7|'place.3' is '7', not an integer from 1 to 6 that no other label has.",
                "place.3=6|place.3=4|'place.3' is '4', not an integer from 1 to 6 that no other label has.",
                "place.3=6|place.3=1.5|'place.3' is '1.5', not an integer from 1 to 6 that no other label has.",
                "place.3=6|place.3=-2147483649|'place.3' is '-2147483649', not an integer from 1 to 6 that no other "
                        + "label has.",
                "place.6=5|other=5|6 labels declared, 5 places found.",
                "place.6=5|place.6=5 place.7=7|'place.7' is '7', not an integer from 1 to 6 that no other label has.",
                "place.1=4|place.0=4|'place.0' is unknown in this version of the format.",
                "place.6=5|place.6=5 threshold.1=0.5|'threshold.1' is unknown in this version of the format.",
            })
    void a_wrong_field_of_a_path_is_refused_by_name(String right, String wrong, String fault) {
        assertFault(Toys.labelPath(), right, wrong, fault);
    }

    @Test
    void a_network_with_classes_that_claims_to_have_another_head_is_refused() {
        assertFault(
                Toys.network(),
                "version=1",
                "version=7 head=independentLabels",
                "6 labels declared, 0 thresholds found.");
        assertFault(
                Toys.network(),
                "version=1",
                "version=7 threshold.1=0.5",
                "'threshold.1' is unknown in this version of the format.");
        assertRefused(
                manifestChanged(
                        Toys.network(),
                        "version=1",
                        "version=7\nhead=labelPath\nlabelPath.embeddingSize=5\nlabelPath.hiddenUnits=4"),
                "m.net, entry 'parameters.f32': 720 bytes are declared, but 396 floats require 1,584.");
    }

    private static void assertFault(TrainedNetwork network, String right, String wrong, String fault) {
        assertRefused(
                CraftedModel.of(network)
                        .withManifestText(text -> {
                            assertThat(text).contains(right);
                            return text.replace(right, wrong.replace(' ', '\n'));
                        })
                        .withRightManifestSum()
                        .bytes(),
                MANIFEST + fault);
    }

    static Stream<Head> headsOfManyLabels() {
        var places = new ArrayList<>(IntStream.range(0, 100_000).boxed().toList());
        Collections.shuffle(places, new Random(1));
        return Stream.of(
                new IndependentLabels(
                        IntStream.range(0, 100_000).mapToObj(k -> k / 99_999f).toList()),
                new LabelPath(100_000, 1, 1, places),
                new LabelPath(100_000, 1, 1, List.of()));
    }

    @ParameterizedTest
    @MethodSource("headsOfManyLabels")
    void a_hundred_thousand_labels_come_back(Head head) throws IOException {
        var architecture = new Architecture(new Recurrent(Cell.LSTM, 1, 1, 0, 1), head);
        var shape = new SequenceShape(1, 1);
        var network = new TrainedNetwork(
                architecture,
                NetworkInput.of(shape),
                Toys.labels(100_000),
                new float[(int) architecture.parameterCount(shape)],
                new float[0],
                0,
                Toys.network().provenance());

        assertThat(read(written(network)).equals(network)).isTrue();
    }

    @Test
    void more_parameters_of_a_path_than_fit_are_refused_before_anything_is_allocated() {
        assertRefused(
                CraftedModel.of(Toys.orderFreeLabelPath())
                        .withManifestText(text -> text.replace("embeddingSize=5", "embeddingSize=4096")
                                .replace("labelPath.hiddenUnits=4", "labelPath.hiddenUnits=4096")
                                .replace("recurrent.hiddenUnits=3", "recurrent.hiddenUnits=8192"))
                        .withRightManifestSum()
                        .bytes(),
                MANIFEST
                        + "LSTM, 2 layers of 8192 units, LSTM of 4096 units over labels for sequences of 4 time steps "
                        + "x 2 features and 6 labels has 990,040,064 parameters; the maximum is 250,000,000.");
    }
}
