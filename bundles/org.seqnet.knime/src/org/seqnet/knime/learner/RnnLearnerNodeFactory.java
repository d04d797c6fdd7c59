package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The RNN Learner: a network of simple recurrent layers. */
public final class RnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a network of simple recurrent layers to tell the classes of sequences apart: rows of an image,
                readings of a sensor, letters of a word. Such a network has a quarter of the weights of one of LSTM
                layers of the same size and learns several times as fast; an LSTM remembers over more time steps and
                often ends better.
            </p>
            <h4>How the network works</h4>
            <p>
                Each layer reads a sequence step by step. At each step, a unit sums up what comes in and what all units of
                its layer gave at the step before, each with a weight of its own, and puts the sum through tanh or ReLU.
                The first layer reads the features of each time step, each further layer the outputs of the one below.
                The outputs of the last layer after the last time step go through a linear layer with softmax, which
                gives a probability for each class.
            </p>
            """;

    private static final String SAFEGUARDS =
            """
            <h4>Why it does not explode</h4>
            <p>
                Over many steps, what a unit hands on is multiplied by the weights between time steps again and again, and
                gradients on their way back likewise: they fade away or explode. So these weights start where neither
                happens, as an orthogonal matrix for tanh and as the identity for ReLU, and gradients are clipped unless
                you switch that off. If the loss still leaps or grows, lower the learning rate.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public RnnLearnerNodeFactory() {
        super(LearnerNode.declare(
                        "RNN Learner",
                        "rnn-learner.png",
                        "Trains a network of simple recurrent layers to classify sequences.",
                        NETWORK
                                + LearnerNode.LAYERS
                                + SAFEGUARDS
                                + LearnerNode.LEARNING
                                + LearnerNode.LENGTHS
                                + LearnerNode.RESUMING,
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
                        "Deeplearning4j",
                        "MNIST")
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
                                + " on clipping"));
    }
}
