package org.knime.core.ui.embedded.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistor;

/** The expected values are what the classes of KNIME 5.8.2 read from the same settings. */
class MigrationTest {
    private final NodeSettings old = new NodeSettings("model");

    abstract static class Plain implements NodeParameters {
        int inherited = 1;
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient extends Plain {
        int one = 1;

        @Persistor(EveryKind.TwoEntries.class)
        String split = "left-right";

        Lenient() {
            inherited = 2;
        }

        @Override
        public String toString() {
            return inherited + " " + one + " " + split;
        }
    }

    @LoadDefaultsForAbsentFields
    abstract static class Annotated implements NodeParameters {
        int inherited = 1;
    }

    static final class Strict extends Annotated {}

    static final class Grown implements NodeParameters {
        int first = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int added = 2;

        @Migrate
        int strict = 3;
    }

    @Test
    void a_field_that_was_added_later_has_its_default_and_others_are_required() throws InvalidSettingsException {
        old.addInt("first", 11);
        old.addInt("strict", 33);
        assertThat(Codecs.load(Grown.class, old))
                .extracting("first", "added", "strict")
                .containsExactly(11, 2, 33);
        old.addInt("added", 22);
        assertThat(Codecs.load(Grown.class, old)).extracting("added").isEqualTo(22);

        var without = new NodeSettings("model");
        without.addInt("first", 11);
        assertThatThrownBy(() -> Codecs.load(Grown.class, without))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("strict");
    }

    private String loaded() throws InvalidSettingsException {
        return Codecs.load(Lenient.class, old).toString();
    }

    @Test
    void older_settings_are_filled_with_defaults_inherited_ones_with_what_the_subclass_makes_of_them()
            throws InvalidSettingsException {
        assertThat(loaded()).isEqualTo("2 1 left-right");
    }

    @Test
    void present_settings_win_over_defaults() throws InvalidSettingsException {
        old.addInt("inherited", 22);
        old.addInt("one", 11);
        old.addString("first", "a");
        old.addString("second", "b");
        assertThat(loaded()).isEqualTo("22 11 a-b");
    }

    @Test
    void a_form_that_is_there_in_part_is_no_older_one() {
        old.addString("second", "b");
        assertThatThrownBy(this::loaded)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"first\" not found");
    }

    @Test
    void a_setting_of_another_type_is_not_replaced_by_its_default() {
        old.addString("one", "text");
        assertThatThrownBy(this::loaded)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"one\" not found");
    }

    @Test
    void a_superclass_cannot_ask_for_the_defaults_of_its_subclasses() {
        assertThatThrownBy(() -> Codecs.load(Strict.class, old))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"inherited\" not found");
    }
}
