package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The GRU Learner: a network of gated recurrent units. */
public final class GruLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a network of gated recurrent units (GRU) to classify sequences, for example the rows of an
                image, the readings of a sensor, or the letters of a word. Such a network has three quarters of the
                weights of an LSTM network of the same size, trains faster and is often as accurate.
            </p>
            <h4>How the network works</h4>
            <p>
                Each layer reads a sequence step by step. At each step, a unit computes a candidate for its new output
                from the current inputs and the outputs of all units of its layer at the previous step. A reset gate
                controls how much the previous outputs count in it, an update gate how much of the unit's previous
                output is kept instead of the candidate. The first layer reads the features of each time step, each
                further layer reads the outputs of the layer below. The output of the last layer at the last time step
                passes through a linear layer with softmax, which gives a probability for each class.
            </p>
            <h4>Few rows</h4>
            <p>
                With fewer than a few hundred rows, the following settings are often much more accurate than the
                defaults: one bidirectional layer of 32 units with attention; batch size 8; a learning rate of 0.005
                with one cycle; 400 epochs on all rows, without validation share and early stopping; augmentation with
                time warping 0.1, scaling 0.1 and jitter 0.2.
            </p>
            """;

    private static final String FORMAT =
            """
            <h4>Deeplearning4j</h4>
            <p>
                Deeplearning4j does not support GRU networks. They always run on the CPU and are saved in the Sequence
                Networks format.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public GruLearnerNodeFactory() {
        super(LearnerNode.sequenceAugmentationReferences(LearnerNode.directionReferences(LearnerNode.declare(
                        "GRU Learner",
                        "gru-learner.png",
                        "Trains a recurrent network of GRU layers to classify sequences.",
                        NETWORK
                                + LearnerNode.LAYERS
                                + LearnerNode.DIRECTIONS
                                + LearnerNode.SEVERAL_LABELS
                                + LearnerNode.LABELS_OF_TABLES
                                + ValueStories.values()
                                + ValueStories.forecasts()
                                + SymbolParameters.STORY
                                + LearnerNode.LEARNING
                                + LearnerNode.RARE_CLASSES
                                + LearnerNode.ENSEMBLES
                                + LearnerNode.LENGTHS
                                + LearnerNode.RESUMING
                                + LearnerNode.TRANSFER
                                + FORMAT,
                        GruLearnerParameters.class)
                .keywords(
                        "recurrent",
                        "neural network",
                        "deep learning",
                        "RNN",
                        "gated recurrent unit",
                        "sequence",
                        "time series",
                        "multi-label",
                        "regression",
                        "forecast",
                        "MNIST")
                .addExternalResource("https://arxiv.org/abs/1612.01474", LearnerNode.ENSEMBLES_SOURCE)
                .addExternalResource(
                        "https://arxiv.org/abs/1406.1078",
                        "Cho, van Merrienboer, Gulcehre, Bahdanau, Bougares, Schwenk and Bengio: Learning Phrase "
                                + "Representations using RNN Encoder-Decoder (2014), on the gated recurrent unit")
                .addExternalResource(
                        "https://arxiv.org/abs/1412.3555",
                        "Chung, Gulcehre, Cho and Bengio: Empirical Evaluation of Gated Recurrent Neural Networks on "
                                + "Sequence Modeling (2014), on GRU and LSTM")
                .addExternalResource(
                        "https://arxiv.org/abs/1312.6120",
                        "Saxe, McClelland and Ganguli: Exact Solutions to the Nonlinear Dynamics of Learning in Deep "
                                + "Linear Neural Networks (2014), on the orthogonal weights at the start"))));
    }
}
