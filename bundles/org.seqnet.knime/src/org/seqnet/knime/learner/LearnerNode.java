package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** What all learners are: table, optional validation table, optional network -> network, training history. */
final class LearnerNode {
    /** How recurrent layers stand on each other; a part of descriptions. */
    static final String LAYERS =
            """
            <pre><code>
                                         class
                                           ^
            layer 2  [ ] -> [ ] -> ... -> [ ]
                      ^      ^             ^
            layer 1  [ ] -> [ ] -> ... -> [ ]
                      ^      ^             ^
                   step 1  step 2      last step
            </code></pre>
            """;

    /** How any network learns; a part of descriptions. */
    static final String LEARNING =
            """
            <h4>How it learns</h4>
            <p>
                Training passes over the table several times (epochs) in small batches, each time stepping towards a
                smaller cross-entropy between the probabilities and the labels. Each epoch is a line of the log and a
                row of the training history.
            </p>
            <p>
                With a validation table, each epoch is also measured on rows that are not learned from. A network that
                goes on learning after it has understood learns its rows by heart: the training loss still falls, the
                validation loss rises. Training can end early then, keeping the best epoch's network. Measure the
                result on a third table, which had no say in that choice. Training can also stop at an accuracy, with the
                first epoch that reaches it, so that networks can be compared by the time that they take to it.
            </p>
            <p>
                With a fixed seed, the same table gives the same network on the same machine.
            </p>
            """;

    /** How recurrent networks read sequences of different lengths; a part of descriptions. */
    static final String LENGTHS =
            """
            <h4>Sequences of different lengths</h4>
            <p>
                The sequences must all have the same number of features; the Sequence Reshaper makes such a column. If
                they differ in their number of time steps, each is read to its own end, and nothing is padded or cut.
                The network accepts sequences of any length, also if those of the training table happen to have the same
                number of time steps. Only if the column's spec states a number, as it does for images and windows of
                one size, does the network insist on it.
            </p>
            """;

    /** How any network learns on; a part of descriptions. */
    static final String RESUMING =
            """
            <h4>Training on</h4>
            <p>
                With a network to resume, training goes on where that one's ended, for as many further epochs as are set:
                epochs are counted on, and its history goes on. The layers must be set as those of the network, and the
                table must hold sequences that the network reads and no other labels. Labels are compared as text, and
                predictions are of the type that the label column has now. With the same updater, its state is carried
                on: two epochs and three more give the same network as five at once, if table, settings and seed are the
                same and weights are not averaged. A network of averaged weights goes on from their mean. Early stopping
                chooses among the new epochs.
            </p>
            """;

    private static final String VIEW =
            """
            Loss and accuracy of each epoch on the training table and, if there is one, the validation table, with the
            best epoch marked; how long each epoch took; and the data, the network, the settings and the device used.
            """;

    private LearnerNode() {}

    /** Returns a learner's declaration, to which keywords and references can be added. */
    static DefaultNode declare(
            String name,
            String icon,
            String shortDescription,
            String description,
            Class<? extends LearnerParameters> parameters) {
        return DefaultNode.create()
                .name(name)
                .icon(icon)
                .shortDescription(shortDescription)
                .fullDescription(description)
                .sinceVersion(5, 8, 0)
                .dynamicPorts(LearnerNode::ports)
                .model(model -> model.parametersClass(parameters)
                        .configure(LearnerNode::configure)
                        .execute(WithinHeap.execute(name, LearnerNode::execute)))
                .addView(view -> ViewPage.declare(view, VIEW))
                .nodeType(NodeType.Learner);
    }

    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("training", group -> group.name("Training table")
                        .description("The rows to learn from: a column of sequences and a column of labels.")
                        .fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("validation", group -> group.name("Validation table")
                        .description("Rows with the same columns that are not learned from. Each epoch is measured on "
                                + "them; early stopping needs them.")
                        .optional()
                        .supportedTypes(BufferedDataTable.TYPE))
                .addInputPortGroup("resume", group -> group.name("Network to resume")
                        .description("A network, from another learner or a file, that training goes on from instead of "
                                + "beginning anew.")
                        .optional()
                        .supportedTypes(NetworkPortObject.TYPE))
                .addOutputPortGroup("network", group -> group.name("Network")
                        .description("The trained network, for the Network Predictor.")
                        .fixed(NetworkPortObject.TYPE))
                .addOutputPortGroup("history", group -> group.name("Training history")
                        .description("A row an epoch: accuracy and loss on the training rows, averaged while the "
                                + "network learned; duration in seconds; samples a second; accuracy and loss on the "
                                + "validation table; the device that computed it.")
                        .fixed(BufferedDataTable.TYPE));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        LearnerParameters parameters = input.getParameters();
        output.setOutSpec(0, training(parameters).configure(LearnerInputs.of(input.getInPortSpecs())));
        output.setOutSpec(1, HistoryTable.spec());
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        LearnerParameters parameters = input.getParameters();
        var outcome =
                training(parameters).execute(LearnerInputs.of(input.getInPortObjects()), input.getExecutionContext());
        output.setOutData(0, outcome.network());
        output.setOutData(1, outcome.history());
        var view = TrainingView.of(outcome.network().network(), outcome.validationSequences());
        output.setInternalData(ViewData.keep(view, input.getExecutionContext()));
        outcome.warning().ifPresent(output::setWarningMessage);
    }

    private static NetworkTraining training(LearnerParameters parameters) {
        return new NetworkTraining(parameters.data, parameters.recipe());
    }
}
