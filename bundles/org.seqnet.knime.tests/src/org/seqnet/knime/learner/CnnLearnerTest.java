package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What is the CNN Learner's own; all else is tested with the LSTM Learner, which runs the same code. */
class CnnLearnerTest extends LearnerTest<CnnLearnerParameters> {
    private static final LabelDomain LABELS = LabelDomain.of("lying", "upright");

    CnnLearnerTest() {
        super(Bars.parameters(), count -> Bars.rows(Bars.COLOUR, count));
    }

    @Test
    void its_defaults_are_the_reference_network_trained_as_any_other() {
        var recipe = new CnnLearnerParameters().recipe();

        assertThat(recipe.encoder()).isEqualTo(Convolutional.reference());
        assertThat(recipe.options())
                .isEqualTo(new LstmLearnerParameters().recipe().options());
    }

    @Test
    void a_block_that_the_dialog_adds_is_like_the_last_of_the_reference_network() {
        var blocks = Convolutional.reference().blocks();

        assertThat(new ConvolutionBlockParameters().block(1)).isEqualTo(blocks.get(blocks.size() - 1));
    }

    @Test
    void the_spec_tells_the_network() throws Exception {
        assertThat(configure(Bars.spec(Bars.GREY)).spec(0))
                .contains(new NetworkPortObjectSpec(
                        network(1),
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(new SequenceShape(6, 6)),
                        Optional.of(LABELS)));
    }

