package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The RNN Learner: a network of simple recurrent layers. */
public final class RnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a network of simple recurrent layers to classify sequences, for example the rows of an image,
                the readings of a sensor, or the letters of a word. Such a network has a quarter of the weights of an
                LSTM network of the same size and trains several times as fast. An LSTM network remembers over more
                time steps and is often more accurate.
            </p>
            <h4>How the network works</h4>
            <p>
                Each layer reads a sequence step by step. At each step, a unit computes a weighted sum of the current
                inputs and of the outputs of all units of its layer at the previous step, and applies tanh or ReLU to
                it. The first layer reads the features of each time step, each further layer reads the outputs of the
                layer below. The output of the last layer at the last time step passes through a linear layer with
                softmax, which gives a probability for each class.
            </p>
            """;

    private static final String SAFEGUARDS =
            """
            <h4>Vanishing and exploding gradients</h4>
            <p>
                Over many time steps, the outputs of a unit are multiplied by the recurrent weights again and again,
                and so are the gradients on their way back: they vanish or explode. To prevent both at the start, the
                recurrent weights are initialized with an orthogonal matrix for tanh and with the identity matrix for
                ReLU. In addition, gradients are clipped by default. If the loss still spikes or increases, decrease
                the learning rate.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public RnnLearnerNodeFactory() {
        super(LearnerNode.sequenceAugmentationReferences(LearnerNode.directionReferences(LearnerNode.declare(
                        "RNN Learner",
                        "rnn-learner.png",
                        "Trains a network of simple recurrent layers to classify sequences.",
                        NETWORK
                                + LearnerNode.LAYERS
                                + LearnerNode.DIRECTIONS
                                + SAFEGUARDS
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
                                + LearnerNode.TRANSFER,
                        RnnLearnerParameters.class)
                .keywords(
                        "recurrent",
                        "neural network",
                        "deep learning",
                        "Elman network",
                        "tanh",
                        "ReLU",
                        "IRNN",
                        "sequence",
                        "time series",
                        "multi-label",
                        "regression",
                        "forecast",
                        "Deeplearning4j",
                        "MNIST")
                .addExternalResource("https://arxiv.org/abs/1612.01474", LearnerNode.ENSEMBLES_SOURCE)
                .addExternalResource(
                        "https://doi.org/10.1207/s15516709cog1402_1", "Elman: Finding Structure in Time (1990)")
                .addExternalResource(
                        "https://arxiv.org/abs/1504.00941",
                        "Le, Jaitly and Hinton: A Simple Way to Initialize Recurrent Networks of Rectified Linear"
                                + " Units (2015), on the identity")
                .addExternalResource(
                        "https://arxiv.org/abs/1312.6120",
                        "Saxe, McClelland and Ganguli: Exact Solutions to the Nonlinear Dynamics of Learning in Deep "
                                + "Linear Neural Networks (2014), on orthogonal weights")
                .addExternalResource(
                        "https://arxiv.org/abs/1211.5063",
                        "Pascanu, Mikolov and Bengio: On the Difficulty of Training Recurrent Neural Networks (2013),"
                                + " on clipping"))));
    }
}
