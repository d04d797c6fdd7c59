package org.seqnet.knime.sequence;

import java.util.Locale;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.knime.Failures;
import org.seqnet.knime.view.Gallery;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The Sequence Reshaper: table with tensors -> table with sequences. */
public final class SequenceReshaperNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Turns the tensors of a column into sequences for a recurrent network: tensors of two dimensions, time
                steps by features. An image of 28 x 28 pixels read by rows becomes a sequence of 28 time steps with 28
                features each.
            </p>
            <p>
                Values can be scaled on the way. Networks learn badly from raw bytes; "0 to 1" suits images, and
                "Standardize" measurements. Scaling is kept as a factor and an offset beside the numbers, so the column
                takes no more memory than before.
            </p>
            <p>
                If the input tells the tensors' shape, the output tells the number of steps and features, and nodes that
                follow can refuse a column that does not fit before anything is executed.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SequenceReshaperNodeFactory() {
        super(DefaultNode.create()
                .name("Sequence Reshaper")
                .icon("sequence-reshaper.png")
                .shortDescription("Reads tensors, such as images, as sequences of time steps, and scales them.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("Tensors", "A table with a column of tensors.")
                        .addOutputTable("Sequences", "The table with the column of sequences."))
                .model(model -> model.parametersClass(SequenceReshaperParameters.class)
                        .configure(SequenceReshaperNodeFactory::configure)
                        .execute(SequenceReshaperNodeFactory::execute))
                .addView(view -> ViewPage.declare(
                        view,
                        "The first sequences of each class: as pictures where they look like one, else as a line for "
                                + "each of the first features."))
                .nodeType(NodeType.Manipulator)
                .keywords("tensor", "image", "time step", "normalize", "standardize", "scale", "LSTM", "transpose"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        SequenceReshaperParameters parameters = input.getParameters();
        var table = input.getInTableSpec(0);
        var reshaping = Reshaping.of(table, parameters);
        output.setOutSpec(0, reshaping.rearranger(table, parameters.output).createSpec());
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        SequenceReshaperParameters parameters = input.getParameters();
        var table = input.getInTable(0);
        var exec = input.getExecutionContext();
        try {
            var reshaping = Reshaping.of(table.getDataTableSpec(), parameters);
            var rearranger = reshaping.rearranger(table.getDataTableSpec(), parameters.output);
            var sequences = exec.createColumnRearrangeTable(table, rearranger, exec);
            output.setOutData(0, sequences);
            output.setInternalData(ViewData.keep(Gallery.of(sequences, exec), exec));
            if (reshaping.missingRows() > 0) {
                output.setWarningMessage(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have no sequence because their tensor is missing.",
                        reshaping.missingRows(),
                        table.size()));
            }
        } catch (KNIMERuntimeException e) {
            throw e.getCause();
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e, e.getMessage());
        }
    }
}
