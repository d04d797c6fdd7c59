package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The CNN Learner: a convolutional network. */
public final class CnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a convolutional neural network (CNN) to classify images. The default is a small, classic
                network for grayscale images of 28 x 28 pixels, such as those of MNIST.
            </p>
            <h4>How the network works</h4>
            <p>
                The image passes through convolution blocks. In each block, small filters slide over the image; at
                each position, a filter computes a weighted sum of the values it covers, and negative sums become 0
                (ReLU). Max pooling then keeps the largest value of each 2 x 2 window. The next block therefore gets a
                smaller image with one channel per filter, and its filters cover a larger part of the original. The
                output of the last block passes through a dense layer with ReLU and a linear layer with softmax, which
                gives a probability for each class.
            </p>
            <pre><code>
            image       28 x 28
              v
            block 1     14 x 14, 32 channels
              v
            block 2      7 x 7,  64 channels
              v
            dense      128 values
              v
            class
            </code></pre>
            """;

    static final String IMAGES =
            """
            <h4>Images as tensors</h4>
            <p>
                The column contains tensors of rows x columns or rows x columns x channels, all of the same size. An
                image that the Sequence Reshaper has converted to a sequence works as well: its time steps are the
                rows and its features the pixels of a row, with the channels of each pixel adjacent. The column's spec
                states the number of channels, which the network uses. With automatic scaling, the network itself
                divides pixels from 0 to 255 by 255.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public CnnLearnerNodeFactory() {
        super(LearnerNode.imageAugmentationReference(LearnerNode.declare(
                        "CNN Learner",
                        "cnn-learner.png",
                        "Trains a convolutional network to classify images.",
                        NETWORK
                                + IMAGES
                                + LearnerNode.SEVERAL_LABELS
                                + LearnerNode.LABELS_OF_TABLES
                                + ValueStories.values()
                                + ValueStories.forecasts()
                                + LearnerNode.LEARNING
                                + LearnerNode.RARE_CLASSES
                                + LearnerNode.ENSEMBLES
                                + LearnerNode.RESUMING
                                + LearnerNode.TRANSFER,
                        CnnLearnerParameters.class)
                .keywords(
                        "convolutional",
                        "neural network",
                        "deep learning",
                        "image classification",
                        "LeNet",
                        "ConvNet",
                        "pooling",
                        "ReLU",
                        "batch normalization",
                        "dropout",
                        "multi-label",
                        "regression",
                        "forecast",
                        "Deeplearning4j",
                        "MNIST")
                .addExternalResource("https://arxiv.org/abs/1612.01474", LearnerNode.ENSEMBLES_SOURCE)
                .addExternalResource(
                        "https://doi.org/10.1109/5.726791",
                        "LeCun, Bottou, Bengio and Haffner: Gradient-Based Learning Applied to Document Recognition "
                                + "(1998)")
                .addExternalResource(
                        "https://arxiv.org/abs/1502.03167",
                        "Ioffe and Szegedy: Batch Normalization, Accelerating Deep Network Training by Reducing "
                                + "Internal Covariate Shift (2015)")
                .addExternalResource(
                        "https://jmlr.org/papers/v15/srivastava14a.html",
                        "Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov: Dropout, a Simple Way to Prevent "
                                + "Neural Networks from Overfitting (2014)")));
    }
}
