package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The LSTM Learner: a network of long short-term memory. */
public final class LstmLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a network of long short-term memory (LSTM) layers to classify sequences, for example the rows
                of an image, the readings of a sensor, or the letters of a word.
            </p>
            <h4>How the network works</h4>
            <p>
                Each layer reads a sequence step by step and keeps an internal memory; gates control what to store,
                what to forget and what to output. The first layer reads the features of each time step, each further
                layer reads the outputs of the layer below. The output of the last layer at the last time step passes
                through a linear layer with softmax, which gives a probability for each class.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public LstmLearnerNodeFactory() {
        super(LearnerNode.sequenceAugmentationReferences(LearnerNode.directionReferences(LearnerNode.declare(
                        "LSTM Learner",
                        "lstm-learner.png",
                        "Trains a recurrent network of LSTM layers to classify sequences.",
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
                                + LearnerNode.TRANSFER,
                        LstmLearnerParameters.class)
                .keywords(
                        "recurrent",
                        "neural network",
                        "deep learning",
                        "RNN",
                        "long short-term memory",
                        "sequence",
                        "time series",
                        "multi-label",
                        "regression",
                        "forecast",
                        "Deeplearning4j",
                        "MNIST")
                .addExternalResource("https://arxiv.org/abs/1612.01474", LearnerNode.ENSEMBLES_SOURCE)
                .addExternalResource(
                        "https://doi.org/10.1162/neco.1997.9.8.1735",
                        "Hochreiter and Schmidhuber: Long Short-Term Memory (1997)")
                .addExternalResource(
                        "https://doi.org/10.1162/089976600300015015",
                        "Gers, Schmidhuber and Cummins: Learning to Forget (2000), on the forget gate")
                .addExternalResource(
                        "https://arxiv.org/abs/1412.6980",
                        "Kingma and Ba: Adam, a Method for Stochastic Optimization (2015)"))));
    }
}
