package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xmlbeans.XmlException;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.Node;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDescription53Proxy;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class AddedPortsTest {
    private static final PortType TABLE = BufferedDataTable.TYPE;
    private static final PortType VARIABLES = FlowVariablePortObject.TYPE;

    /** A table, any number of tables, variables and optional variables, in this order. */
    private static final class Mixed extends ConfigurableNodeFactory<NodeModel> {
        private static final String PORTS = "<inPort index='0' name='First'>A.</inPort>"
                + "<inPort index='1' name='Last'>B.</inPort>"
                + "<dynInPort insert-before='1' name='Table' group-identifier='tables'>C.</dynInPort>"
                + "<dynInPort insert-before='2' name='More' group-identifier='more'>D.</dynInPort>"
                + "<outPort index='0' name='Result'>E.</outPort>";

        private final String ports;
        private final PortType[] fixedTables;

        Mixed(String ports, PortType... fixedTables) {
            super(true);
            this.ports = ports;
            this.fixedTables = fixedTables;
            init();
        }

        @Override
        protected Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
            var builder = new PortsConfigurationBuilder();
            builder.addFixedInputPortGroup("first", TABLE);
            builder.addExtendableInputPortGroupWithDefault("tables", fixedTables, new PortType[0], TABLE);
            builder.addFixedInputPortGroup("last", VARIABLES);
            builder.addOptionalInputPortGroupWithDefault("more", null, VARIABLES);
            builder.addFixedOutputPortGroup("result", TABLE);
            return Optional.of(builder);
        }

        @Override
        protected NodeDescription createNodeDescription() throws XmlException {
            try {
                return new NodeDescription53Proxy(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader("<knimeNode icon='' type='Other'><name>Mixed</name>"
                                + "<shortDescription>S.</shortDescription>"
                                + "<fullDescription><intro>I.</intro></fullDescription>"
                                + "<ports>" + ports + "</ports></knimeNode>"))));
            } catch (IOException | SAXException | ParserConfigurationException e) {
                throw new XmlException(e);
            }
        }

        @Override
        protected NodeModel createNodeModel(NodeCreationConfiguration configuration) {
            var types = configuration.getPortConfig().orElseThrow();
            return new TestNodeModel(types.getInputPorts(), types.getOutputPorts()) {};
        }

        @Override
        protected NodeDialogPane createNodeDialogPane(NodeCreationConfiguration configuration) {
            return null;
        }

        @Override
        protected int getNrNodeViews() {
            return 0;
        }

        @Override
        public NodeView<NodeModel> createNodeView(int viewIndex, NodeModel nodeModel) {
            return null;
        }

        @Override
        protected boolean hasDialog() {
            return false;
        }

        Node node(String... added) {
            var configuration = createNodeCreationConfig();
            var groups = configuration.getPortConfig().orElseThrow().getExtendablePorts();
            for (String group : added) {
                groups.get(group).addPort(group.equals("tables") ? TABLE : VARIABLES);
            }
            return new Node(this, configuration);
        }
    }

    @Test
    void added_ports_have_the_name_of_their_group_and_stand_where_it_does() {
        var node = new Mixed(Mixed.PORTS).node("tables", "tables", "more");

        assertThat(node.getNrInPorts()).isEqualTo(6);
        assertThat(node.getInportName(0)).isEqualTo("Variable Inport");
        assertThat(node.getInportName(1)).isEqualTo("First");
        assertThat(node.getInportName(2)).isEqualTo("Table");
        assertThat(node.getInportName(3)).isEqualTo("Table");
        assertThat(node.getInportName(4)).isEqualTo("Last");
        assertThat(node.getInportName(5)).isEqualTo("More");
        assertThat(node.getOutportName(1)).isEqualTo("Result");
    }

    @Test
    void the_factorys_own_description_stays_as_it_is() {
        var factory = new Mixed(Mixed.PORTS);

        factory.node("tables", "more");

        assertThat(factory.node().getInportName(1)).isEqualTo("First");
        assertThat(factory.node().getInportName(2)).isEqualTo("Last");
    }

    @Test
    void ports_that_an_extendable_group_always_has_are_missed() throws Exception {
        assertThat(CodingProblems.of(() -> new Mixed(Mixed.PORTS, TABLE).node("tables")))
                .first()
                .isEqualTo("Missing description for input port 3 of " + Mixed.class.getName());
    }

    @Test
    void groups_of_the_factory_that_are_not_described_are_missed() throws Exception {
        assertMissed(
                ports -> ports.replaceFirst("<dynInPort insert-before='2'.*?</dynInPort>", ""),
                "The description of node 'Mixed' has the extendable input port groups [tables], its factory has"
                        + " [tables, more].");
        assertMissed(
                ports -> ports.replace("identifier='more'", "identifier='others'"),
                "The description of node 'Mixed' has the extendable input port groups [tables, others], its factory"
                        + " has [tables, more].");
    }

    private static void assertMissed(UnaryOperator<String> edit, String problem) throws Exception {
        assertThat(CodingProblems.of(() -> new Mixed(edit.apply(Mixed.PORTS)).node("more")))
                .first()
                .isEqualTo(problem);
    }
}
