package org.seqnet.knime.learner;

import java.util.Arrays;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.options.Updater;

/** The engine's optimizers as choices of a dialog; the names are saved in settings and never change. */
enum UpdateRule {
    @Label(value = "Adam", description = "Adapts the step size of each weight. A good default.")
    ADAM(Updater.ADAM),
    @Label(value = "Nadam", description = "Adam with Nesterov momentum.")
    NADAM(Updater.NADAM),
    @Label(value = "AMSGrad", description = "Adam variant whose per-weight step sizes never increase.")
    AMSGRAD(Updater.AMSGRAD),
    @Label(value = "AdaMax", description = "Adam variant that scales by the largest recent gradient.")
    ADAMAX(Updater.ADAMAX),
    @Label(value = "RMSProp", description = "Scales each step by a moving average of recent gradient magnitudes.")
    RMSPROP(Updater.RMSPROP),
    @Label(value = "AdaGrad", description = "Scales each step by all past gradients; needs a higher learning rate.")
    ADAGRAD(Updater.ADAGRAD),
    @Label(
            value = "Nesterov momentum",
            description = "Gradient descent with momentum 0.9; needs a higher learning rate.")
    NESTEROV(Updater.NESTEROV),
    @Label(value = "Gradient descent", description = "Plain stochastic gradient descent; needs a higher learning rate.")
    SGD(Updater.SGD);

    private final Updater updater;

    UpdateRule(Updater updater) {
        this.updater = updater;
    }

    static UpdateRule of(Updater updater) {
        return Arrays.stream(values())
                .filter(rule -> rule.updater == updater)
                .findFirst()
                .orElseThrow();
    }

    Updater updater() {
        return updater;
    }
}
