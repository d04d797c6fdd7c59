package org.seqnet.knime.learner;

import java.time.Clock;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.learner.NetworkTraining.Outcome;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** What all learners share: table, optional validation table, optional network -> network, training history. */
final class LearnerNode {
    private static final NodeLogger LOG = Logs.of(LearnerNode.class);

    /** How recurrent layers are stacked; a part of descriptions. */
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

    /** How layers read in both directions, and what the output layer gets of them; a part of descriptions. */
    static final String DIRECTIONS =
            """
            <h4>Both directions and pooling over time</h4>
            <p>
                By default, layers read a sequence from its first time step to its last, and the output layer gets the
                outputs at the last time step. A bidirectional network also reads each sequence from its own last time
                step to its first, with units and weights of its own; each layer gets the outputs of both directions of
                the layer below. This often helps if the end of a sequence explains its beginning.
            </p>
            <p>
                In long sequences, what matters may be forgotten before the last time step. With the mean or attention,
                the output layer uses the outputs at all time steps. Such networks and bidirectional networks always run
                on the CPU.
            </p>
            """;

    /** How any network is trained; a part of descriptions. */
    static final String LEARNING =
            """
            <h4>Preprocessing</h4>
            <p>
                Networks learn well if all values are of similar size, and poorly if one feature is in thousands and
                another in thousandths. A new node therefore scales each feature automatically. The numbers for this are
                learned from the training rows only and become part of the network, which applies them to all rows it
                is used on. Its view lists them. What was done before, such as the layout and the scaling of the
                Sequence Reshaper, is kept with the network, too: nodes refuse tables that were prepared differently.
            </p>
            <h4>Training</h4>
            <p>
                Training passes over the table several times (epochs) in mini-batches. After each mini-batch, the
                optimizer updates the weights to decrease the cross-entropy loss between probabilities and labels.
                Each epoch adds a line with the time left to the log, and a row to the training history. KNIME opens the
                view of a node only after the node is executed. To follow a training while it runs, set a live view file
                and open it in a browser.
            </p>
            <p>
                To reach a high accuracy in few epochs, select the preset Quick start: one cycle of a high learning
                rate, with gradient clipping. The preset fills in several settings of the dialog. All epochs of the
                cycle are needed, since most of the accuracy is gained while the learning rate decreases.
            </p>
            <p>
                Each epoch is also evaluated on rows that are not used for training: those of a validation table or, if
                none is connected, a share of the training table. If the training loss still decreases but the
                validation loss increases, the network overfits. Early stopping then ends the training and keeps the
                network of the best epoch. Since the validation rows influence this choice, measure the final accuracy
                on another table. Training can also stop at a target accuracy, to compare how long networks need to
                reach it.
            </p>
            <p>
                The validation share contains about the same percentage of the rows of each class; with several labels
                per row, of the rows of each label, beginning with the rarest. If groups are kept together, the shares
                are as equal as the groups allow. A class with a single row, or all of whose rows are in one group, is
                only trained on.
            </p>
            <p>
                The learning rate is constant by default. A schedule changes it from mini-batch to mini-batch or, on a
                plateau of the loss, after an epoch, and a warm-up increases it first. It can also be found before
                training, by a test on a copy of the network.
            </p>
            <p>
                Rows can have different weights in the loss, for example to count expensive mistakes more. With
                balanced weights, all classes also count the same in the validation loss, so that early stopping
                considers rare classes. Accuracy counts each row once.
            </p>
            <p>
                With a fixed random seed, the same table and settings give the same network on the same machine.
            </p>
            """;

    /** How rare classes are learned; a part of descriptions. */
    static final String RARE_CLASSES =
            """
            <h4>Rare classes</h4>
            <p>
                If a class is much rarer than others, the network may never predict it: that is right for most rows.
                With balanced class weights, all classes have the same total weight in the loss, so the network finds
                more rows of the rare class and mistakes more other rows for it.
            </p>
            """;

