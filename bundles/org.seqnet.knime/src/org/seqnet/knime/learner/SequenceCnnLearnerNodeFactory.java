package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The Sequence CNN Learner: a network of convolutions over time. */
public final class SequenceCnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a convolutional neural network (CNN) to classify sequences, for example the readings of a
                sensor. Its filters slide over time and find short patterns wherever they are. For most signals,
                such networks are more accurate than recurrent ones and train faster.
            </p>
            <h4>How the network works</h4>
            <p>
                Each convolution computes, for each time step, weighted sums of the values around it, one per filter.
                Batch normalization brings them to a common scale, and negative values become 0 (ReLU). After the last
                convolution, the values of each filter are averaged over the time steps of the sequence, and a linear
                layer with softmax gives a probability for each class.
            </p>
            <ul>
                <li><b>FCN</b>: convolutions with kernels of 8, 5 and 3 time steps, one after another.</li>
                <li><b>ResNet</b>: blocks of three such convolutions. The input of a block is added to its output.</li>
                <li>
                    <b>Inception</b>: modules of convolutions of 40, 20 and 10 time steps and a maximum of three, side
                    by side. The input of every three modules is added to their output. This is the network of
                    InceptionTime, which is an ensemble of five.
                </li>
            </ul>
            <p>
                Such networks always run on the CPU. Training on long sequences needs much memory: with the default
                Inception design, about 20 kB per time step and sequence of a mini-batch. Use a smaller batch size for
                sequences of thousands of time steps.
            </p>
            """;

    private static final String ENDS =
            """
            <h4>Sequences of different lengths</h4>
            <p>
                All sequences must have the same number of features, but the number of time steps may differ. Beyond
                both ends of a sequence, filters see zeros; averages are over the sequence's own time steps. The
                trained network accepts sequences of any length, unless the column's spec states the number of time
                steps, as for windows of one size: the network then requires this number.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SequenceCnnLearnerNodeFactory() {
        super(LearnerNode.sequenceAugmentationReferences(LearnerNode.declare(
                        "Sequence CNN Learner",
                        "sequence-cnn-learner.png",
                        "Trains a network of convolutions over time to classify sequences.",
                        NETWORK
                                + LearnerNode.SEVERAL_LABELS
                                + LearnerNode.LABELS_OF_TABLES
                                + ValueStories.values()
                                + ValueStories.forecasts()
                                + SymbolParameters.STORY
                                + LearnerNode.LEARNING
                                + LearnerNode.RARE_CLASSES
                                + LearnerNode.ENSEMBLES
                                + ENDS
                                + LearnerNode.RESUMING
                                + LearnerNode.TRANSFER,
                        SequenceCnnLearnerParameters.class)
                .keywords(
                        "convolutional",
                        "neural network",
                        "deep learning",
                        "time series",
                        "sequence",
                        "1D CNN",
                        "temporal convolution",
                        "FCN",
                        "ResNet",
                        "InceptionTime",
                        "LSTM-FCN",
                        "multi-label")
                .addExternalResource("https://arxiv.org/abs/1612.01474", LearnerNode.ENSEMBLES_SOURCE)
                .addExternalResource(
                        "https://arxiv.org/abs/1611.06455",
                        "Wang, Yan and Oates: Time Series Classification from Scratch with Deep Neural Networks "
                                + "(2017), on FCN and ResNet")
                .addExternalResource(
                        "https://arxiv.org/abs/1909.04939",
                        "Ismail Fawaz et al.: InceptionTime, Finding AlexNet for Time Series Classification (2020)")
                .addExternalResource(
                        "https://arxiv.org/abs/1709.05206",
                        "Karim, Majumdar, Darabi and Chen: LSTM Fully Convolutional Networks for Time Series "
                                + "Classification (2018)")
                .addExternalResource(
                        "https://arxiv.org/abs/1502.03167", "Ioffe and Szegedy: Batch Normalization (2015)")));
    }
}
