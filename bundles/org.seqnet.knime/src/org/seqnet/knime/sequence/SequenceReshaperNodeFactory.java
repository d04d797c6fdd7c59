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
                Creates sequences for a network: two-dimensional tensors of time steps x features. For example, an
                image of 28 x 28 pixels becomes a sequence of 28 time steps (its rows) with 28 features each. A
                convolutional network reads such a sequence as the image.
            </p>
            <p>
                If each row of the table is a sequence, the input can be a tensor, a PNG or JPEG image, the path of an
                image file, a list or vector of numbers, or several numeric columns. The output has the same rows. If
                each row is a time step, there
                are two options. In long format, all rows of a group become one sequence, sorted, for example, by
                time. With sliding windows, a window of fixed length slides over the rows. The output then has one row
                per group or window, with additional columns such as the label.
            </p>
            <pre><code>
            long format                     windows of 3
            group time value   sequences    rows    1 2 3 4 5
              A    1     5      A: 5 7      first  [1 2 3]
              A    2     7      B: 4        second   [2 3 4]
              B    1     4                  third      [3 4 5]
            </code></pre>
            <p>
                Sliding windows can also be created for forecasting, from a table with one or several time series. Each
                window then has an origin, which is its last known row, and the target values of the rows after it. The
                column "Origin" contains the time or number of the origin. The column "Target" contains the values as a
                tensor of time steps x target columns, from which learners learn. If the order column contains the time
                of each row, no window spans a gap in time. Time steps of a day or more are counted in the calendar, so
                that months of different length and daylight-saving time do not count as gaps. A window contains no
                values after its origin, except those of columns that are known in advance.
            </p>
            <h4>Forecasting, step by step</h4>
            <p>
                Use three Sequence Reshapers on the same table. Create the second and the third as copies of the first,
                which differ in the option "Windows" only.
            </p>
            <ol>
                <li>
                    Select the input format "Sliding windows", check "Forecast", and set window length, forecast
                    horizon and target columns. If the table contains several series, check "Build windows per group"
                    and select the column that identifies the series. Set the test origins and select the windows
                    "Training". Connect a learner: it learns from the column "Target".
                </li>
                <li>
                    In the first copy, select the windows "Test". Connect a Network Predictor and a Forecast Scorer to
                    measure how accurate the forecasts are. The network has not learned any of these target values.
                </li>
                <li>
                    In the second copy, select the windows "End of each series". Connect a Network Predictor to forecast
                    what follows the table.
                </li>
            </ol>
            <p>
                Sequences from lists and groups can differ in length, and so can sequences from numeric columns if
                missing values at the end are trimmed. A long table that is sorted by group requires little memory;
                otherwise, all its groups are collected in memory.
            </p>
            <p>
                A new node proposes the input format and all columns from the names, types and domains of the input
                columns. A table with the columns recording, time, x, y, z and gesture, for example, is read in long
                format: the rows of a recording, sorted by time, become a sequence with the features x, y and z, and
                the gesture is kept as its label.
            </p>
            <p>
                The values do not have to be scaled: learners scale sequences themselves. If they are scaled here,
                bytes need no additional memory, and all other numbers are scaled in double precision and rounded to
                single precision (4 bytes each).
            </p>
            <p>
                If the spec of the input states the shape of the tensors, the spec of the output states the numbers of
                time steps and features, so that subsequent nodes can reject an unsuitable column before execution.
                For images, it also states the number of channels. In addition, it states the names of the features,
                if they are known, and how the sequences were laid out, cut and scaled. A network remembers this, so
                that nodes can reject sequences that were prepared differently from those it was trained on.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SequenceReshaperNodeFactory() {
        super(DefaultNode.create()
                .name("Sequence Reshaper")
                .icon("sequence-reshaper.png")
                .shortDescription("Creates sequences from tensors, images, lists, numeric columns or time-step rows.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable(
                                "Data", "A table whose rows are sequences or time steps of sequences.")
                        .addOutputTable("Sequences", "The table with a column of sequences."))
                .model(model -> model.parametersClass(SequenceReshaperParameters.class)
                        .configure(SequenceReshaperNodeFactory::configure)
                        .execute(WithinHeap.execute("Sequence Reshaper", SequenceReshaperNodeFactory::execute)))
                .addView(view -> ViewPage.declare(
                        view,
                        "The first sequences of each class, as images where possible, otherwise as line plots of the "
                                + "first features."))
                .nodeType(NodeType.Manipulator)
                .keywords(
                        "tensor",
                        "image",
                        "PNG",
                        "JPEG",
                        "resize",
                        "List Files/Folders",
                        "list",
                        "time step",
                        "time series",
                        "long format",
                        "sliding window",
                        "forecast",
                        "forecasting",
                        "forecast horizon",
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
