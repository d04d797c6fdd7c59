package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.strings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** Every dialog opens, whatever is connected: nothing, a table without columns, one of 10,000 columns. */
class DialogsTest {
    private static final DataTableSpec EMPTY = new DataTableSpec();

    /** What a dialog is opened on. */
    record Dialog(String node, Class<? extends NodeParameters> type, String input, PortObjectSpec[] specs) {
        NodeParametersInput context() {
            return NodeParametersUtil.createDefaultNodeSettingsContext(specs);
        }

        NodeSettings defaults() {
            var settings = new NodeSettings("model");
            NodeParametersUtil.saveSettings(type, NodeParametersUtil.createSettings(type, context()), settings);
            return settings;
        }

        @Override
        public String toString() {
            return node + " on " + input;
        }
    }

    static Stream<Dialog> dialogs() throws Exception {
        return RegisteredNodesTest.nodes().stream()
                .filter(node -> ((NodeDialogFactory) node).hasNodeDialog())
                .flatMap(node -> Stream.of(
                        dialog(node, "nothing", null, null),
                        dialog(node, "an empty table", EMPTY, network(Optional.empty())),
                        dialog(
                                node,
                                "a table of 10,000 columns",
                                wide(),
                                network(Optional.of(SequenceShape.ofAnyLength(10_000))))));
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void it_opens_with_defaults_that_can_be_saved_and_loaded(Dialog dialog) throws Exception {
        var saved = dialog.defaults();

        NodeParametersUtil.loadSettings(saved, dialog.type()).validate();

        var again = new NodeSettings("model");
        NodeParametersUtil.saveSettings(dialog.type(), NodeParametersUtil.loadSettings(saved, dialog.type()), again);
        assertThat(again).isEqualTo(saved);
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void it_offers_columns_of_what_is_connected(Dialog dialog) throws Exception {
        int columns = Arrays.stream(dialog.specs())
                .filter(DataTableSpec.class::isInstance)
                .mapToInt(spec -> ((DataTableSpec) spec).getNumColumns())
                .sum();
        for (var provider : choices(dialog.type())) {
            if (EnumChoicesProvider.class.isAssignableFrom(provider.value())
                    || StringChoicesProvider.class.isAssignableFrom(provider.value())) {
                continue; // offers no columns
            }
            var constructor = provider.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            var offered = (List<?>) constructor.newInstance().computeState(dialog.context());

            assertThat(offered).as(provider.value().getName()).hasSizeBetween(Math.min(columns, 1), columns);
        }
    }

    @Test
    void columns_are_chosen_by_what_they_hold() throws Exception {
        var learner = defaults("LSTM Learner on a table of 10,000 columns").getNodeSettings("data");
        assertThat(learner.getString("sequenceColumn")).isEqualTo("sequence");
        assertThat(learner.getString("labels")).isEqualTo("CLASS");
        assertThat(learner.getString("labelColumn")).isEqualTo("Prediction (label)");
        assertThat(learner.getString("collectionColumn")).isEqualTo("tags");
        var predictor = defaults("Network Predictor on a table of 10,000 columns");
        assertThat(predictor.getString("sequenceColumn")).isEqualTo("sequence");
        var scorer = defaults("Prediction Scorer on a table of 10,000 columns");
        assertThat(scorer.getString("actualColumn")).isEqualTo("label");
        assertThat(scorer.getString("predictedColumn")).isEqualTo("Prediction (label)");
        var labelScorer = defaults("Multi-Label Scorer on a table of 10,000 columns");
        assertThat(labelScorer.getString("actualColumn")).isEqualTo("labels");
        assertThat(labelScorer.getString("predictedColumn")).isEqualTo("Prediction (labels)");
        var reshaper = defaults("Sequence Reshaper on a table of 10,000 columns");
        assertThat(reshaper.getString("tensorColumn")).isEqualTo("image");
        assertThat(reshaper.getStringArray("numericColumns")).hasSize(6000).startsWith("number 0", "number 1");
    }

    @Test
    void without_columns_none_is_chosen() throws Exception {
        for (var input : List.of("nothing", "an empty table")) {
            var learner = defaults("LSTM Learner on " + input).getNodeSettings("data");
            assertThat(learner.getString("sequenceColumn")).isEmpty();
            assertThat(learner.getString("labelColumn")).isEmpty();
            assertThat(defaults("Network Predictor on " + input).getString("sequenceColumn"))
                    .isEmpty();
            var scorer = defaults("Prediction Scorer on " + input);
            assertThat(scorer.getString("actualColumn")).isEmpty();
            assertThat(scorer.getString("predictedColumn")).isEmpty();
            var reshaper = defaults("Sequence Reshaper on " + input);
            assertThat(reshaper.getString("tensorColumn")).isEmpty();
            assertThat(reshaper.getStringArray("numericColumns")).isEmpty();
        }
    }

    private static NodeSettings defaults(String dialog) throws Exception {
        return dialogs()
                .filter(each -> each.toString().equals(dialog))
                .findFirst()
                .orElseThrow()
                .defaults();
    }

    private static Dialog dialog(
            NodeFactory<NodeModel> factory, String input, PortObjectSpec table, PortObjectSpec network) {
        var node = new Node(factory);
        var specs = IntStream.range(1, node.getNrInPorts())
                .mapToObj(port -> BufferedDataTable.TYPE.equals(node.getInputType(port)) ? table : network)
                .toArray(PortObjectSpec[]::new);
        var dialog = (DefaultNodeDialog) ((NodeDialogFactory) factory).createNodeDialog();
        return new Dialog(factory.getNodeName(), dialog.getSettingsClasses().get(SettingsType.MODEL), input, specs);
    }

    private static NetworkPortObjectSpec network(Optional<SequenceShape> shape) {
        return new NetworkPortObjectSpec(Recurrent.reference(), HeadKind.CLASSES, "label", shape, Optional.empty());
    }

    /** Returns numbers and texts without end, and at the end what the nodes look for. */
    private static DataTableSpec wide() {
        var columns = new ArrayList<DataColumnSpec>();
        IntStream.range(0, 6000)
                .forEach(i -> columns.add(column("number " + i, i % 2 == 0 ? DoubleCell.TYPE : IntCell.TYPE)));
        IntStream.range(0, 3990).forEach(i -> columns.add(column("text " + i, StringCell.TYPE)));
        columns.add(column("list", ListCell.getCollectionType(DoubleCell.TYPE)));
        columns.add(column("steps", ListCell.getCollectionType(StringCell.TYPE)));
        columns.add(column("states", ListCell.getCollectionType(StringCell.TYPE)));
        columns.add(column("labels", SetCell.getCollectionType(StringCell.TYPE)));
        columns.add(column("Prediction (labels)", SetCell.getCollectionType(StringCell.TYPE)));
        columns.add(column("tags", SetCell.getCollectionType(StringCell.TYPE)));
        columns.add(column("picture", PNGImageContent.TYPE));
        columns.add(TensorColumn.unknown("image"));
        columns.add(strings("label", "a", "b"));
        columns.add(TensorColumn.ofSequences("sequence", Optional.empty()));
        columns.add(strings("Prediction (label)", "a", "b"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns the choices of the fields of a class, of its superclasses and of the groups in it. */
    private static List<ChoicesProvider> choices(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(declaring -> Arrays.stream(declaring.getDeclaredFields()))
                .flatMap(field -> NodeParameters.class.isAssignableFrom(field.getType())
                        ? choices(field.getType()).stream()
                        : Stream.ofNullable(field.getAnnotation(ChoicesProvider.class)))
                .toList();
    }
}
