package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Genes;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;

/** Networks that read symbols, each with the vocabulary of its training. */
class SymbolComparisonTest {
    /** Knows the task. */
    private static NetworkPortObject good;
    /** Has seen the letters in another order, and once; A is not among them. */
    private static NetworkPortObject poor;
    /** Reads the last two letters only. */
    private static NetworkPortObject cutting;

    private final NetworkComparisonParameters parameters = new NetworkComparisonParameters();

    SymbolComparisonTest() {
        parameters.turns = 1;
    }

    @BeforeAll
    static void train() throws Exception {
        good = LearnerRun.ofGenes(25, 0, 1, Genes.rows(200, 1));
        poor = LearnerRun.ofGenes(1, 0, 2, table(Genes.SPEC, Genes.of("TTTA"), Genes.of("CCGG")));
        cutting = LearnerRun.ofGenes(1, 2, 1, Genes.rows(20, 1));
    }

    private NodeRun execute(PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        NetworkComparisonNodeFactory.execute(run, run);
        return run;
    }

    private NodeRun configure(PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        NetworkComparisonNodeFactory.configure(run, run);
        return run;
    }

    @Test
    void each_network_reads_the_test_table_with_its_own_vocabulary() throws Exception {
        assertThat(good.network().input().vocabulary().orElseThrow().symbols()).hasSize(4);
        assertThat(poor.network().input().vocabulary().orElseThrow().symbols()).containsExactly("T", "C", "G");

        var run = execute(
                table(
                        Genes.SPEC,
                        Genes.of("ACGTACGT"),
                        Genes.of("CCGTACGT"),
                        Genes.of("GCGTACGT"),
                        row(string("TNGTACGT"), string("strong"))),
                good,
                poor);

        assertThat(parameters.sequenceColumn).isEqualTo("dna");
        assertThat(Tables.column(run.table(0), "Test accuracy")).first().isEqualTo("1.0");
        assertThat(Tables.column(run.table(0), "Operations per sequence"))
                .containsOnly(Long.toString(good.network().architecture().operations(new SequenceShape(8, 1))));
        assertThat(run.warning())
                .contains("Network 1 (input port 2; GRU, 1 layer of 8 units): 1 of 32 symbols of the test table are "
                        + "not in the network's vocabulary: for example 'N'.\n"
                        + "Network 2 (input port 3; GRU, 1 layer of 8 units): 6 of 32 symbols of the test table are "
                        + "not in the network's vocabulary: for example 'A', 'N'.");
    }

    @Test
    void sequences_are_cut_as_all_networks_do() throws Exception {
        var run = execute(table(Genes.SPEC, Genes.of("ACGT"), Genes.of("GT")), cutting, cutting);

        assertThat(run.warning())
                .contains("1 of 2 sequences of the test table were cut to their last 2 symbols; the longest has 4.");
    }

    @Test
    void networks_that_read_texts_differently_are_refused() {
        assertInvalid(
                () -> configure(Genes.SPEC, good.getSpec(), cutting.getSpec()),
                "Network 2 (input port 3; GRU, 1 layer of 8 units) reads column 'dna' of the test table differently "
                        + "from network 1: Truncation: the last 2 symbols (network 1: none).");
    }

    @Test
    void networks_that_read_symbols_and_tensors_are_refused() throws Exception {
        var tensors = LearnerRun.trained(Orders.rows(20), 1);
        var spec = new DataTableSpec(Orders.SPEC.getColumnSpec(0), Genes.SPEC.getColumnSpec(0), strings("label"));

        assertInvalid(
                () -> configure(spec, good.getSpec(), tensors.getSpec()),
                "Network 2 (input port 3; LSTM, 1 layer of 4 units) reads tensors, but column 'dna' of the test table "
                        + "contains strings or lists of symbols.");
        parameters.sequenceColumn = "";
        assertInvalid(
                () -> configure(spec, tensors.getSpec(), good.getSpec()),
                "Network 2 (input port 3; GRU, 1 layer of 8 units) reads strings or lists of symbols, but column "
                        + "'sequence' of the test table contains tensors.");
    }

    @Test
    void a_table_without_texts_is_refused() {
        assertInvalid(
                () -> configure(Orders.SPEC, good.getSpec(), good.getSpec()),
                "Network 1 (input port 2; GRU, 1 layer of 8 units) reads strings or lists of symbols, but column "
                        + "'sequence' of the test table contains tensors.");
    }
}
