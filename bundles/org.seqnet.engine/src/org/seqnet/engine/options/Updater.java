package org.seqnet.engine.options;

/** Names the rule that turns gradients into steps. Constants other than the rate are each rule's usual ones. */
public enum Updater {
    /** Adam with decay rates 0.9 and 0.999 and epsilon 1e-8 (Kingma and Ba, 2014, arXiv:1412.6980). */
    ADAM("Adam", 2),
    /** Adam with Nesterov momentum (Dozat, 2016). */
    NADAM("Nadam", 2),
    /** Adam that never forgets its largest second moment (Reddi et al., 2018). */
    AMSGRAD("AMSGrad", 3),
    /** Adam with the infinity norm (Kingma and Ba, 2014, section 7.1). */
    ADAMAX("AdaMax", 2),
    /** Divides by a running root mean square, decay 0.95 (Hinton, 2012). */
    RMSPROP("RMSProp", 1),
    /** Divides by the root of all squares so far (Duchi et al., 2011). */
    ADAGRAD("AdaGrad", 1),
    /** Gradient descent with Nesterov momentum 0.9. */
    NESTEROV("Nesterov momentum", 1),
    /** Plain stochastic gradient descent. */
    SGD("Gradient descent", 0);

    private final String title;
    private final int statePerParameter;

    Updater(String title, int statePerParameter) {
        this.title = title;
        this.statePerParameter = statePerParameter;
    }

    /** Returns the name as people write it. */
    public String title() {
        return title;
    }

    /** Returns how many numbers it carries from step to step for each parameter. */
    public int statePerParameter() {
        return statePerParameter;
    }
}
