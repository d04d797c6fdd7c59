package org.seqnet.knime.sequence;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.view.Gallery;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The Sequence Reshaper: table with tensors -> table with sequences. */
public final class SequenceReshaperNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Makes sequences for a network: tensors of two dimensions, time steps by features. An image of 28 x 28
                pixels read by rows becomes a sequence of 28 time steps with 28 features each, which a convolutional
                network reads as the image that it is.
            </p>
            <p>
                If each row of the table is a sequence, it can be a tensor, a PNG image, a list or vector of numbers, or
                the values of some numeric columns; the output has the same rows. If each row is a time step, there are
                two ways: in long format, all rows of a group become one sequence, sorted by a column such as the time;
                or windows of equal length slide over the rows. The output then has a row for each group or window, with
                the columns to keep, such as the label.
            </p>
            <pre><code>
            long format                     windows of 3
            group time value   sequences    rows    1 2 3 4 5
              A    1     5      A: 5 7      first  [1 2 3]
              A    2     7      B: 4        second   [2 3 4]
              B    1     4                  third      [3 4 5]
            </code></pre>
            <p>
                Lists and groups may give sequences of different lengths, and so may numeric columns if missing values at
                the end end the sequence. A long table that is sorted by group needs
                little memory; one that is not is gathered first.
            </p>
            <p>
                Values can be scaled on the way. Networks learn badly from raw bytes; "0 to 1" suits images, and
                "Standardize" measurements. Scaled bytes take no more memory than before; all other numbers are scaled
                in double precision and then rounded to single precision, 4 bytes each.
            </p>
            <p>
                If the input states the tensors' shape, the output states the number of steps and features, and nodes that
                follow can refuse a column that does not fit before anything is executed. For images, it also states the
                number of channels.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SequenceReshaperNodeFactory() {
        super(DefaultNode.create()
                .name("Sequence Reshaper")
                .icon("sequence-reshaper.png")
                .shortDescription("Makes sequences of tensors, images, lists, numeric columns or long tables.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable(
                                "Data", "A table whose rows are sequences, or time steps of sequences.")
                        .addOutputTable("Sequences", "The table with a column of sequences."))
                .model(model -> model.parametersClass(SequenceReshaperParameters.class)
                        .configure(SequenceReshaperNodeFactory::configure)
                        .execute(WithinHeap.execute("Sequence Reshaper", SequenceReshaperNodeFactory::execute)))
                .addView(view -> ViewPage.declare(
                        view,
                        "The first sequences of each class: as pictures where they look like one, else as a line for "
                                + "each of the first features."))
                .nodeType(NodeType.Manipulator)
                .keywords(
                        "tensor",
                        "image",
                        "PNG",
                        "list",
                        "time step",
                        "time series",
                        "long format",
                        "sliding window",
                        "normalize",
                        "standardize",
                        "scale",
                        "LSTM",
                        "transpose"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        SequenceReshaperParameters parameters = input.getParameters();
        output.setOutSpec(0, Reshaping.of(input.getInTableSpec(0), parameters).spec());
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        SequenceReshaperParameters parameters = input.getParameters();
        var table = input.getInTable(0);
        try {
            var exec = input.getExecutionContext();
            var result = Reshaping.of(table.getDataTableSpec(), parameters).execute(table, exec);
            output.setOutData(0, result.table());
            output.setInternalData(ViewData.keep(Gallery.of(result.table(), exec), exec));
            result.warning().ifPresent(output::setWarningMessage);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }
}
