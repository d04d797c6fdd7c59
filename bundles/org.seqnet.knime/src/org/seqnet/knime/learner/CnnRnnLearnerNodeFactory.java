package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The CNN-RNN Learner: a convolutional network that names the labels of an image one after another. */
public final class CnnRnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a convolutional neural network (CNN) with a recurrent neural network (RNN) on top to predict all
                labels of an image, for example everything that it shows. The network predicts one label after another
                and takes into account the labels before. So it learns which labels occur together, which helps where
                an object is hard to see. To predict each label by itself, use the CNN Learner.
            </p>
            <h4>How the network works</h4>
            <p>
                The image passes through convolution blocks and a dense layer, as in the CNN Learner. Each label is
                represented by an embedding, a list of numbers that are learned, too. An LSTM layer reads the embeddings
                of the labels predicted so far, beginning with a start token. At each step, its output and that of the
                dense layer are projected into the space of the embeddings and added, and negative sums become 0
                (ReLU). The score of a label is the dot product of the result and the label's embedding. Softmax over
                the scores of the end token and of all labels that are not predicted yet gives their probabilities.
                With the end token, the labels are complete. The probability of the labels is the product of the
                probabilities of all steps; the Network Predictor looks for the most likely labels by beam search.
            </p>
            <pre><code>
            image > convolution blocks > dense
                                           v
            start > embedding  >  LSTM  > joint space > sneaker
                                   v
            sneaker > embedding > LSTM  > joint space > shirt
                                   v
            shirt > embedding  >  LSTM  > joint space > end
            </code></pre>
            <h4>Label order</h4>
            <p>
                The network learns the labels of a row in a fixed order, frequent labels first, or chooses the order
                itself. No label is predicted twice, and a row may have no label at all. Accuracy is the fraction of
                rows whose labels are all predicted correctly.
            </p>
            """;

    private static final String TRANSFER =
            """
            <h4>Starting from another network</h4>
            <p>
                Instead of resuming training, a new network can start with the convolution blocks and the dense layer of
                a connected network, which may predict classes or other labels: for example, of a CNN Learner that was
                trained on images of single objects. These layers can be trained further or stay as they are.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public CnnRnnLearnerNodeFactory() {
        super(LearnerNode.imageAugmentationReference(LearnerNode.declare(
                        "CNN-RNN Learner",
                        "cnn-rnn-learner.png",
                        "Trains a convolutional network with an LSTM over labels to predict several labels per image.",
                        NETWORK
                                + LearnerNode.LABELS_OF_TABLES
                                + CnnLearnerNodeFactory.IMAGES
                                + LearnerNode.LEARNING
                                + TRANSFER
                                + LearnerNode.RESUMING,
                        CnnRnnLearnerParameters.class,
                        new LearnerNode.NetworkPort(
                                "Network to start from",
                                "A trained network, from another learner or a file. Training continues from it, or a "
                                        + "new network starts with its convolution blocks and dense layer, as "
                                        + "configured."))
                .keywords(
                        "multi-label",
                        "image annotation",
                        "image tagging",
                        "convolutional",
                        "recurrent",
                        "LSTM",
                        "label embedding",
                        "label dependency",
                        "neural network",
                        "deep learning",
                        "Deeplearning4j")
                .addExternalResource(
                        "https://arxiv.org/abs/1604.04573",
                        "Wang, Yang, Mao, Huang, Huang and Xu: CNN-RNN, A Unified Framework for Multi-label Image "
                                + "Classification (2016)")
                .addExternalResource(
                        "https://arxiv.org/abs/1707.05495",
                        "Chen, Chen, Yeh and Wang: Order-Free RNN with Visual Attention for Multi-Label Classification "
                                + "(2018), on the order that the network chooses")
                .addExternalResource(
                        "https://openaccess.thecvf.com/content_CVPR_2020/html/"
                                + "Yazici_Orderless_Recurrent_Models_for_Multi-Label_Classification_CVPR_2020_paper"
                                + ".html",
                        "Yazici, Gonzalez-Garcia, Ramisa, Twardowski and van de Weijer: Orderless Recurrent Models for "
                                + "Multi-label Classification (2020)")));
    }
}
