package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;
import org.seqnet.knime.network.NetworkPortObject;

class ComparisonPortsTest {
    @Test
    void two_networks_have_their_ports_and_a_workflow_remembers_further_ones() throws Exception {
        var factory = new NetworkComparisonNodeFactory();
        var made = factory.createNodeCreationConfig();
        var ports = made.getPortConfig().orElseThrow();
        assertThat(ports.getInputPorts())
                .containsExactly(BufferedDataTable.TYPE, NetworkPortObject.TYPE, NetworkPortObject.TYPE);
        assertThat(ports.getExtendablePorts().get("networks").getSupportedPortTypes())
                .containsExactly(NetworkPortObject.TYPE);

        ports.getExtendablePorts().get("networks").addPort(NetworkPortObject.TYPE);
        var saved = new NodeSettings("node");
        made.saveSettingsTo(saved);
        var loaded = factory.createNodeCreationConfig();
        loaded.loadSettingsFrom(saved);

        assertThat(loaded.getPortConfig().orElseThrow().getInputPorts())
                .containsExactly(
                        BufferedDataTable.TYPE, NetworkPortObject.TYPE, NetworkPortObject.TYPE, NetworkPortObject.TYPE);
    }

    @Test
    void a_workflow_from_when_the_two_networks_were_part_of_the_extendable_group_has_the_same_ports() throws Exception {
        var saved = new NodeSettings("node");
        var groups = saved.addNodeSettings("node_creation_config");
        groups.addNodeSettings("test");
        NetworkPortObject.TYPE.save(groups.addNodeSettings("networks").addNodeSettings("port_0"));
        groups.addNodeSettings("comparison");
        groups.addNodeSettings("pairs");
        var factory = new NetworkComparisonNodeFactory();
        var loaded = factory.createNodeCreationConfig();
        loaded.loadSettingsFrom(saved);

        var node = new Node(factory, loaded);

        assertThat(IntStream.range(1, node.getNrInPorts()).mapToObj(node::getInportName))
                .containsExactly("Test table", "First network", "Second network", "Further network");
        assertThat(IntStream.range(1, node.getNrInPorts()).mapToObj(node::getInputType))
                .containsExactly(
                        BufferedDataTable.TYPE, NetworkPortObject.TYPE, NetworkPortObject.TYPE, NetworkPortObject.TYPE);
    }
}