    @Test
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch() throws Exception {
        parameters.training.epochs = 20;

        var run = execute(Bars.rows(Bars.GREY, 120), Bars.rows(Bars.GREY, 12));

        assertThat(run.object(0).getSummary())
                .isEqualTo("CNN, filters 4 of 3 x 3, 8 dense units; input 6 time steps x 6 features; 2 classes");
        assertThat(Tables.keys(run.table(1))).hasSize(20);
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(19)).isEqualTo("1.0");
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void images_of_three_axes_tell_their_channels() throws Exception {
        parameters.training.epochs = 30;

        var run = execute(Bars.rows(Bars.COLOUR, 120), Bars.rows(Bars.COLOUR, 36));

        assertThat(configure(Bars.spec(Bars.COLOUR)).spec(0))
                .contains(run.object(0).getSpec());
        assertThat(network(run).architecture().encoder()).isEqualTo(network(3));
        assertThat(network(run).inputShape()).isEqualTo(new SequenceShape(6, 18));
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(29)).isEqualTo("1.0");
    }

    @Test
    void the_first_image_tells_the_channels_if_the_spec_does_not() throws Exception {
        var told = execute(Bars.rows(Bars.COLOUR, 60));

        assertThat(network(execute(Bars.rows(Bars.unknown(), Bars.COLOUR, 60))).parameters())
                .isEqualTo(network(told).parameters());
    }

    @Test
    void rows_of_pixels_are_the_same_images_if_the_channels_are_set() throws Exception {
        var expected = network(execute(Bars.rows(Bars.COLOUR, 60), Bars.rows(Bars.COLOUR, 12)));
        parameters.architecture.channels = 3;

        var rows = network(execute(Bars.rows(Bars.COLOUR_ROWS, 60), Bars.rows(Bars.COLOUR, 12)));

        assertThat(rows.architecture()).isEqualTo(expected.architecture());
        assertThat(rows.parameters()).isEqualTo(expected.parameters());
    }

    @Test
    void batch_normalization_is_learned_with() throws Exception {
        parameters.architecture.blocks[0].batchNormalization = true;
        parameters.training.epochs = 20;

        var run = execute(Bars.rows(Bars.GREY, 120), Bars.rows(Bars.GREY, 12));

        assertThat(network(run).architecture().encoder())
                .isEqualTo(new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 2, true, 0)), 8, 0));
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(19)).isEqualTo("1.0");
    }

    @Test
    void with_dropout_the_same_seed_gives_the_same_network_on_any_number_of_threads() throws Exception {
        parameters.architecture.blocks[0].dropout = 0.2;
        parameters.architecture.denseDropout = 0.3;
        parameters.device.threads = 1;
        var expected = network(execute(Bars.rows(Bars.GREY, 60))).parameters();
        parameters.device.threads = 3;

        assertThat(network(execute(Bars.rows(Bars.GREY, 60))).parameters()).isEqualTo(expected);
    }

    @Test
    void a_network_of_another_block_is_not_resumed() throws Exception {
        var network = execute(Bars.rows(Bars.GREY, 60)).object(0);
        parameters.architecture.blocks[0].pooling = 3;

        assertInvalid(
                () -> configure(Bars.spec(Bars.GREY), network.getSpec()),
                "The connected network is a CNN whose convolution block 1 has 4 filters: 3 x 3 convolution, "
                        + "ReLU, 2 x 2 max pooling; the settings specify a CNN whose convolution "
                        + "block 1 has 4 filters: 3 x 3 convolution, ReLU, 3 x 3 max pooling.");
    }

    @Test
    void a_network_for_grey_images_is_not_resumed_with_colours() throws Exception {
        var network = execute(Bars.rows(Bars.GREY, 60)).object(0);

        assertInvalid(
                () -> configure(Bars.spec(Bars.COLOUR), network.getSpec()),
                "The connected network is a CNN of 1 convolution block for images of 1 channel; the settings "
                        + "specify a CNN of 1 convolution block for images of 3 channels.");
    }

    @Test
    void a_recurrent_network_is_not_resumed() throws Exception {
        var network = LearnerRun.trained(Orders.rows(20), 1);

        assertInvalid(
                () -> configure(Bars.spec(Bars.GREY), network.getSpec()),
                "The connected network is LSTM, 1 layer of 4 units; the settings specify a CNN of 1 convolution "
                        + "block for images of 1 channel.");
    }

    @Test
    void images_that_are_too_small_are_refused_before_execution_if_the_spec_tells() {
        var block = parameters.architecture.blocks[0];
        parameters.architecture.blocks = new ConvolutionBlockParameters[] {block, block, block};
        var message = "Convolution block 3: its input images of 1 x 1 x 4 are too small for 2 x 2 pooling.";

        assertInvalid(() -> configure(Bars.spec(Bars.GREY)), message);
        assertFails(() -> execute(Bars.rows(Bars.unknown(), Bars.GREY, 10)), message);
    }

    @Test
    void a_network_without_blocks_is_refused_even_if_settings_say_so_by_null() {
        parameters.architecture.blocks = null;

        assertInvalid(parameters::validate, "Convolution blocks: 0 is not between 1 and 8.");
    }

    @Test
    void rows_that_are_no_whole_number_of_pixels_are_refused_before_execution() {
        parameters.architecture.channels = 4;

        assertInvalid(
                () -> configure(Bars.spec(Bars.GREY)),
                "Channels: rows of 6 features cannot be divided into pixels of 4 channels each.");
    }

    @Test
    void sequences_of_different_lengths_are_no_images() {
        assertFails(
                () -> execute(Orders.ofAnyLength(20)),
                "A convolutional network requires images of the same size, but these sequences differ in their number "
                        + "of time steps. Reshape them to the same length, or train a recurrent network.");
    }

    @Test
    void tensors_of_another_number_of_axes_are_no_images() {
        assertFails(
                () -> execute(Bars.rows(Bars.unknown(), Shape.of(1, 1, 6, 6), 10)),
                "Training table, row 'Row0': the tensor has the shape 1 x 1 x 6 x 6, but the network reads an "
                        + "image of rows x columns, or rows x columns x 1 channel.",
                "Put a Sequence Reshaper before this node.");
        assertInvalid(
                () -> configure(Bars.spec(Shape.of(36))),
                "Sequence column: column 'image' of the training table contains tensors of shape 36, but the "
                        + "network reads an image of rows x columns, or rows x columns x 1 channel.");
    }

    @Test
    void a_row_of_other_channels_is_named() {
        var rows = table(
                Bars.unknown(),
                row(bytes(Shape.of(2, 1, 2), 1, 2, 3, 4), string("lying")),
                row(bytes(Shape.of(2, 2, 1), 1, 2, 3, 4), string("upright")));

        assertFails(
                () -> execute(rows),
                "Training table, row 'Row1' is a tensor of shape 2 x 2 x 1, not an image of rows x columns, or "
                        + "rows x columns x 2 channels. Use a Sequence Reshaper before this node.");
    }

    @Test
    void validation_images_of_another_size_are_refused_before_execution() {
        assertInvalid(
                () -> configure(Bars.spec(Bars.COLOUR), Bars.spec(Shape.of(6, 7, 3))),
                "The sequences of the validation table have 6 time steps x 21 features, those of the training "
                        + "table 6 time steps x 18 features.");
    }

    @Test
    void an_empty_table_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Bars.unknown())),
                "The training table has no rows.",
                "Check the preceding nodes: a filter may be too strict.");
    }

    @Test
    void settings_of_a_block_out_of_range_are_refused_by_its_number() {
        var wrong = new ConvolutionBlockParameters();
        wrong.kernelSize = 4;
        parameters.architecture.blocks = new ConvolutionBlockParameters[] {new ConvolutionBlockParameters(), wrong};

        assertInvalid(parameters::validate, "Convolution block 2, Kernel size: 4 is not odd. Enter an odd number.");
    }

    @Test
    void a_network_without_blocks_is_refused() {
        parameters.architecture.blocks = new ConvolutionBlockParameters[0];

        assertInvalid(parameters::validate, "Convolution blocks: 0 is not between 1 and 8.");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.architecture.denseUnits = 0;

        assertInvalid(parameters::validate, "Dense layer units: 0 is not between 1 and 8192.");
    }

    private static Convolutional network(int channels) {
        return new Convolutional(channels, List.of(new ConvolutionBlock(4, 3, 1, 2, false, 0)), 8, 0);
    }
}
