package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.strings;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.label.SeveralLabelsFormat;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** What the learners' dialogs say while they are open. */
class LearnerDialogTest {
    private static final DataTableSpec TABLE = new DataTableSpec();
    private static final Message NO_VALIDATION = new Message(
            "No validation table connected",
            "Early stopping requires a validation table or a validation share. Use the node's \"...\" menu to add the "
                    + "port \"Validation table\" and connect rows that are not used for training, set a validation "
                    + "share, or disable early stopping.",
            MessageType.WARNING);

    @Test
    void stopping_early_without_a_validation_table_is_warned_of() throws Exception {
        var network = new NetworkPortObjectSpec(
                Recurrent.reference(), HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertThat(stopping(true, TABLE)).contains(NO_VALIDATION);
        assertThat(stopping(true, TABLE, network)).contains(NO_VALIDATION);
        assertThat(stopping(true, TABLE, TABLE)).isEmpty();
        assertThat(stopping(true, TABLE, TABLE, network)).isEmpty();
        assertThat(stopping(false, TABLE)).isEmpty();
        assertThat(stopping(true, 20, TABLE)).isEmpty();
    }

    @Test
    void a_learner_without_tables_has_no_port_to_add_for_one() throws Exception {
        assertThat(stopping(true)).isEmpty();
    }

    private static Optional<Message> stopping(boolean enabled, PortObjectSpec... inputs) throws Exception {
        return stopping(enabled, 0, inputs);
    }

    private static Optional<Message> stopping(boolean enabled, int percent, PortObjectSpec... inputs) throws Exception {
        return new DialogState()
                .with(EarlyStoppingParameters.Enabled.class, enabled)
                .with(ValidationParameters.Percent.class, percent)
                .of(new EarlyStoppingParameters.NoValidationTable(), input(inputs));
    }

    @Test
    void settings_of_symbols_are_shown_for_texts_and_lists_only() throws Exception {
        var table = new DataTableSpec(
                strings("text"),
                new DataColumnSpecCreator("list", ListCell.getCollectionType(StringCell.TYPE)).createSpec(),
                TensorColumn.ofSequences("sequence", Optional.empty()));

        assertThat(kind("text", table)).isEqualTo(SequenceKind.TEXTS);
        assertThat(kind("list", table)).isEqualTo(SequenceKind.LISTS);
        assertThat(kind("sequence", table)).isEqualTo(SequenceKind.TENSORS);
        assertThat(kind("gone", table)).isEqualTo(SequenceKind.TENSORS);
    }

    private static SequenceKind kind(String column, PortObjectSpec... inputs) throws Exception {
        return new DialogState().with(SequenceKind.Column.class, column).of(new SequenceKind.OfColumn(), input(inputs));
    }

    @Test
    void a_validation_share_beside_a_validation_table_is_said_to_have_no_effect() throws Exception {
        var told = new Message(
                "Validation table connected",
                "Each epoch is evaluated on the validation table, so no training rows are held out.",
                MessageType.INFO);

        assertThat(share(20, TABLE, TABLE)).contains(told);
        assertThat(share(20, TABLE)).isEmpty();
        assertThat(share(0, TABLE, TABLE)).isEmpty();
    }

    private static Optional<Message> share(int percent, PortObjectSpec... inputs) throws Exception {
        return new DialogState()
                .with(ValidationParameters.Percent.class, percent)
                .of(new ValidationParameters.TableConnected(), input(inputs));
    }

    static NodeParametersInput input(PortObjectSpec... inputs) {
        return NodeParametersUtil.createDefaultNodeSettingsContext(inputs);
    }

    @Test
    void the_blocks_of_a_convolutional_network_have_a_title_and_are_missed_when_none_is_left() throws Exception {
        assertThat(blocks(new CnnLearnerParameters().architecture.blocks))
                .isEqualTo(new Message(
                        "Convolution blocks",
                        "The convolution blocks, in the order in which they are applied. For small images, use "
                                + "two or three blocks, each with more filters than the previous one and a "
                                + "pooling size of 2.",
                        MessageType.INFO));
        assertThat(blocks())
                .isEqualTo(new Message(
                        "No convolution block",
                        "A convolutional network requires at least one convolution block.",
                        MessageType.ERROR));
    }

    private static Message blocks(ConvolutionBlockParameters... blocks) throws Exception {
        return new DialogState()
                .with(ConvolutionalParameters.Blocks.class, blocks)
                .of(new ConvolutionalParameters.BlocksMessage(), input(TABLE))
                .orElseThrow();
    }

    @Test
    void a_network_without_blocks_is_refused_when_the_dialog_is_applied() {
        var parameters = new CnnLearnerParameters();
        parameters.architecture.blocks = new ConvolutionBlockParameters[0];

        assertInvalid(parameters::validate, "Convolution blocks: 0 is not between 1 and 8.");
    }

    @Test
    void a_text_that_is_no_rate_is_refused_when_the_dialog_is_applied() {
        var parameters = new LstmLearnerParameters();

        parameters.training.learningRate = "fast";
        assertInvalid(parameters::validate, "Learning rate: NaN is not a positive number.");
        parameters.training.learningRate = "0";
        assertInvalid(parameters::validate, "Learning rate: 0.0 is not a positive number.");
    }

    @Test
    void a_new_learner_learns_what_its_table_most_likely_states() {
        var sets = BarSets.column("tags", SetCell.getCollectionType(StringCell.TYPE));
        var file = strings("file");
        var label = strings("label", "a", "b");

        assertThat(labels(file, sets)).isEqualTo(LabelFormat.COLLECTION);
        assertThat(labels(sets, label)).isEqualTo(LabelFormat.CLASS);
        assertThat(labels(file)).isEqualTo(LabelFormat.CLASS);
        assertThat(labels(BarSets.column("numbers", ListCell.getCollectionType(IntCell.TYPE))))
                .isEqualTo(LabelFormat.CLASS);
        assertThat(labels()).isEqualTo(LabelFormat.CLASS);
    }

    private static LabelFormat labels(DataColumnSpec... columns) {
        return new LstmLearnerParameters(input(new DataTableSpec(columns))).data.labels;
    }

    @Test
    void a_new_cnn_rnn_learner_takes_columns_of_0_and_1_where_there_are_no_sets() {
        var flag = BarSets.column("flag", BooleanCell.TYPE);
        var bit = bounded("bit", new IntCell(0), new IntCell(1));
        var long1 = bounded("long", new LongCell(1), new LongCell(1));
        var count = bounded("count", new IntCell(0), new IntCell(2));
        var share = bounded("share", new DoubleCell(0), new DoubleCell(1));

        var columns = severalLabels(flag, bit, long1, count, share, BarSets.column("unknown", IntCell.TYPE));
        assertThat(columns.labels).isEqualTo(SeveralLabelsFormat.COLUMNS);
        assertThat(columns.zeroOneColumns).containsExactly("flag", "bit", "long");
        var integers = severalLabels(bit, BarSets.column("numbers", ListCell.getCollectionType(IntCell.TYPE)));
        assertThat(integers.labels).isEqualTo(SeveralLabelsFormat.COLLECTION);
        assertThat(integers.collectionColumn).isEqualTo("numbers");
        assertThat(severalLabels().labels).isEqualTo(SeveralLabelsFormat.COLLECTION);
    }

    private static SeveralLabelsParameters severalLabels(DataColumnSpec... columns) {
        return new CnnRnnLearnerParameters(input(new DataTableSpec(columns))).data;
    }

    private static DataColumnSpec bounded(String name, DataCell lower, DataCell upper) {
        var creator = new DataColumnSpecCreator(name, lower.getType());
        creator.setDomain(new DataColumnDomainCreator(lower, upper).createDomain());
        return creator.createSpec();
    }
}
