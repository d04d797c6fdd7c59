package org.seqnet.engine.network;

/** How the linear layer behind the features of a {@link Rocket} is fitted; not by gradients of single mini-batches. */
public enum LinearClassifier {
    /** By ridge regression on -1 and 1, whose penalty leave-one-out cross-validation chooses. */
    RIDGE("ridge classifier"),
    /** By logistic regression, whose penalty a held-out share of the training sequences chooses. */
    LOGISTIC("logistic regression"),
    /** By the one of both that suits the number of training sequences; of no trained network. */
    AUTOMATIC("ridge classifier or logistic regression");

    private final String title;

    LinearClassifier(String title) {
        this.title = title;
    }

    /** Returns the name as people write it. */
    public String title() {
        return title;
    }
}
