package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.seqnet.knime.column.Columns;
import org.w3c.dom.Element;

/** Walks through all that {@code plugin.xml} registers, so that no node is forgotten. */
public class RegisteredNodesTest {
    @Test
    void all_nodes_are_registered() throws Exception {
        assertThat(nodes())
                .extracting(NodeFactory::getNodeName)
                .containsExactly(
                        "IDX Reader",
                        "Time Series Reader",
                        "Example Data Reader",
                        "Image File Reader",
                        "Image Folder Reader",
                        "Scene Composer",
                        "Sequence Reshaper",
                        "LSTM Learner",
                        "GRU Learner",
                        "RNN Learner",
                        "Sequence CNN Learner",
                        "CNN Learner",
                        "CNN-RNN Learner",
                        "Rocket Learner",
                        "Spark Network Learner",
                        "Network Predictor",
                        "Prediction Scorer",
                        "Multi-Label Scorer",
                        "Step Label Scorer",
                        "Forecast Scorer",
                        "Network Comparison",
                        "Network Explainer",
                        "Network Reader",
                        "Network Writer",
                        "Device Report");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void each_node_has_an_icon_a_type_and_a_dialog(NodeFactory<NodeModel> node) {
        assertThat(node.getIcon()).isNotNull();
        assertThat(node.getIcon().getPath()).endsWith(".png");
        assertThat(node.getType()).isNotIn(NodeFactory.NodeType.Unknown, NodeFactory.NodeType.Missing);
        assertThat(((NodeDialogFactory) node).hasNodeDialog()).isEqualTo(hasOptions(node));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void each_node_describes_itself_its_options_and_its_ports(NodeFactory<NodeModel> node) {
        var description = node.getXMLDescription();

        assertThat(texts(description, "shortDescription")).hasSize(1).allSatisfy(RegisteredNodesTest::isSentence);
        assertThat(texts(description, "intro")).hasSize(1).allSatisfy(RegisteredNodesTest::isSentence);
        assertThat(texts(description, "option")).allSatisfy(RegisteredNodesTest::isSentence);
        assertThat(texts(description, "option").isEmpty()).isEqualTo(!hasOptions(node));
        assertThat(Stream.of("inPort", "dynInPort", "outPort", "dynOutPort")
                        .flatMap(port -> texts(description, port).stream()))
                .isNotEmpty()
                .allSatisfy(RegisteredNodesTest::isSentence);
        assertThat(texts(description, "keyword")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void knime_finds_no_coding_problem_in_a_node(NodeFactory<NodeModel> node) throws Exception {
        assertThat(CodingProblems.of(() -> new Node(create(node.getClass().getName()))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void every_port_has_a_name_and_a_description_however_many_are_added(NodeFactory<NodeModel> factory)
            throws Exception {
        var configuration = factory instanceof ConfigurableNodeFactory<NodeModel> configurable
                ? withThreeMoreOfEach(configurable.createNodeCreationConfig())
                : null;

        assertThat(CodingProblems.of(() -> new Node(factory, configuration))).isEmpty();
        var node = new Node(factory, configuration);
        for (int i = 1; i < node.getNrInPorts(); i++) {
            assertThat(node.getInportName(i)).as("input %d", i).isNotBlank();
        }
        for (int i = 1; i < node.getNrOutPorts(); i++) {
            assertThat(node.getOutportName(i)).as("output %d", i).isNotBlank();
        }
    }

    private static ModifiableNodeCreationConfiguration withThreeMoreOfEach(
            ModifiableNodeCreationConfiguration configuration) {
        configuration
                .getPortConfig()
                .ifPresent(ports -> ports.getExtendablePorts().values().forEach(group -> {
                    for (int i = 0; i < 3 && group.canAddPort(); i++) {
                        group.addPort(group.getSupportedPortTypes()[0]);
                    }
                }));
        return configuration;
    }

    @Test
    void nodes_stand_behind_nodes_that_there_are_and_in_a_category_that_there_is() throws Exception {
        var factories = attributes("factory-class");

        assertThat(factories).doesNotHaveDuplicates();
        assertThat(factories).containsAll(attributes("after"));
        assertThat(attributes("category-path"))
                .containsOnly("/" + attributes("level-id").get(0));
    }

    /** All but the Device Report have something to choose. */
    private static boolean hasOptions(NodeFactory<NodeModel> node) {
        return !node.getNodeName().equals("Device Report");
    }

    @Test
    void every_class_that_the_plugin_names_is_there() throws Exception {
        for (var attribute : List.of(
                "factory-class",
                "NodeFactory",
                "cellClass",
                "serializerClass",
                "valueClass",
                "rendererFactoryClass",
                "objectClass",
                "objectSerializer",
                "specClass",
                "specSerializer")) {
            var named = attributes(attribute);
            assertThat(named).as(attribute).isNotEmpty();
            for (var name : named) {
                assertThat(Class.forName(name)).isNotNull();
            }
        }
    }

    public static List<NodeFactory<NodeModel>> nodes() throws Exception {
        var nodes = new ArrayList<NodeFactory<NodeModel>>();
        for (var name : attributes("factory-class")) {
            nodes.add(create(name));
        }
        return nodes;
    }

    @SuppressWarnings("unchecked")
    private static NodeFactory<NodeModel> create(String name) throws ReflectiveOperationException {
        return (NodeFactory<NodeModel>)
                Class.forName(name).getDeclaredConstructor().newInstance();
    }

    private static List<String> attributes(String attribute) throws Exception {
        var values = new ArrayList<String>();
        var elements = plugin().getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            var element = (Element) elements.item(i);
            if (element.hasAttribute(attribute)) {
                values.add(element.getAttribute(attribute));
            }
        }
        return values;
    }

    private static Element plugin() throws Exception {
        try (var in = Columns.class.getResourceAsStream("/plugin.xml")) {
            if (in == null) {
                throw new IOException("The bundle has no plugin.xml.");
            }
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        }
    }

    private static List<String> texts(Element description, String tag) {
        var texts = new ArrayList<String>();
        var elements = description.getElementsByTagName(tag);
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(text(elements.item(i)).strip());
        }
        return texts;
    }

    /** As {@code getTextContent}, which the document behind KNIME's own descriptions lacks. */
    private static String text(org.w3c.dom.Node node) {
        var text = new StringBuilder();
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            text.append(child.getNodeType() == org.w3c.dom.Node.TEXT_NODE ? child.getNodeValue() : text(child));
        }
        return text.toString();
    }

    private static void isSentence(String text) {
        assertThat(text).matches("(?s)[A-Z].{20,}\\.");
    }
}
