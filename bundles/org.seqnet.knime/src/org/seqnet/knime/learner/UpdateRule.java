package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.options.Updater;

/** The engine's updaters as choices of a dialog; the names are saved in settings and never change. */
enum UpdateRule {
    @Label(value = "Adam", description = "Adapts the step of each weight; a good first choice.")
    ADAM(Updater.ADAM),
    @Label(value = "Nadam", description = "Adam with Nesterov momentum.")
    NADAM(Updater.NADAM),
    @Label(value = "AMSGrad", description = "Adam whose steps never grow again.")
    AMSGRAD(Updater.AMSGRAD),
    @Label(value = "AdaMax", description = "Adam by the largest gradient instead of the mean square.")
    ADAMAX(Updater.ADAMAX),
    @Label(value = "RMSProp", description = "Divides by the running size of each weight's gradient.")
    RMSPROP(Updater.RMSPROP),
    @Label(value = "AdaGrad", description = "Divides by the size of all gradients so far; takes a larger rate.")
    ADAGRAD(Updater.ADAGRAD),
    @Label(value = "Nesterov momentum", description = "Gradient descent with momentum 0.9; takes a larger rate.")
    NESTEROV(Updater.NESTEROV),
    @Label(value = "Gradient descent", description = "Plain stochastic gradient descent; takes a larger rate.")
    SGD(Updater.SGD);

    private final Updater updater;

    UpdateRule(Updater updater) {
        this.updater = updater;
    }

    Updater updater() {
        return updater;
    }
}
