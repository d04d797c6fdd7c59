package org.seqnet.knime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;

/** The kind of a network's head in the spec of its port. */
class HeadSpecTest {
    private static final LabelPath PATH = new LabelPath(3, 5, 7, List.of(2, 0, 1));
    private static final LabelPath ORDER_FREE = new LabelPath(3, 5, 7, List.of());

    private static final Values QUANTILES = regression(new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9)));

    private static Values regression(ValueLoss loss) {
        return new Values(List.of(new Standard(3, 2), new Standard(5, 1)), loss, Optional.empty());
    }

    private static Values forecast(boolean recursive, List<Integer> known, boolean relative) {
        return new Values(
                List.of(new Standard(3, 2), new Standard(5, 1)),
                ValueLoss.SQUARED,
                Optional.of(new Forecast(
                        24, recursive, List.of(1, 0), known, relative ? Normalization.WINDOW : Normalization.NONE)));
    }

    static List<Head> heads() {
        return List.of(
                new Classes(3),
                new IndependentLabels(List.of(0.25f, 0.5f, 1f)),
                PATH,
                ORDER_FREE,
                regression(ValueLoss.SQUARED),
                regression(ValueLoss.ABSOLUTE),
                regression(new ValueLoss.Huber(0.5)),
                QUANTILES,
                forecast(true, List.of(2), true),
                forecast(false, List.of(2), true),
                forecast(true, List.of(), true),
                forecast(true, List.of(2), false),
                new StepClasses(3));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void every_kind_of_head_comes_back(Head head) throws Exception {
        var spec = spec(head);

        var loaded = loaded(content(spec));

        assertThat(loaded).isEqualTo(spec).hasSameHashCodeAs(spec);
        assertThat(loaded.head()).isEqualTo(new HeadKind(head));
        assertThat(loaded.head().predictsClasses()).isEqualTo(head instanceof Classes);
    }

    @Test
    void heads_that_differ_before_training_give_different_specs() {
        var heads = heads();

        assertThat(heads).<Class<?>>extracting(Head::getClass).contains(Head.class.getPermittedSubclasses());
        assertThat(heads.stream().map(HeadSpecTest::spec)).doesNotHaveDuplicates();
        assertThat(spec(new LabelPath(3, 6, 7, List.of()))).isNotEqualTo(spec(ORDER_FREE));
        assertThat(spec(new LabelPath(3, 5, 8, List.of()))).isNotEqualTo(spec(ORDER_FREE));
    }

    @Test
    void what_training_finds_is_no_part_of_the_spec() {
        assertThat(spec(new LabelPath(2, 5, 7, List.of(0, 1)))).isEqualTo(spec(PATH));
        assertThat(spec(IndependentLabels.of(LabelDomain.of("a")))).isEqualTo(spec(heads().get(1)));
        assertThat(HeadKind.values(QUANTILES.loss(), Optional.empty())).isEqualTo(new HeadKind(QUANTILES));
        var forecast = forecast(true, List.of(2), true);
        assertThat(HeadKind.values(forecast.loss(), forecast.forecast())).isEqualTo(new HeadKind(forecast));
    }

    @Test
    void a_kind_makes_heads_for_any_number_of_labels() {
        assertThat(HeadKind.CLASSES.forLabels(3)).isEqualTo(new Classes(3));
        assertThat(new HeadKind(heads().get(1)).forLabels(2)).isEqualTo(new IndependentLabels(List.of(0.5f, 0.5f)));
        assertThat(new HeadKind(PATH).forLabels(2)).isEqualTo(new LabelPath(2, 5, 7, List.of(0, 1)));
        assertThat(new HeadKind(ORDER_FREE).forLabels(1000)).isEqualTo(new LabelPath(1000, 5, 7, List.of()));
    }

    @Test
    void a_kind_makes_heads_of_values_for_any_number_of_targets() {
        var standard = Standard.NONE;

        assertThat(new HeadKind(QUANTILES).forLabels(3))
                .isEqualTo(new Values(List.of(standard, standard, standard), QUANTILES.loss(), Optional.empty()));
        assertThat(new HeadKind(QUANTILES).isRegression()).isTrue();
        assertThat(new HeadKind(forecast(true, List.of(), true)).isRegression()).isFalse();
        assertThat(new HeadKind(forecast(true, List.of(), true)).predictsValues())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "loss|cubic|The network's loss 'cubic' is not supported by this version of Sequence Networks; update "
                        + "the extension.",
                "levels|none|The network is damaged: 'levels' is missing or has a different type.",
            })
    void a_damaged_loss_is_refused_in_one_sentence(String key, String value, String message) {
        var content = content(spec(QUANTILES));
        if (value.equals("none")) {
            group(content).removeConfig(key);
        } else {
            group(content).addString(key, value);
        }

        assertThatThrownBy(() -> loaded(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(message);
    }

    @Test
    void a_damaged_forecast_is_refused_in_one_sentence() throws Exception {
        var content = content(spec(forecast(true, List.of(), true)));
        group(content).getModelContent("forecast").addInt("horizon", 0);

        assertThatThrownBy(() -> loaded(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network's head is damaged: Forecast horizon: 0 is not between 1 and 100000.");
    }

    @Test
    void specs_of_older_versions_are_of_classes() throws Exception {
        var content = content(spec(new Classes(3)));
        var before = new ModelContent("spec");
        for (var key : content) {
            if (!key.equals("head")) {
                before.addEntry(content.getEntry(key));
            }
        }

        assertThat(loaded(before)).isEqualTo(spec(new Classes(3)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "kind|null|The network is damaged: 'kind' is empty.",
                "kind|valuesOfTime|The network's head 'valuesOfTime' is not supported by this version of Sequence "
                        + "Networks; update the extension.",
                "embeddingSize|0|The network's head is damaged: Label embedding size: 0 is not between 1 and 4096.",
                "embeddingSize|none|The network is damaged: 'embeddingSize' is missing or has a different type.",
                "hiddenUnits|2147483647|The network's head is damaged: Label LSTM units: 2147483647 is not between "
                        + "1 and 4096.",
                "hiddenUnits|none|The network is damaged: 'hiddenUnits' is missing or has a different type.",
                "orderFree|none|The network is damaged: 'orderFree' is missing or has a different type.",
            })
    void a_damaged_head_is_refused_in_one_sentence(String key, String value, String message) {
        var content = content(spec(PATH));
        var head = group(content);
        damage(key, value).accept(head);

        assertThatThrownBy(() -> loaded(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(message);
    }

    private static Consumer<ModelContent> damage(String key, String value) {
        return head -> {
            switch (value) {
                case "none" -> head.removeConfig(key);
                case "null" -> head.addString(key, null);
                default -> {
                    if (key.equals("kind")) {
                        head.addString(key, value);
                    } else {
                        head.addInt(key, Integer.parseInt(value));
                    }
                }
            }
        };
    }

    @Test
    void a_head_that_is_no_group_is_refused() {
        var content = content(spec(PATH));
        content.addString("head", "labelPath");

        assertThatThrownBy(() -> loaded(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network is damaged: 'head' is missing or has a different type.");
    }

    private static ModelContent group(ModelContent content) {
        try {
            return content.getModelContent("head");
        } catch (InvalidSettingsException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkPortObjectSpec spec(Head head) {
        return new NetworkPortObjectSpec(
                Recurrent.reference(), new HeadKind(head), "label", Optional.empty(), Optional.empty());
    }

    private static ModelContent content(NetworkPortObjectSpec spec) {
        var content = new ModelContent("spec");
        spec.save(content);
        return content;
    }

    private static NetworkPortObjectSpec loaded(ModelContent content) throws InvalidSettingsException {
        var loaded = new NetworkPortObjectSpec();
        loaded.load(content);
        return loaded;
    }
}