    /** How several networks predict together; a part of descriptions. */
    static final String ENSEMBLES =
            """
            <h4>Ensembles</h4>
            <p>
                With two or more ensemble members, that many networks are trained together as one. They have the same
                layers and learn from the same mini-batches, but start with different weights and, with dropout, drop
                different outputs, so that they make different mistakes. The ensemble predicts the mean of their
                probabilities, which is usually more accurate and better calibrated. The history shows the mean
                loss and accuracy of the members on the training rows, and those of the ensemble on the validation rows.
                The Network Predictor can append how far the members disagree about a row.
            </p>
            """;

    /** Who proposed such ensembles. */
    static final String ENSEMBLES_SOURCE =
            "Lakshminarayanan, Pritzel and Blundell: Simple and Scalable Predictive Uncertainty Estimation Using Deep "
                    + "Ensembles (2017), on ensembles";

    /** How several labels are predicted each by itself; a part of descriptions. */
    static final String SEVERAL_LABELS =
            """
            <h4>Several labels per row</h4>
            <p>
                Rows may also have any number of labels, or none. The output layer then has a sigmoid for each label
                instead of softmax. It gives the probability of the label independently of the other labels, and the
                loss of a row is the sum of the cross-entropies of all labels. A label is predicted if its probability
                is at least its threshold. With validation rows, the threshold of each label is chosen after
                training: the one with the best F1 score on these rows. Otherwise, and during training, it is 0.5; a
                network to resume keeps its thresholds if there are no such rows. Accuracy is the fraction of rows
                whose labels are all predicted correctly. The CNN-RNN Learner also learns which labels occur together.
            </p>
            """;

    /** Which labels there may be; a part of descriptions. */
    static final String LABELS_OF_TABLES =
            """
            <p>
                The labels that the network can predict are those of the training table. With a column of sets or
                lists, these are all labels that occur in it; integers are ordered by value and all others as text.
                With 0/1 columns, these are all columns, including labels that no row has, which cannot be learned.
                Other labels in the validation table are an error.
            </p>
            """;

    /** How recurrent networks read sequences of different lengths; a part of descriptions. */
    static final String LENGTHS =
            """
            <h4>Sequences of different lengths</h4>
            <p>
                All sequences must have the same number of features, but the number of time steps may differ: the
                network reads each sequence to its end, without padding or truncation. The trained network accepts
                sequences of any length, even if all training sequences happen to have the same one. The exception is
                a column whose spec states the number of time steps, as for images or windows of one size: the network
                then requires this number. The Sequence Reshaper creates such columns.
            </p>
            """;

    /** How the training of a network is resumed; a part of descriptions. */
    static final String RESUMING =
            """
            <h4>Resuming training</h4>
            <p>
                If a network is connected, its use depends on Connected network. By default, training continues from
                the given network for as many additional epochs as configured; the epoch numbers and the training
                history continue, too. The network settings must match the given network, and the table must contain
                sequences of the shape that the network reads and no new labels. Labels are compared as text, and
                predictions have the current type of the label column. With the same optimizer, its state is restored:
                training two epochs and then three more gives the same network as five epochs at once, if table,
                settings and seed are the same, the learning rate is constant and final weights are not averaged. If
                they are averaged, training continues from the average. A learning rate schedule starts again and
                covers the additional epochs. Early stopping considers only the new epochs. The network keeps its own
                preprocessing: the settings of this node have no effect on it. With a validation share, use the same
                table and seed as before; otherwise, the network has already been trained on some of the rows that are
                held out.
            </p>
            """;

