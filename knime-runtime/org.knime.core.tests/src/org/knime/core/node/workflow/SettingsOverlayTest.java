package org.knime.core.node.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.DoubleArrayType;
import org.knime.core.node.workflow.VariableType.IntArrayType;
import org.knime.core.node.workflow.VariableType.LongType;
import org.knime.core.node.workflow.VariableType.StringArrayType;

class SettingsOverlayTest {
    private final NodeSettings settings = new NodeSettings("model");

    @BeforeEach
    void allTypes() {
        settings.addBoolean("boolean", false);
        settings.addByte("byte", (byte) 1);
        settings.addShort("short", (short) 1);
        settings.addInt("int", 1);
        settings.addLong("long", 1);
        settings.addFloat("float", 1);
        settings.addDouble("double", 1);
        settings.addChar("char", 'a');
        settings.addString("string", "a");
        settings.addIntArray("ints", 1, 2);
        settings.addDoubleArray("doubles", 1, 2);
        settings.addStringArray("strings", "a", "b");
        settings.addStringArray("none");
    }

    private List<FlowVariable> overlay(String key, FlowVariable used, String exposed) throws InvalidSettingsException {
        var variables = new NodeSettings("variables");
        variables.addString("version", "V_2019_09_13");
        var leaf = variables.addNodeSettings("tree").addNodeSettings(key);
        leaf.addString("used_variable", used == null ? null : used.getName());
        leaf.addString("exposed_variable", exposed);
        var available = new HashMap<String, FlowVariable>();
        if (used != null) {
            available.put(used.getName(), used);
        }
        return SettingsOverlay.of(variables).applyTo(settings, available);
    }

    static List<Arguments> fitting() {
        return List.of(
                Arguments.of("boolean", new FlowVariable("v", BooleanType.INSTANCE, true), "true"),
                Arguments.of("boolean", new FlowVariable("v", "true"), "true"),
                Arguments.of("byte", new FlowVariable("v", -128), "-128"),
                Arguments.of("short", new FlowVariable("v", 32767), "32767"),
                Arguments.of("int", new FlowVariable("v", 7), "7"),
                Arguments.of("long", new FlowVariable("v", 7), "7"),
                Arguments.of("long", new FlowVariable("v", LongType.INSTANCE, 1L << 40), "1099511627776"),
                Arguments.of("float", new FlowVariable("v", 0.5), "0.5"),
                Arguments.of("double", new FlowVariable("v", 7), "7.0"),
                Arguments.of("double", new FlowVariable("v", 0.25), "0.25"),
                Arguments.of("char", new FlowVariable("v", "x"), "x"),
                Arguments.of("string", new FlowVariable("v", 7), "7"),
                Arguments.of("string", new FlowVariable("v", "text"), "text"),
                Arguments.of("ints", new FlowVariable("v", IntArrayType.INSTANCE, new Integer[] {7, 8, 9}), "7,8,9"),
                Arguments.of("ints", new FlowVariable("v", 7), "7"),
                Arguments.of("doubles", new FlowVariable("v", IntArrayType.INSTANCE, new Integer[] {7, 8}), "7.0,8.0"),
                Arguments.of("doubles", new FlowVariable("v", DoubleArrayType.INSTANCE, new Double[] {0.5}), "0.5"),
                Arguments.of(
                        "strings", new FlowVariable("v", StringArrayType.INSTANCE, new String[] {"x", "y"}), "x,y"),
                Arguments.of("none", new FlowVariable("v", "x"), "x"));
    }

    @ParameterizedTest(name = "{0} takes {1}")
    @MethodSource("fitting")
    void a_variable_that_fits_overwrites_the_setting(String key, FlowVariable variable, String expected)
            throws InvalidSettingsException {
        overlay(key, variable, null);

        var entry = settings.getEntry(key);
        if (entry instanceof org.knime.core.node.config.base.ConfigBase array) {
            var elements = array.keySet().stream()
                    .filter(child -> !child.equals("array-size"))
                    .map(child -> array.getEntry(child).toStringValue());
            assertThat(String.join(",", elements.toList())).isEqualTo(expected);
        } else {
            assertThat(entry.toStringValue()).isEqualTo(expected);
        }
    }

