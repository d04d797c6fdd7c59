package org.knime.core.ui.embedded.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;

/**
 * {@code every-kind.xml} was written by the classes of KNIME 5.8.2 from the same parameters; of
 * what it wrote the kinds that our nodes have are left.
 */
class SettingsFormTest {
    @Test
    void every_kind_of_field_is_written_as_knime_writes_it() throws IOException {
        try (var expected = getClass().getResourceAsStream("every-kind.xml")) {
            assertThat(xml(saved(new EveryKind())))
                    .isEqualToNormalizingNewlines(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void what_was_written_is_read_back() throws InvalidSettingsException {
        var settings = saved(new EveryKind());
        assertThat(saved(Codecs.load(EveryKind.class, settings))).isEqualTo(settings);
    }

    @Test
    void what_was_read_is_not_the_default() throws InvalidSettingsException {
        var changed = new EveryKind();
        changed.count = 33;
        changed.mode = EveryKind.Mode.SLOW;
        changed.groups = new EveryKind.Group[] {new EveryKind.Group(99)};
        changed.inherited = 111;
        var loaded = Codecs.load(EveryKind.class, saved(changed));
        assertThat(loaded.count).isEqualTo(33);
        assertThat(loaded.mode).isEqualTo(EveryKind.Mode.SLOW);
        assertThat(loaded.groups).hasSize(1);
        assertThat(loaded.groups[0].low).isEqualTo(99);
        assertThat(loaded.inherited).isEqualTo(111);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "mode", "text", "names", "group", "groups", "file", "first", "prefixed"})
    void a_missing_setting_is_refused_by_its_key(String key) {
        var settings = saved(new EveryKind());
        settings.removeConfig(key);
        assertThatThrownBy(() -> Codecs.load(EveryKind.class, settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"" + key + "\" not found");
    }

    @Test
    void a_setting_of_another_type_is_refused() {
        var settings = saved(new EveryKind());
        settings.addString("count", "three");
        assertThatThrownBy(() -> Codecs.load(EveryKind.class, settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"count\" not found");
    }

    @Test
    void an_unknown_constant_is_refused_with_the_known_ones() {
        var settings = saved(new EveryKind());
        settings.addString("mode", "MEDIUM");
        assertThatThrownBy(() -> Codecs.load(EveryKind.class, settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("Setting \"mode\" is \"MEDIUM\"; it must be one of SLOW, FAST.");
    }

    @Test
    void a_field_without_a_form_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> saved(new WithThread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parameter field WithThread.thread has the type java.lang.Thread, which has no form in"
                        + " settings; give it a @Persistor.");
    }

    static final class WithThread implements NodeParameters {
        Thread thread;
    }

    private static NodeSettings saved(NodeParameters parameters) {
        var settings = new NodeSettings("model");
        Codecs.save(parameters, settings);
        return settings;
    }

    private static String xml(NodeSettings settings) throws IOException {
        var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