    /** How a new network begins with the layers of another one; a part of descriptions. */
    static final String TRANSFER =
            """
            <h4>Transfer to other labels</h4>
            <p>
                A network that has learned from many rows helps to learn another task from few. Connect it, and set
                Connected network to Transfer: a new network starts with its layers, and only the output layer is new.
                The table may have other labels, several labels per row or numeric values instead of classes. The
                network settings must match the connected network, which also brings its preprocessing and its symbols.
                Layers near the input, which find what many tasks have in common, can be frozen: they stay exactly as
                they are and compute as in prediction. The others can be trained with a smaller learning rate than the
                output layer, so that they keep what they know. Networks with frozen layers or a learning rate factor
                are trained on the CPU. To train all layers afterwards, connect the result to another learner that
                resumes training.
            </p>
            """;

    private static final String VIEW =
            """
            Loss and accuracy per epoch on the training rows and, if there are some, on the validation rows, with the
            best epoch marked; the duration of each epoch; the learning rate, if it changes, and how it was found before
            training; and a summary of data, preprocessing, network, settings and device.
            """;

    private LearnerNode() {}

    /**
     * The optional port for a network.
     *
     * @param description what becomes of a network that is connected
     */
    record NetworkPort(String name, String description) {
        /** The port of a learner that trains a network on or transfers it. */
        static final NetworkPort RESUMING = new NetworkPort(
                "Network to resume",
                "A trained network, from another learner or a file. Training continues from it, or a new network "
                        + "starts with its layers.");
    }

    /** Returns a learner's declaration, to which keywords and references can be added. */
    static DefaultNode declare(
            String name,
            String icon,
            String shortDescription,
            String description,
            Class<? extends LearnerParameters> parameters) {
        return declare(name, icon, shortDescription, description, parameters, NetworkPort.RESUMING);
    }

    /** Returns the declaration of a learner whose optional port for a network is its own. */
    static DefaultNode declare(
            String name,
            String icon,
            String shortDescription,
            String description,
            Class<? extends LearnerParameters> parameters,
            NetworkPort network) {
        return DefaultNode.create()
                .name(name)
                .icon(icon)
                .shortDescription(shortDescription)
                .fullDescription(description)
                .sinceVersion(5, 8, 0)
                .dynamicPorts(ports -> ports(ports, network))
                .model(model -> model.parametersClass(parameters)
                        .configure(LearnerNode::configure)
                        .execute(WithinHeap.execute(name, LearnerNode::execute)))
                .addView(view -> ViewPage.declare(view, VIEW))
                .nodeType(NodeType.Learner)
                .addExternalResource(
                        "https://arxiv.org/abs/1506.01186",
                        "Smith: Cyclical Learning Rates for Training Neural Networks (2017), on the test that finds a "
                                + "learning rate")
                .addExternalResource(
                        "https://arxiv.org/abs/1608.03983",
                        "Loshchilov and Hutter: SGDR, Stochastic Gradient Descent with Warm Restarts (2017), on cosine "
                                + "decay")
                .addExternalResource(
                        "https://arxiv.org/abs/1708.07120",
                        "Smith and Topin: Super-Convergence, Very Fast Training of Neural Networks Using Large "
                                + "Learning Rates (2018), on one cycle")
                .addExternalResource(
                        "https://arxiv.org/abs/1512.00567",
                        "Szegedy, Vanhoucke, Ioffe, Shlens and Wojna: Rethinking the Inception Architecture for "
                                + "Computer Vision (2016), section 7, on label smoothing");
    }

    /** Adds the sources of the augmentation of sequences to a declaration. */
    static DefaultNode sequenceAugmentationReferences(DefaultNode node) {
        return node.addExternalResource(
                        "https://arxiv.org/abs/1706.00527",
                        "Um et al.: Data Augmentation of Wearable Sensor Data for Parkinson's Disease Monitoring "
                                + "Using Convolutional Neural Networks (2017)")
                .addExternalResource(
                        "https://shs.hal.science/halshs-01357973",
                        "Le Guennec, Malinowski and Tavenard: Data Augmentation for Time Series Classification Using "
                                + "Convolutional Neural Networks (2016)");
    }

