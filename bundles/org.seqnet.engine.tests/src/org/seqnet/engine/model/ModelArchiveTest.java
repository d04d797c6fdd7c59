package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.trained.TrainedNetwork;

class ModelArchiveTest {
    private final TrainedNetwork network = Toys.network();

    @Test
    void a_network_comes_back_to_the_bit() throws IOException {
        var copy = read(written(network));

        assertThat(copy).isEqualTo(network);
        assertThat(copy.parameters()).isEqualTo(network.parameters());
        assertThat(copy.updaterState()).isEqualTo(network.updaterState());
        assertThat(copy.provenance()).isEqualTo(network.provenance());
        assertThat(copy.labels().names())
                .containsExactly("plain", "a=b", "back\\slash", "two\nlines", "\u00fcml\u00e4ut", "");
    }

    @Test
    void every_kind_of_encoder_and_head_comes_back() throws IOException {
        var networks = List.of(
                network,
                Toys.convolutionalNetwork(),
                Toys.temporalNetwork(),
                Toys.composedNetwork(),
                Toys.independentLabels(),
                Toys.labelPath(),
                Toys.values(),
                Toys.forecast(),
                Toys.stepClasses(),
                Toys.rocketNetwork());

        assertThat(networks)
                .<Class<?>>extracting(one -> one.architecture().encoder().getClass())
                .contains(Encoder.class.getPermittedSubclasses());
        assertThat(networks)
                .<Class<?>>extracting(one -> one.architecture().head().getClass())
                .contains(Head.class.getPermittedSubclasses());
        for (var one : networks) {
            assertThat(read(written(one))).isEqualTo(one);
        }
    }

    @Test
    void a_network_without_updater_state_comes_back() throws IOException {
        var plain = with(network.parameters(), new float[0]);

        assertThat(read(written(plain))).isEqualTo(plain);
    }

    @Test
    void a_network_for_any_length_comes_back_as_such() throws IOException {
        var any = Toys.networkForAnyLength();

        assertThat(read(written(any))).isEqualTo(any).isNotEqualTo(network);
        assertThat(text(any)).contains("version=2\n", "input.timeSteps=any\ninput.features=2\n");
    }

    @Test
    void a_network_for_one_length_is_written_as_before_and_read_from_either_version() throws IOException {
        assertThat(text(network)).contains("version=1\n", "input.timeSteps=4\ninput.features=2\n");
        assertThat(read(manifestChanged(network, "version=1", "version=2"))).isEqualTo(network);
    }

    @Test
    void a_network_that_moved_between_devices_remembers_each_epochs_and_others_are_written_as_before()
            throws IOException {
        var moved = Toys.networkFromTwoDevices();

        assertThat(read(written(moved))).isEqualTo(moved);
        assertThat(text(moved)).contains("version=3\n", "device.1=GPU, Toy 1\n").doesNotContain("device.2");
        assertThat(text(network)).doesNotContain("device.1");
    }

    @ParameterizedTest
    @EnumSource(names = {"RNN_TANH", "RNN_RELU"})
    void a_network_of_simple_cells_comes_back_in_a_version_of_its_own(Cell cell) throws IOException {
        var simple = Toys.network(cell);

        assertThat(read(written(simple))).isEqualTo(simple);
        assertThat(text(simple))
                .contains("version=4\n", "recurrent.cell=" + cell + "\n")
                .doesNotContain("forgetGateBias");
        assertThat(text(network)).contains("version=1\n", "recurrent.forgetGateBias=1.0\n");
    }

