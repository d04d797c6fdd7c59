package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.widget.choices.TypedStringChoice;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Tokenizer.Unit;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.predictor.PredictorRun;

class SymbolLearningTest extends Learning<GruLearnerParameters> {
    SymbolLearningTest() {
        super(parameters());
    }

    private static GruLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new GruLearnerParameters(), 0.03);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 8;
        return parameters;
    }

    @Test
    void the_spec_tells_that_the_network_reads_symbols_and_how() throws Exception {
        var spec = (NetworkPortObjectSpec) configure(Genes.SPEC).spec(0).orElseThrow();

        assertThat(parameters.data.sequenceColumn).isEqualTo("dna");
        assertThat(spec.readsSymbols()).isTrue();
        assertThat(spec.inputShape()).contains(SequenceShape.ofAnyLength(1));
        assertThat(Tokenizer.of(spec.preparation())).contains(new Tokenizer(Unit.LETTERS, "", 1000, false));
    }

    /** A date, which is a text too, as KNIME's are. */
    @SuppressWarnings("serial")
    public static final class Day extends DataCell implements BoundedValue, StringValue {
        @Override
        public String getStringValue() {
            return "2026-11-30";
        }

        @Override
        public String toString() {
            return getStringValue();
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void a_new_learner_reads_no_dates_and_no_identifiers_as_texts() {
        var date = new DataColumnSpecCreator("begin", DataType.getType(Day.class)).createSpec();
        var spec = new DataTableSpec(date, strings("Order ID"), strings("gene"), strings("kind", "a", "b"));

        var fitting = NodeParametersUtil.createSettings(GruLearnerParameters.class, new DataTableSpec[] {spec});

        assertThat(fitting.data.sequenceColumn).isEqualTo("gene");
    }

    static Stream<LearnerParameters> learners() {
        var lstm = LearnerRun.quick(new LstmLearnerParameters(), 0.03);
        lstm.architecture.layers = 1;
        lstm.architecture.hiddenUnits = 8;
        var rnn = LearnerRun.quick(new RnnLearnerParameters(), 0.02);
        rnn.architecture.layers = 1;
        rnn.architecture.hiddenUnits = 8;
        var cnn = LearnerRun.quick(new SequenceCnnLearnerParameters(), 0.01);
        return Stream.of(lstm, rnn, cnn);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void other_learners_read_texts_too(LearnerParameters learner) throws Exception {
        learner.training.epochs = 1;

        var network = network(LearnerRun.of(learner, Genes.rows(20, 1)));

        assertThat(network.input().vocabulary().orElseThrow().symbols()).containsExactlyInAnyOrder("A", "C", "G", "T");
        assertThat(network.architecture().embedding().orElseThrow().dimensions())
                .isEqualTo(3);
    }

    @Test
    void letters_are_learned_and_predicted_with_the_networks_vocabulary() throws Exception {
        parameters.training.epochs = 25;

        var run = execute(Genes.rows(200, 1), Genes.rows(50, 2));

        assertThat(run.warning()).isEmpty();
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(24)).isEqualTo("1.0");
        var network = (NetworkPortObject) run.object(0);
        var tested =
                table(Genes.SPEC, Genes.of("ATTT"), Genes.of("CTTTA"), Genes.of("GNNA"), Genes.of("T\uD83E\uDDECA"));
        var predicted = PredictorRun.of(network, tested);
        assertThat(Tables.column(predicted.table(0), "Prediction (label)"))
                .containsExactly("other", "other", "strong", "strong");
        assertThat(predicted.warning())
                .contains("3 of 16 symbols of the table are not in the network's vocabulary: for example 'N', "
                        + "'\uD83E\uDDEC'.");
    }

    @Test
    void the_vocabulary_is_that_of_the_training_rows_and_others_are_counted() throws Exception {
        parameters.symbols.minimumOccurrences = 3;
        var training = table(Genes.SPEC, Genes.of("AAAA"), Genes.of("GGGB"), Genes.of("GGAA"), Genes.of("AGXX"));
        var validation = table(Genes.SPEC, Genes.of("AGQ"), Genes.of("GAQ"));

        var run = execute(training, validation);

        assertThat(network(run).input().vocabulary().orElseThrow().symbols()).containsExactly("A", "G");
        assertThat(run.warning())
                .contains("3 of 16 symbols of the training rows are not in the network's vocabulary: for example 'B', "
                        + "'X'.\n2 of 6 symbols of the validation rows are not in the network's vocabulary: for "
                        + "example 'Q'.");
    }

    @Test
    void long_sequences_are_cut_as_the_settings_say_and_so_are_those_of_the_predictor() throws Exception {
        parameters.symbols.maximumLength = 2;
        parameters.symbols.keep = SymbolParameters.Kept.LAST;
        var rows = table(Genes.SPEC, Genes.of("AACG"), Genes.of("GT"), Genes.of("GGTT"));

        var run = execute(rows);

        assertThat(run.warning())
                .contains(
                        "2 of 3 sequences of the training table were cut to their last 2 symbols; the longest has 4.");
        assertThat(network(run).input().vocabulary().orElseThrow().symbols()).containsExactly("T", "G", "C");
        var network = (NetworkPortObject) run.object(0);
        var predicted = PredictorRun.of(network, table(Genes.SPEC, Genes.of("AAAACG"), Genes.of("CG")));
        var probabilities = Tables.column(predicted.table(0), "P (label=strong)");
        assertThat(probabilities.get(0)).isEqualTo(probabilities.get(1));
        assertThat(predicted.warning())
                .contains("1 of 2 sequences of the table were cut to their last 2 symbols; the longest has 6.");
    }

    @Test
    void a_text_without_symbols_counts_as_missing() throws Exception {
        parameters.symbols.split = SymbolParameters.Split.WORDS;
        var rows = table(
                Genes.SPEC,
                row(string("to be"), string("other")),
                row(string("  "), string("other")),
                row(string("or not"), string("strong")));

        var run = execute(rows);

        assertThat(run.warning())
                .contains("1 of the training table's 3 rows were skipped because their sequence or label is missing.");
        var predicted = PredictorRun.of((NetworkPortObject) run.object(0), rows);
        assertThat(Tables.column(predicted.table(0), "Prediction (label)").get(1))
                .isEqualTo("?");
    }

    @Test
    void lists_are_sequences_of_their_elements() throws Exception {
        var spec = new DataTableSpec(
                new DataColumnSpecCreator("events", ListCell.getCollectionType(StringCell.TYPE)).createSpec(),
                strings("label", "no", "yes"));
        parameters.data.sequenceColumn = "events";
        var rows = table(
                spec, row(list("log in", "log out"), string("no")), row(list("log in", null, "pay"), string("yes")));

        var run = execute(rows);

        assertThat(network(run).input().vocabulary().orElseThrow().symbols())
                .containsExactly("log in", "log out", "pay");
        assertThat(run.warning())
                .contains("1 of 5 symbols of the training rows are not in the network's vocabulary: they are missing.");
        assertThat(Tables.column(
                        PredictorRun.of((NetworkPortObject) run.object(0), rows).table(0), "Prediction (label)"))
                .hasSize(2);
    }

    private static DataCell list(String... elements) {
        List<DataCell> cells = new ArrayList<>();
        for (var element : elements) {
            cells.add(element == null ? DataType.getMissingCell() : new StringCell(element));
        }
        return CollectionCellFactory.createListCell(cells);
    }

    @Test
    void a_network_goes_on_with_its_own_vocabulary() throws Exception {
        var first = (NetworkPortObject) execute(Genes.rows(30, 1)).object(0);
        var rows = table(Genes.SPEC, Genes.of("AN"), Genes.of("GT"));

        var run = execute(rows, first);

        assertThat(network(run).input()).isEqualTo(first.network().input());
        assertThat(run.warning())
                .contains("1 of 4 symbols of the training rows are not in the network's vocabulary: for example 'N'.");
        parameters.symbols.split = SymbolParameters.Split.WORDS;
        assertInvalid(
                () -> configure(Genes.SPEC, first.getSpec()),
                "Column 'dna' of the training table was prepared differently from the training sequences of the "
                        + "network to resume: Symbols: words (network: letters).");
        parameters.data.sequenceColumn = "";
        assertInvalid(
                () -> configure(Orders.SPEC, first.getSpec()),
                "Column 'sequence' of the training table contains tensors; the network to resume reads strings or "
                        + "lists of "
                        + "symbols.");
    }

    @Test
    void learners_of_tensors_offer_none_of_these_columns_and_refuse_them() throws Exception {
        var table = new DataTableSpec(
                Orders.SPEC.getColumnSpec(0),
                Genes.SPEC.getColumnSpec(0),
                new DataColumnSpecCreator("events", ListCell.getCollectionType(StringCell.TYPE)).createSpec(),
                Genes.SPEC.getColumnSpec(1));

        assertThat(offered(ReadKind.TENSORS, table)).containsExactly("sequence");
        assertThat(offered(ReadKind.SYMBOLS, table)).containsExactly("sequence", "dna", "events", "label");
        var cnn = LearnerRun.quick(new CnnLearnerParameters(), 0.01);
        cnn.data.sequenceColumn = "dna";
        var rocket = new RocketLearnerParameters();
        rocket.data.sequenceColumn = "dna";
        for (LearnerSettings learner : List.of(cnn, rocket)) {
            var saved = new NodeSettings("model");
            NodeParametersUtil.saveSettings(learner.getClass(), learner, saved);
            assertThat(saved.toString()).doesNotContain("reads");
            var run = NodeRun.configuring(learner, table);
            assertInvalid(
                    () -> LearnerNode.configure(run, run),
                    "Sequence column: column 'dna' of the training table has the type 'String', but tensors are "
                            + "required.");
        }
    }

    private static List<String> offered(ReadKind reads, DataTableSpec table) throws Exception {
        var input = NodeParametersUtil.createDefaultNodeSettingsContext(new PortObjectSpec[] {table});
        return new DialogState()
                .with(ReadKind.Current.class, reads).of(new ReadKind.ColumnsOfTable(), input).stream()
                        .map(TypedStringChoice::id)
                        .toList();
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.symbols.split = SymbolParameters.Split.SEPARATED;
        parameters.symbols.separator = "";
        assertInvalid(
                parameters::validate,
                "Separator: it is empty. Enter what separates two symbols, or split into letters.");
        parameters.symbols.separator = ";";
        parameters.symbols.maximumSymbols = 100_001;
        assertInvalid(parameters::validate, "Maximum vocabulary size: 100001 is not between 1 and 100000.");
        parameters.symbols.maximumSymbols = 10;
        parameters.symbols.embeddingSize = 1025;
        assertInvalid(parameters::validate, "Embedding size: 1025 is not between 1 and 1024.");
    }
}
