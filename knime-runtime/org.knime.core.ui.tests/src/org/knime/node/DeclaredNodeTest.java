package org.knime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;

class DeclaredNodeTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(new DataColumnSpecCreator("first", IntCell.TYPE).createSpec());

    private final Doubler factory = new Doubler();

    private DeclaredNodeModel model() {
        return (DeclaredNodeModel) factory.createNodeModel(factory.createNodeCreationConfig());
    }

    private DeclaredNodeModel modelWithOptionalInput() {
        var configuration = factory.createNodeCreationConfig();
        configuration
                .getPortConfig()
                .orElseThrow()
                .getExtendablePorts()
                .get("more")
                .addPort(BufferedDataTable.TYPE);
        return (DeclaredNodeModel) factory.createNodeModel(configuration);
    }

    private static NodeSettings settings(String column, int factor) {
        var settings = new NodeSettings("model");
        settings.addString("column", column);
        settings.addInt("factor", factor);
        settings.addInt("inputs", 0);
        return settings;
    }

    private static NodeSettings saved(DeclaredNodeModel model) {
        var settings = new NodeSettings("model");
        model.saveSettingsTo(settings);
        return settings;
    }

    @Test
    void ports_are_those_of_the_declaration() {
        var ports = factory.createNodeCreationConfig().getPortConfig().orElseThrow();
        assertThat(ports.getInputPorts()).containsExactly(BufferedDataTable.TYPE);
        assertThat(ports.getOutputPorts()).containsExactly(BufferedDataTable.TYPE, FlowVariablePortObject.TYPE);
    }

    @Test
    void an_optional_port_is_an_input_once_it_is_added() throws InvalidSettingsException {
        var model = modelWithOptionalInput();
        assertThat(model.inPortTypes).containsExactly(new PortType[] {BufferedDataTable.TYPE, BufferedDataTable.TYPE});
        model.configure(new PortObjectSpec[] {SPEC, SPEC});
        assertThat(saved(model).getInt("inputs")).isEqualTo(2);
    }

    @Test
    void an_extendable_group_takes_any_number_of_ports() throws Exception {
        var factory = new Merger();
        var configuration = factory.createNodeCreationConfig();
        var ports = configuration.getPortConfig().orElseThrow();
        assertThat(ports.getInputPorts()).isEmpty();
        for (int i = 0; i < 3; i++) {
            ports.getExtendablePorts().get("tables").addPort(BufferedDataTable.TYPE);
        }
        assertThat(ports.getInputPorts()).hasSize(3);

        var model = (DeclaredNodeModel) factory.createNodeModel(configuration);
        assertThat(model.inPortTypes).hasSize(3);
        assertThat(factory.createNodeDescription()
                        .getXMLDescription()
                        .getElementsByTagName("dynInPort")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void a_new_node_takes_its_defaults_from_its_inputs() throws InvalidSettingsException {
        var model = model();
        var out = model.configure(new PortObjectSpec[] {SPEC});
        assertThat(out).containsExactly(SPEC, null);
        assertThat(saved(model).getString("column")).isEqualTo("first");
        assertThat(saved(model).getInt("inputs")).isEqualTo(1);
    }

    @Test
    void a_node_that_was_never_configured_saves_its_plain_defaults() throws InvalidSettingsException {
        assertThat(saved(model()).getString("column")).isEqualTo("none");
        assertThat(saved(model()).getInt("inputs")).isZero();
    }

    @Test
    void loaded_settings_are_used_instead_of_defaults() throws InvalidSettingsException {
        var model = model();
        model.loadValidatedSettingsFrom(settings("second", 3));
        assertThatThrownBy(() -> model.configure(new PortObjectSpec[] {SPEC}))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("There is no column \"second\".");
        assertThat(saved(model)).isEqualTo(settings("second", 3));
    }

    @Test
    void settings_are_validated_by_type_and_by_the_parameters_themselves() throws InvalidSettingsException {
        model().validateSettings(settings("first", 0));
        assertThatThrownBy(() -> model().validateSettings(settings("first", -1)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("Factor is -1; it must be 0 or more.");
        var incomplete = settings("first", 0);
        incomplete.removeConfig("factor");
        assertThatThrownBy(() -> model().validateSettings(incomplete))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("\"factor\" not found");
    }

    @Test
    void execution_hands_out_data_and_keeps_some_until_reset() throws Exception {
        var model = model();
        model.configure(new PortObjectSpec[] {SPEC});
        var out = model.execute(new PortObject[] {null}, null);
        assertThat(out).containsExactly(null, FlowVariablePortObject.INSTANCE);
        assertThat(model.getInternalPortObjects()).hasSize(1);
        model.reset();
        assertThat(model.getInternalPortObjects()).isNull();
    }

    @Test
    void a_failure_reaches_the_workflow_as_it_is() throws InvalidSettingsException {
        var model = model();
        model.loadValidatedSettingsFrom(settings("first", 13));
        assertThatThrownBy(() -> model.execute(new PortObject[] {null}, null))
                .isInstanceOf(KNIMEException.class)
                .hasMessage("Thirteen is too many.");
    }

    @Test
    void the_description_says_what_the_declaration_says() throws Exception {
        var description = factory.createNodeDescription();
        assertThat(description.getNodeName()).isEqualTo("Doubler");
        assertThat(description.getType()).isEqualTo(NodeType.Manipulator);
        assertThat(description.getIconPath()).isEqualTo("doubler.png");
        assertThat(description.getInportName(0)).isEqualTo("Table");
        assertThat(description.getOutportName(1)).isEqualTo("Nothing");
        var xml = description.getXMLDescription();
        assertThat(xml.getElementsByTagName("option").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("dynInPort").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("keyword").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("shortDescription").item(0).getTextContent())
                .isEqualTo("Says everything twice.");
        assertThat(xml.getElementsByTagName("link").item(0).getTextContent()).isEqualTo("An example");
    }

    @Test
    void the_dialog_shows_the_model_settings() {
        assertThat(factory.hasNodeDialog()).isTrue();
        assertThat(((DefaultNodeDialog) factory.createNodeDialog()).getSettingsClasses())
                .containsExactly(Map.entry(SettingsType.MODEL, Doubler.Parameters.class));
        assertThat(factory.hasNodeView()).isFalse();
    }

    @Test
    void a_description_that_is_no_xml_is_refused() {
        assertThatThrownBy(Unfinished::new)
                .hasStackTraceContaining("A text of the node description is not well-formed XML");
    }

    private static final class Unfinished extends DefaultNodeFactory {
        Unfinished() {
            super(DefaultNode.create()
                    .name("Unfinished")
                    .icon("i.png")
                    .shortDescription("a < b")
                    .fullDescription("")
                    .sinceVersion(5, 8, 0)
                    .ports(ports -> {})
                    .model(model ->
                            model.withoutParameters().configure((in, out) -> {}).execute((in, out) -> {})));
        }
    }

    private static final class Merger extends DefaultNodeFactory {
        Merger() {
            super(DefaultNode.create()
                    .name("Merger")
                    .icon("merger.png")
                    .shortDescription("Makes one of any number.")
                    .fullDescription("<p>Takes tables.</p>")
                    .sinceVersion(5, 8, 0)
                    .dynamicPorts(ports -> ports.addInputPortGroup("tables", group -> group.name("Table")
                            .description("Rows.")
                            .extendable()
                            .supportedTypes(BufferedDataTable.TYPE)))
                    .model(model ->
                            model.withoutParameters().configure((in, out) -> {}).execute((in, out) -> {})));
        }
    }
}
