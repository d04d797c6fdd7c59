package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.view.ViewPage;

/** The Rocket Learner: MiniRocket with a linear classifier. */
public final class RocketLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NAME = "Rocket Learner";

    private static final String DESCRIPTION =
            """
            <p>
                Trains MiniRocket to classify sequences, for example the readings of a sensor. It is often as accurate
                as the best networks and is trained in seconds: a strong baseline for every set of sequences, and often
                the best choice for small ones.
            </p>
            <h4>How it works</h4>
            <p>
                MiniRocket computes about 10,000 features of each sequence with 84 fixed kernels. A kernel is a short
                pattern of nine weights that moves over the sequence, at different dilations: its weights lie next to
                each other, or so far apart that the kernel spans the whole sequence. A feature is the fraction of time
                steps at which the kernel's output exceeds a threshold. The thresholds are quantiles of the outputs for
                training rows. Then a linear classifier is fitted to the standardized features. Its scores become
                probabilities by softmax.
            </p>
            <p>
                The kernels are not trained, so there are no epochs and no learning rate: the training history has a
                single row. A trained network cannot be trained further. It is used like any other network, with the
                Network Predictor, the Network Comparison and the Network Writer.
            </p>
            <h4>Classifier</h4>
            <p>
                The ridge classifier chooses its penalty by leave-one-out cross-validation, and the temperature of the
                softmax by the same cross-validation: each row is classified by all others. It needs no validation
                rows. Logistic regression chooses its penalty on 20% of the training rows.
            </p>
            <h4>Sequences of several features and of different lengths</h4>
            <p>
                If sequences have several features, each kernel reads the sum of a random selection of them, at most
                nine. The automatic scaling of new nodes gives features of different units the same influence.
            </p>
            <p>
                Sequences may differ in length, and each is read to its own end. The dilations fit the longest training
                sequence, or the length that the column's spec states. A shorter sequence is as if it were surrounded
                by zeros, and so is any that is shorter than a kernel. Features are fractions of time steps, so the
                length itself is not a feature.
            </p>
            <h4>Validation</h4>
            <p>
                Validation rows are not needed for training. If there are some, from a validation table or a validation
                share, accuracy and loss on them are part of the training history, and the temperature of calibrated
                probabilities is chosen on them. New nodes train on all rows.
            </p>
            <p>
                With a fixed random seed, the same table and settings give the same network on the same machine, with
                any number of threads.
            </p>
            """;

    private static final String VIEW =
            """
            Accuracy and loss on the training rows and, if there are some, on the validation rows; and a summary of
            data, preprocessing, features, classifier and device.
            """;

    /** Creates the factory; KNIME calls it. */
    public RocketLearnerNodeFactory() {
        super(DefaultNode.create()
                .name(NAME)
                .icon("rocket-learner.png")
                .shortDescription("Trains MiniRocket, fixed convolutions with a linear classifier, on sequences.")
                .fullDescription(DESCRIPTION + ValueStories.values())
                .sinceVersion(5, 8, 0)
                .dynamicPorts(RocketLearnerNodeFactory::ports)
                .model(model -> model.parametersClass(RocketLearnerParameters.class)
                        .configure(LearnerNode::configure)
                        .execute(WithinHeap.execute(NAME, LearnerNode::execute)))
                .addView(view -> ViewPage.declare(view, VIEW))
                .nodeType(NodeType.Learner)
                .keywords(
                        "MiniRocket",
                        "ROCKET",
                        "random convolutional kernels",
                        "time series",
                        "classification",
                        "regression",
                        "sequence",
                        "ridge",
                        "logistic regression",
                        "baseline",
                        "UCR")
                .addExternalResource(
                        "https://arxiv.org/abs/2012.08791",
                        "Dempster, Schmidt and Webb: MiniRocket, A Very Fast (Almost) Deterministic Transform for Time "
                                + "Series Classification (2021)")
                .addExternalResource(
                        "https://arxiv.org/abs/1910.13051",
                        "Dempster, Petitjean and Webb: ROCKET, Exceptionally Fast and Accurate Time Series "
                                + "Classification Using Random Convolutional Kernels (2020)")
                .addExternalResource(
                        "https://arxiv.org/abs/1706.04599",
                        "Guo, Pleiss, Sun and Weinberger: On Calibration of Modern Neural Networks (2017), on the "
                                + "temperature"));
    }

    private static void ports(DynamicPortsAdder ports) {
        ports.addInputPortGroup("training", group -> group.name("Training table")
                        .description("The rows to train on, with a column of sequences and a column of classes.")
                        .fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("validation", group -> group.name("Validation table")
                        .description("Rows with the same columns that are not used for training. The network is "
                                + "evaluated on them.")
                        .optional()
                        .supportedTypes(BufferedDataTable.TYPE))
                .addOutputPortGroup("network", group -> group.name("Network")
                        .description("The trained network, for the Network Predictor.")
                        .fixed(NetworkPortObject.TYPE))
                .addOutputPortGroup("history", group -> group.name("Training history")
                        .description("A single row: accuracy and loss on the training rows; duration in seconds; "
                                + "samples per second; accuracy and loss on the validation table or the validation "
                                + "share; and the device used. The learning rate is missing.")
                        .fixed(BufferedDataTable.TYPE));
    }
}
