package org.knime.core.ui.embedded.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** The expected values are what the classes of KNIME 5.8.2 read from the same settings. */
class MigrationTest {

    private final NodeSettings old = new NodeSettings("model");

    MigrationTest() {
        old.addInt("always", 1);
        old.addNodeSettings("lenient");
        old.addInt("percent", 40);
        old.addString("matched", "m");
        old.addInt("flat", 44);
    }

    private String loaded() throws InvalidSettingsException {
        return Codecs.load(Grown.class, old).toString();
    }

    @Test
    void older_settings_are_filled_with_defaults_and_with_what_they_called_otherwise() throws InvalidSettingsException {
        assertThat(loaded()).isEqualTo("1 6 Optional[o] 90 0.4 m 1 Optional[2] 90 44");
    }

    @Test
    void present_settings_win_over_defaults() throws InvalidSettingsException {
        old.addInt("later", 2);
        old.addString("laterOptional", "x");
        old.addInt("provided", 3);
        var lenient = old.addNodeSettings("lenient");
        lenient.addInt("one", 11);
        lenient.addInt("two", 22);
        lenient.addInt("ninety", 33);
        assertThat(loaded()).isEqualTo("1 2 Optional[x] 3 0.4 m 11 Optional[22] 33 44");
    }

    @Test
    void the_oldest_form_lies_deeper() throws InvalidSettingsException {
        old.removeConfig("percent");
        old.addNodeSettings("old").addDouble("share", 0.7);
        assertThat(loaded()).isEqualTo("1 6 Optional[o] 90 0.7 m 1 Optional[2] 90 44");
    }

    @Test
    void a_matcher_decides_for_itself() throws InvalidSettingsException {
        old.addBoolean("version1", true);
        assertThat(loaded()).isEqualTo("1 6 Optional[o] 90 0.4 matched 1 Optional[2] 90 44");
    }

    @Test
    void a_whole_group_moves() throws InvalidSettingsException {
        old.removeConfig("flat");
        old.addNodeSettings("moved").addInt("inside", 55);
        assertThat(loaded()).isEqualTo("1 6 Optional[o] 90 0.4 m 1 Optional[2] 90 55");
    }

    @Test
    void a_setting_with_neither_form_is_missing() {
        old.removeConfig("percent");
        assertThatThrownBy(this::loaded)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"share\" not found");
    }

    @Test
    void a_setting_of_another_type_is_not_replaced_by_its_default() {
        old.addString("later", "text");
        assertThatThrownBy(this::loaded)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"later\" not found");
    }

    @Test
    void inherited_settings_are_filled_with_what_the_subclass_makes_of_them() throws InvalidSettingsException {
        var none = new NodeSettings("model");
        assertThat(Codecs.load(Inherited.Lenient.class, none).inherited).isEqualTo(2);
    }

    @Test
    void a_superclass_cannot_ask_for_the_defaults_of_its_subclasses() {
        var none = new NodeSettings("model");
        assertThatThrownBy(() -> Codecs.load(Inherited.Strict.class, none))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"inherited\" not found");
    }
}