    /** Adds the sources of {@link #DIRECTIONS} to a declaration. */
    static DefaultNode directionReferences(DefaultNode node) {
        return node.addExternalResource(
                        "https://doi.org/10.1109/78.650093",
                        "Schuster and Paliwal: Bidirectional Recurrent Neural Networks (1997)")
                .addExternalResource(
                        "https://doi.org/10.18653/v1/N16-1174",
                        "Yang et al.: Hierarchical Attention Networks for Document Classification (2016), on attention "
                                + "with one learned query");
    }

    /** Adds the source of the augmentation of images to a declaration. */
    static DefaultNode imageAugmentationReference(DefaultNode node) {
        return node.addExternalResource(
                "https://arxiv.org/abs/1708.04552",
                "DeVries and Taylor: Improved Regularization of Convolutional Neural Networks with Cutout (2017)");
    }

    private static void ports(DynamicPortsAdder ports, NetworkPort network) {
        ports.addInputPortGroup("training", group -> group.name("Training table")
                        .description("The rows to train on, with a column of sequences and their labels.")
                        .fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("validation", group -> group.name("Validation table")
                        .description(
                                "Rows with the same columns that are not used for training. Each epoch is evaluated "
                                        + "on them. Early stopping requires this table or a validation share.")
                        .optional()
                        .supportedTypes(BufferedDataTable.TYPE))
                .addInputPortGroup("resume", group -> group.name(network.name())
                        .description(network.description())
                        .optional()
                        .supportedTypes(NetworkPortObject.TYPE))
                .addOutputPortGroup("network", group -> group.name("Network")
                        .description("The trained network, for the Network Predictor.")
                        .fixed(NetworkPortObject.TYPE))
                .addOutputPortGroup("history", group -> group.name("Training history")
                        .description(
                                "One row per epoch: accuracy and loss on the training rows, averaged while the weights "
                                        + "changed; duration in seconds; samples per second; accuracy and loss on the"
                                        + " validation table or the validation share; the device and precision "
                                        + "used; and the learning rate at the end of the epoch. After a search for "
                                        + "settings, the trials come first, each with its best epoch and what was "
                                        + "tried. With several labels per row, accuracy is the fraction of rows whose "
                                        + "labels are all predicted correctly. If numeric values are predicted, R², "
                                        + "the mean absolute error and the root mean squared error take the place of "
                                        + "accuracy: in the unit of the target and, with several targets, the mean "
                                        + "over them. R² of values that are all equal is 1 if they are predicted "
                                        + "exactly, and otherwise 0.")
                        .fixed(BufferedDataTable.TYPE));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        LearnerSettings parameters = input.getParameters();
        var specs = LearnerInputs.of(input.getInPortSpecs());
        var network = NetworkTraining.of(parameters, specs.training()).configure(specs);
        output.setOutSpec(0, network);
        output.setOutSpec(
                1,
                HistoryTable.spec(
                        network.head().example(), parameters.recipe().search().isPresent()));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        LearnerSettings parameters = input.getParameters();
        var live = new LiveView(parameters.liveFile(), LOG::warn, Clock.systemDefaultZone());
        var view = live.of(() -> {
            var outcome = train(parameters, LearnerInputs.of(input.getInPortObjects()), input, live);
            output.setOutData(0, outcome.network());
            output.setOutData(1, outcome.history());
            outcome.warning().ifPresent(output::setWarningMessage);
            return TrainingView.of(
                    outcome.network().network(),
                    outcome.validationSequences(),
                    outcome.rateTest(),
                    outcome.trials(),
                    outcome.transfer());
        });
        output.setInternalData(ViewData.keep(view, input.getExecutionContext()));
    }

    private static Outcome train(
            LearnerSettings parameters,
            LearnerInputs<BufferedDataTable, NetworkPortObject> inputs,
            ExecuteInput input,
            LiveView live)
            throws CanceledExecutionException, KNIMEException {
        try {
            var training = NetworkTraining.of(parameters, inputs.training().getDataTableSpec());
            return training.execute(inputs, input.getExecutionContext(), live);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }
}