    static List<Arguments> unfit() {
        var wrongType = "The flow variable %s is of the wrong type for the setting \"%s\" (%s).";
        return List.of(
                Arguments.of(
                        "int", new FlowVariable("v", 0.5), wrongType.formatted("\"v\" (DOUBLE: 0.5)", "int", "xint")),
                Arguments.of(
                        "int", new FlowVariable("v", "7"), wrongType.formatted("\"v\" (STRING: 7)", "int", "xint")),
                Arguments.of(
                        "byte",
                        new FlowVariable("v", 128),
                        "The value 128 of flow variable \"v\" does not fit the setting \"byte\" of type xbyte."),
                Arguments.of(
                        "boolean",
                        new FlowVariable("v", "maybe"),
                        "The value maybe of flow variable \"v\" does not fit the setting \"boolean\" of type"
                                + " xboolean."),
                Arguments.of(
                        "char",
                        new FlowVariable("v", "xy"),
                        "The value xy of flow variable \"v\" does not fit the setting \"char\" of type xchar."),
                Arguments.of("gone", new FlowVariable("v", 7), "there is no setting \"gone\" to overwrite."));
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @MethodSource("unfit")
    void a_variable_that_does_not_fit_is_refused(String key, FlowVariable variable, String message) {
        assertThatThrownBy(() -> overlay(key, variable, null))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("Flow variables cannot be laid over the settings: " + message);
    }

    @Test
    void a_setting_is_exposed_as_a_variable_of_its_own_type() throws InvalidSettingsException {
        assertThat(overlay("int", null, "n")).containsExactly(new FlowVariable("n", 1));
        assertThat(overlay("long", null, "n")).containsExactly(new FlowVariable("n", LongType.INSTANCE, 1L));
        assertThat(overlay("float", null, "n")).containsExactly(new FlowVariable("n", 1.0));
        assertThat(overlay("char", null, "n")).containsExactly(new FlowVariable("n", "a"));
        assertThat(overlay("strings", null, "n"))
                .containsExactly(new FlowVariable("n", StringArrayType.INSTANCE, new String[] {"a", "b"}));
    }

    @Test
    void an_overlay_from_before_2019_is_the_tree_itself() throws InvalidSettingsException {
        var variables = new NodeSettings("variables");
        variables.addNodeSettings("int").addString("used_variable", "v");

        SettingsOverlay.of(variables).applyTo(settings, Map.of("v", new FlowVariable("v", 7)));

        assertThat(settings.getInt("int")).isEqualTo(7);
    }

    @Test
    void a_variable_is_the_same_after_saving_and_loading() throws InvalidSettingsException {
        for (var variable : List.of(
                new FlowVariable("s", "text"),
                new FlowVariable("i", 7),
                new FlowVariable("d", 0.5),
                new FlowVariable("l", LongType.INSTANCE, 7L),
                new FlowVariable("b", BooleanType.INSTANCE, true),
                new FlowVariable("a", DoubleArrayType.INSTANCE, new Double[] {0.5, 1.5}))) {
            var saved = new NodeSettings("variable");
            variable.save(saved);

            assertThat(FlowVariable.load(saved)).isEqualTo(variable);
        }
    }

    @Test
    void a_variable_may_not_take_a_name_of_knimes_own() {
        assertThatThrownBy(() -> new FlowVariable("knime.workspace", "here"))
                .isInstanceOf(IllegalFlowVariableNameException.class)
                .hasMessage("A flow variable of scope Flow cannot be called \"knime.workspace\";"
                        + " names that begin with \"knime\" are KNIME's own.");
    }

    @Test
    void the_latest_variable_of_a_name_is_seen() {
        var stack = FlowObjectStack.outgoing(new NodeID(1));
        stack.push(new FlowVariable("seen", 1));
        stack.push(new FlowVariable("seen", 2));

        assertThat(stack.getAvailableFlowVariables()).containsExactly(Map.entry("seen", new FlowVariable("seen", 2)));
    }
}