    @ParameterizedTest
    @EnumSource
    void every_design_of_convolutions_over_time_comes_back(Design design) throws IOException {
        var temporal = Toys.network(new TemporalConvolutional(design, 3, 2, 4, 2, 0.25));

        assertThat(read(written(temporal))).isEqualTo(temporal);
        assertThat(text(temporal))
                .contains(
                        "version=9\n",
                        "architecture=temporal\ntemporal.design=" + design + "\ntemporal.filters=3\n"
                                + "temporal.depth=2\ntemporal.kernelSize=4\ntemporal.dilationGrowth=2\n"
                                + "temporal.dropout=0.25\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temporal.design=FCN|temporal.design=VGG|'temporal.design' is 'VGG', not one of [FCN, RESNET, "
                        + "INCEPTION].",
                "temporal.filters=3|temporal.filters=1025|Filters: 1025 is not between 1 and 1024.",
                "temporal.depth=2|temporal.depth=0|Depth: 0 is not between 1 and 32.",
                "temporal.dropout=0.1|temporal.dropout=1|Dropout: 1.0 is not at least 0 and below 1.",
                "recurrent.layers=1|recurrent.layers=17|Layers: 17 is not between 1 and 16.",
                "architecture=composition|architecture=forest|'architecture' is 'forest', not a known architecture: "
                        + "recurrent, convolutional, temporal, composition, rocket.",
                "version=9|version=8|'architecture' is 'composition', not a known architecture: recurrent, "
                        + "convolutional.",
            })
    void a_wrong_field_of_a_composition_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.composedNetwork())
                .withManifestText(text -> {
                    assertThat(text).contains(right);
                    return text.replace(right, wrong);
                })
                .withRightManifestSum()
                .bytes();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(MalformedModelException.class)
                .extracting(Throwable::getMessage)
                .isIn("m.net, entry 'manifest.txt': " + fault, "m.net, entry 'manifest.txt', " + fault);
    }

    @Test
    void a_gru_comes_back_in_version_9() throws IOException {
        var gru = Toys.network(Cell.GRU);

        assertThat(read(written(gru))).isEqualTo(gru);
        assertThat(text(gru)).contains("version=9\n", "recurrent.cell=GRU\n").doesNotContain("forgetGateBias");
    }

    @ParameterizedTest
    @EnumSource
    void networks_of_both_directions_and_of_any_pooling_come_back_in_version_9(Pooling pooling) throws IOException {
        var both = Toys.network(new Recurrent(Cell.LSTM, 2, 3, 0.25, 1, true, pooling));
        var one = Toys.network(new Recurrent(Cell.LSTM, 2, 3, 0.25, 1, false, pooling));

        assertThat(read(written(both))).isEqualTo(both);
        assertThat(text(both)).contains("version=9\n", "recurrent.bidirectional=true\n");
        assertThat(read(written(one))).isEqualTo(one);
        if (pooling == Pooling.LAST_STEP) {
            assertThat(written(one)).isEqualTo(written(Toys.network(Cell.LSTM)));
            assertThat(text(both)).doesNotContain("pooling");
        } else {
            assertThat(text(one))
                    .contains("version=9\n", "recurrent.pooling=" + pooling + "\n")
                    .doesNotContain("bidirectional");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recurrent.bidirectional=true|recurrent.bidirectional=maybe|'recurrent.bidirectional' is 'maybe', not "
                        + "true or false.",
                "recurrent.pooling=MEAN|recurrent.pooling=MAX|'recurrent.pooling' is 'MAX', not one of [LAST_STEP, "
                        + "MEAN, ATTENTION].",
                "version=9|version=8|'recurrent.bidirectional' is unknown in this version of the format.",
            })
    void damaged_directions_and_poolings_are_refused(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.network(new Recurrent(Cell.LSTM, 2, 3, 0.25, 1, true, Pooling.MEAN)))
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_gru_in_an_earlier_version_is_refused() {
        var bytes = CraftedModel.of(Toys.network(Cell.GRU))
                .withManifestText(text -> text.replace("version=9", "version=8"))
                .withRightManifestSum()
                .bytes();
        assertRefused(
                bytes,
                "m.net, entry 'manifest.txt': 'recurrent.cell' is 'GRU', not one of [LSTM, RNN_TANH, RNN_RELU].");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recurrent.cell=RNN_TANH|recurrent.cell=GRU9|'recurrent.cell' is 'GRU9', not one of [LSTM, RNN_TANH,"
                        + " RNN_RELU].",
                "recurrent.cell=RNN_TANH|recurrent.cell=LSTM|'recurrent.forgetGateBias' is missing.",
                "steps=12|steps=12 recurrent.forgetGateBias=1|'recurrent.forgetGateBias' is unknown in this "
                        + "version of the format.",
            })
    void a_wrong_field_of_simple_cells_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.network(Cell.RNN_TANH))
                .withManifestText(text -> text.replace(right, wrong.replace(' ', '\n')))
                .withRightManifestSum()
                .bytes();
        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @ParameterizedTest
    @CsvSource({"INTEGER, -7, 12", "LONG, 1099511627776, 3", "BOOLEAN, false, true"})
    void the_type_of_labels_comes_back_and_text_is_written_as_before(LabelType type, String one, String other)
            throws IOException {
        var typed = Toys.network(new LabelDomain(List.of(one, other), type));
        var plain = Toys.network(LabelDomain.of(one, other));

        assertThat(read(written(typed))).isEqualTo(typed).isNotEqualTo(plain);
        assertThat(text(typed)).contains("version=6\n", "labels.type=" + type + "\nlabels=2\nlabel.1=" + one + "\n");
        assertThat(read(written(plain))).isEqualTo(plain);
        assertThat(text(plain)).contains("version=1\n").doesNotContain("labels.type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=6|version=5|'labels.type' is unknown in this version of the format.",
                "labels.type=INTEGER|labels.type=FLOAT|'labels.type' is 'FLOAT', not one of [TEXT, INTEGER, LONG,"
                        + " BOOLEAN].",
                "label.2=12|label.2=twelve|Label 'twelve' is not a 32-bit integer, the type of the labels.",
                "labels.type=INTEGER|labels.type=BOOLEAN|Label '-7' is not a boolean, the type of the labels.",
            })
    void a_wrong_type_of_labels_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.network(new LabelDomain(List.of("-7", "12"), LabelType.INTEGER)))
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void a_network_that_reached_its_accuracy_comes_back_and_others_are_written_as_before() throws IOException {
        var reached = Toys.networkThatReachedAccuracy();

        assertThat(read(written(reached))).isEqualTo(reached).isNotEqualTo(network);
        assertThat(text(reached))
                .contains("version=5\n", "training.stopAtAccuracy=0.5\n", "training.stopReason=REACHED_ACCURACY\n");
        assertThat(text(network)).contains("version=1\n").doesNotContain("stopAtAccuracy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=5|version=4|'training.stopReason' is 'REACHED_ACCURACY', not one of [ALL_EPOCHS_DONE,"
                        + " STOPPED_EARLY, STOPPED_ON_REQUEST].",
                "training.stopAtAccuracy=0.5|training.stop=0.5|'training.stopReason' is 'REACHED_ACCURACY', not one of"
                        + " [ALL_EPOCHS_DONE, STOPPED_EARLY, STOPPED_ON_REQUEST].",
                "training.stopAtAccuracy=0.5|training.stopAtAccuracy=half|'training.stopAtAccuracy' is 'half', not a"
                        + " number.",
                "training.stopAtAccuracy=0.5|training.stopAtAccuracy=50|Target accuracy: 50.0 is not "
                        + "greater than 0 and at most 1.",
            })
    void a_wrong_accuracy_to_stop_at_is_refused_by_name(String right, String wrong, String fault) {
        var bytes = CraftedModel.of(Toys.networkThatReachedAccuracy())
                .withManifestText(text -> text.replace(right, wrong))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void equal_networks_give_equal_bytes() throws IOException {
        var bytes = written(network);

        assertThat(written(Toys.network())).isEqualTo(bytes);
        assertThat(written(read(bytes))).isEqualTo(bytes);
    }

    @Test
    void streams_stay_open() throws IOException {
        var closed = new ArrayList<String>();
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, new FilterOutputStream(bytes) {
            @Override
            public void close() {
                closed.add("out");
            }
        });
        ModelArchive.read(
                new FilterInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
                    @Override
                    public void close() {
                        closed.add("in");
                    }
                },
                "m");

        assertThat(closed).isEmpty();
    }

    @Test
    void the_name_of_the_labels_is_kept() throws IOException {
        var named = network.withLabelName("kind of\nclothing");

        assertThat(read(written(named))).isEqualTo(named).isNotEqualTo(network);
        assertThat(read(written(named)).labelName()).isEqualTo("kind of\nclothing");
        assertThat(network.labelName()).isEmpty();
    }

    private TrainedNetwork with(float[] parameters, float[] updaterState) {
        return new TrainedNetwork(
                network.architecture(),
                network.input(),
                network.labels(),
                parameters,
                updaterState,
                network.steps(),
                network.provenance());
    }
}
