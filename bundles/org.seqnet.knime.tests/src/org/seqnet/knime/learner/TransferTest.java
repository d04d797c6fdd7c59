package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;

/** A learner begins a new network with the layers of the one that is connected. */
class TransferTest extends Learning<LstmLearnerParameters> {
    private static final DataTableSpec OTHER_LABELS =
            new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label", "down", "level", "up"));

    TransferTest() {
        super(Orders.parameters());
        parameters.architecture.layers = 2;
    }

    @Test
    void other_labels_are_learned_with_the_layers_of_the_network() throws Exception {
        var first = connected();
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.transfer.frozenLayers = 1;
        parameters.training.epochs = 80;

        var run = execute(otherLabels(60), first);

        assertThat(network(run).labels().names()).containsExactly("down", "level", "up");
        assertThat(firstLayer(network(run))).isEqualTo(firstLayer(first.network()));
        assertThat(secondLayer(network(run))).isNotEqualTo(secondLayer(first.network()));
        assertThat(Tables.column(run.table(1), "Epoch")).startsWith("1").hasSize(80);
        assertThat(Double.parseDouble(Tables.column(run.table(1), "Accuracy").get(79)))
                .isGreaterThan(0.9);
        assertThat(configure(OTHER_LABELS, first.getSpec()).spec(0))
                .contains(run.object(0).getSpec());
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void transferred_layers_learn_by_the_factor() throws Exception {
        var first = connected();
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.training.epochs = 1;
        double slow = distance(first, "0.01");
        double fast = distance(first, "1");

        assertThat(slow).isPositive().isLessThan(fast / 20);
    }

    private double distance(NetworkPortObject first, String factor) throws Exception {
        parameters.transfer.learningRateFactor = factor;
        var is = secondLayer(network(execute(otherLabels(60), first)));
        var was = secondLayer(first.network());
        double sum = 0;
        for (int i = 0; i < is.length; i++) {
            sum += Math.abs(is[i] - was[i]);
        }
        return sum;
    }

    @Test
    void values_are_learned_with_the_layers_of_a_network_of_classes() throws Exception {
        var first = connected();
        var spec = new DataTableSpec(
                Orders.SPEC.getColumnSpec(0), new DataColumnSpecCreator("size", DoubleCell.TYPE).createSpec());
        var rows = table(
                spec,
                row(bytes(Shape.of(2, 1), 3, 1), new DoubleCell(2.5)),
                row(bytes(Shape.of(2, 1), 0, 3), new DoubleCell(-1)),
                row(bytes(Shape.of(2, 1), 3, 0), new DoubleCell(3)));
        parameters.data.labelColumn = "size";
        assertInvalid(
                () -> configure(spec, first.getSpec()),
                "The network to resume predicts one class per sequence; the settings specify numeric targets.",
                "Change the network settings to match, or disconnect the network to train a new one.",
                "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.");
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.transfer.frozenLayers = 2;

        var run = execute(rows, first);

        assertThat(firstLayer(network(run))).isEqualTo(firstLayer(first.network()));
        assertThat(secondLayer(network(run))).isEqualTo(secondLayer(first.network()));
        assertThat(network(run).labels().names()).containsExactly("size");
    }

    @Test
    void the_log_and_the_view_tell_what_was_frozen() throws Exception {
        var first = connected();
        var network = first.network();

        var transfer = new Transfer(network, new LearnedLayers(1, 0.1));

        assertThat(transfer.words())
                .isEqualTo("transfer from LSTM, 2 layers of 4 units: frozen layers: lstm1; learning rate factor of the "
                        + "others: 0.1");
        assertThat(transfer.facts().json().toString())
                .contains("Transferred from", "LSTM, 2 layers of 4 units", "Frozen layers", "lstm1", "0.1");
        assertThat(new Transfer(network, LearnedLayers.HEAD).words())
                .endsWith("frozen layers: all; learning rate factor of the others: none");
        assertThat(new Transfer(network, LearnedLayers.ALL).words())
                .endsWith("frozen layers: none; learning rate factor of the others: 1");
    }

    @Test
    void more_frozen_layers_than_there_are_are_refused() throws Exception {
        var first = connected();
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.transfer.frozenLayers = 3;

        assertFails(
                () -> execute(otherLabels(60), first),
                "Frozen layers: the network has 2 layers below the output layer, not 3.");
    }

    @Test
    void other_layers_are_refused_before_execution() throws Exception {
        var first = connected();
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.architecture.hiddenUnits = 5;

        assertInvalid(
                () -> configure(OTHER_LABELS, first.getSpec()),
                "The connected network is LSTM, 2 layers of 4 units; the settings specify LSTM, 2 layers of 5 units.",
                "Change the network settings to match, or disconnect the network to train a new one.");
    }

    @Test
    void a_factor_outside_its_range_is_refused() {
        parameters.transfer.connectedNetwork = NetworkUse.TRANSFER;
        parameters.transfer.learningRateFactor = "11";

        assertInvalid(parameters::validate, "Learning rate factor: 11 is not greater than 0 and at most 10.");
    }

    private NetworkPortObject connected() throws Exception {
        return (NetworkPortObject) execute(Orders.rows(60)).object(0);
    }

    private static BufferedDataTable otherLabels(int count) {
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            int[] values = i % 3 == 0 ? new int[] {3, 0} : i % 3 == 1 ? new int[] {3, 3} : new int[] {0, 3};
            rows[i] = row(bytes(Shape.of(2, 1), values), string(i % 3 == 0 ? "down" : i % 3 == 1 ? "level" : "up"));
        }
        return table(OTHER_LABELS, rows);
    }

    private static float[] firstLayer(TrainedNetwork network) {
        return Arrays.copyOf(network.parameters(), end(network, 1));
    }

    private static float[] secondLayer(TrainedNetwork network) {
        return Arrays.copyOfRange(network.parameters(), end(network, 1), end(network, 2));
    }

    private static int end(TrainedNetwork network, int layers) {
        return Math.toIntExact(network.architecture().layers(network.inputShape()).stream()
                .limit(layers)
                .mapToLong(layer -> layer.parameters())
                .sum());
    }
}
