package org.seqnet.knime.learner;

import org.knime.node.DefaultNodeFactory;

/** The CNN Learner: a convolutional network. */
public final class CnnLearnerNodeFactory extends DefaultNodeFactory {
    private static final String NETWORK =
            """
            <p>
                Trains a convolutional neural network (CNN) to tell the classes of images apart. Its default is the
                small classical network for grey images of 28 x 28 pixels, such as MNIST's.
            </p>
            <h4>How the network works</h4>
            <p>
                The image goes through blocks. In each, small filters slide over the image; at each place, a filter
                sums up the values that it sees, each with a weight of its own, and what is below 0 is cut off (ReLU).
                Of each 2 x 2 sums the largest is kept (pooling). So the next block sees a smaller image, with a channel
                for each filter, and its filters see more of the original at once. All values of the last block go
                through a dense layer with ReLU, then through a linear layer with softmax, which gives a probability for
                each class.
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

    private static final String IMAGES =
            """
            <h4>Images as tensors</h4>
            <p>
                The column holds tensors of rows x columns, or of rows x columns x channels, all of one size. A sequence
                that the Sequence Reshaper makes of an image is one too: its time steps are the rows, its features the
                pixels of a row, with the channels of each pixel side by side; the column's spec states how many there
                are, and the network takes them from there. Let the Sequence Reshaper scale pixels to
                between 0 and 1; networks learn badly from larger numbers.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public CnnLearnerNodeFactory() {
        super(LearnerNode.declare(
                        "CNN Learner",
                        "cnn-learner.png",
                        "Trains a convolutional network to classify images.",
                        NETWORK + IMAGES + LearnerNode.LEARNING + LearnerNode.RESUMING,
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
                        "Deeplearning4j",
                        "MNIST")
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
                                + "Neural Networks from Overfitting (2014)"));
    }
}
