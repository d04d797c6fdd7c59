package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ParameterBlock.Kind;
import org.seqnet.engine.sequence.LabelSets;

class LabelPathTest {
    private static final LabelPath ORDERED = new LabelPath(3, 5, 4, List.of(2, 0, 1));
    private static final LabelPath FREE = new LabelPath(3, 5, 4, List.of());

    @Test
    void frequent_labels_come_first_and_of_equally_frequent_ones_the_first() {
        // frequencies 1, 3, 0, 3, 2
        var sets = LabelSets.of(List.of(new int[] {1, 3, 4}, new int[] {3, 1}, new int[] {0, 1, 3}, new int[] {4}));

        assertThat(LabelPath.frequentFirst(sets, 5)).containsExactly(3, 0, 4, 1, 2);
        assertThat(LabelPath.frequentFirst(LabelSets.of(List.of()), 3)).containsExactly(0, 1, 2);
        assertThat(LabelPath.frequentFirst(LabelSets.of(List.of(new int[] {0})), 1))
                .containsExactly(0);
    }

    @Test
    void a_thousand_labels_that_are_all_as_frequent_keep_their_order() {
        var sets = LabelSets.of(List.of(IntStream.range(0, 1000).toArray()));

        assertThat(LabelPath.frequentFirst(sets, 1000))
                .isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    static List<List<Integer>> wrongOrders() {
        return List.of(
                List.of(0, 1),
                List.of(0, 1, 2, 3),
                List.of(0, 1, 1),
                List.of(1, 2, 3),
                List.of(-1, 0, 1),
                List.of(0, 1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("wrongOrders")
    void an_order_has_each_label_once(List<Integer> order) {
        assertThatThrownBy(() -> new LabelPath(3, 5, 4, order))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Label order: it does not have each of the 3 labels once.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|5|4|Labels: 0 is not at least 1.",
                "-1|5|4|Labels: -1 is not at least 1.",
                "3|0|4|Label embedding size: 0 is not between 1 and 4096.",
                "3|4097|4|Label embedding size: 4097 is not between 1 and 4096.",
                "3|5|0|Label LSTM units: 0 is not between 1 and 4096.",
                "3|5|4097|Label LSTM units: 4097 is not between 1 and 4096.",
            })
    void settings_outside_their_range_are_refused(int count, int size, int units, String message) {
        assertThatThrownBy(() -> new LabelPath(count, size, units, List.of()))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    @Test
    void layers_and_parameters_add_up() {
        // 3 labels, start and end; 4 gates of an LSTM; both parts of the joint space, with a bias
        assertThat(ORDERED.layers(7))
                .extracting(LayerSummary::name, LayerSummary::inputs, LayerSummary::outputs, LayerSummary::parameters)
                .containsExactly(
                        tuple("embedding", 1, 5, 25L),
                        tuple("labels", 5, 4, 4 * 4 * (5 + 4 + 1L)),
                        tuple("joint", 11, 5, 5 * (7 + 4 + 1L)));
        assertThat(ORDERED.parameters(7))
                .containsExactly(
                        new ParameterBlock(25, Kind.WEIGHTS),
                        new ParameterBlock(4 * 4 * (5 + 4), Kind.WEIGHTS),
                        new ParameterBlock(4 * 4, Kind.BIASES),
                        new ParameterBlock(5 * (4 + 7), Kind.WEIGHTS),
                        new ParameterBlock(5, Kind.BIASES));
        for (var path :
                List.of(ORDERED, FREE, new LabelPath(1, 1, 1, List.of(0)), new LabelPath(1000, 64, 512, List.of()))) {
            for (int inputs : new int[] {1, 7, 128}) {
                assertThat(path.parameterCount(inputs))
                        .isEqualTo(path.layers(inputs).stream()
                                .mapToLong(LayerSummary::parameters)
                                .sum())
                        .isEqualTo(path.parameters(inputs).stream()
                                .mapToLong(ParameterBlock::count)
                                .sum());
            }
        }
    }

    @Test
    void operations_are_those_of_the_image_and_one_step() {
        long image = 5 * 7;
        long lstm = 4 * 4 * (5 + 4);
        long joint = 5 * 4;
        long scores = (3 + 1) * 5;

        assertThat(ORDERED.operations(7)).isEqualTo(2 * (image + lstm + joint + scores));
    }

    @Test
    void it_gives_the_image_s_place_and_tells_labels_apart() {
        assertThat(ORDERED.outputs()).isEqualTo(5);
        assertThat(ORDERED.labels()).isEqualTo(3);
        assertThat(ORDERED.isOrderFree()).isFalse();
        assertThat(FREE.isOrderFree()).isTrue();
        assertThat(ORDERED.title("CNN")).isEqualTo("CNN, LSTM of 4 units over labels");
    }

    @Test
    void weights_are_those_of_a_path_as_large_and_learned_in_as_fixed_an_order() {
        assertThatCode(() -> ORDERED.requireWeightsOf(new LabelPath(3, 5, 4, List.of(0, 1, 2))))
                .doesNotThrowAnyException();
        assertWeights(new Classes(3), "predicts one class per sequence; the settings specify a label path.");
        assertWeights(
                IndependentLabels.of(Toys.labels(3)),
                "predicts independent labels; the settings specify a label path.");
        assertWeights(
                new LabelPath(3, 6, 4, List.of()),
                "has label embeddings of 6 values and a label LSTM of 4 units; the settings specify 5 and 4.");
        assertWeights(
                new LabelPath(3, 5, 8, List.of()),
                "has label embeddings of 5 values and a label LSTM of 8 units; the settings specify 5 and 4.");
        assertWeights(FREE, "learned labels in any order; the settings specify a fixed order.");
        assertThatThrownBy(() -> FREE.requireWeightsOf(ORDERED))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network to resume learned labels in a fixed order; the settings specify any order.");
    }

    private static void assertWeights(Head network, String message) {
        assertThatThrownBy(() -> ORDERED.requireWeightsOf(network))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network to resume " + message);
    }
}
