package org.seqnet.engine.training;

/** Names the rule that turns gradients into steps. Constants other than the rate are each rule's usual ones. */
public enum Updater {
    /** Adam with decay rates 0.9 and 0.999 and epsilon 1e-8 (Kingma and Ba, 2014, arXiv:1412.6980). */
    ADAM("Adam", 0.001),
    /** Adam with Nesterov momentum (Dozat, 2016). */
    NADAM("Nadam", 0.001),
    /** Adam that never forgets its largest second moment (Reddi et al., 2018). */
    AMSGRAD("AMSGrad", 0.001),
    /** Adam with the infinity norm (Kingma and Ba, 2014, section 7.1). */
    ADAMAX("AdaMax", 0.001),
    /** Divides by a running root mean square, decay 0.95 (Hinton, 2012). */
    RMSPROP("RMSProp", 0.001),
    /** Divides by the root of all squares so far (Duchi et al., 2011). */
    ADAGRAD("AdaGrad", 0.01),
    /** Gradient descent with Nesterov momentum 0.9. */
    NESTEROV("Nesterov momentum", 0.1),
    /** Plain stochastic gradient descent. */
    SGD("Gradient descent", 0.1);

    private final String title;
    private final double usualLearningRate;

    Updater(String title, double usualLearningRate) {
        this.title = title;
        this.usualLearningRate = usualLearningRate;
    }

    /** Returns the name as people write it. */
    public String title() {
        return title;
    }

    /** Returns the learning rate that people start with. */
    public double usualLearningRate() {
        return usualLearningRate;
    }
}
