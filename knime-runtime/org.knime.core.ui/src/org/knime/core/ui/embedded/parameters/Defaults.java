package org.knime.core.ui.embedded.parameters;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes the parameters that a node has before anybody sets them. */
public final class Defaults {

    private Defaults() {}

    public static <P extends NodeParameters> P of(Class<P> type) {
        return Instances.of(type);
    }

    /** Calls the constructor that takes the input, if there is one, or else the one without parameters. */
    public static <P extends NodeParameters> P of(Class<P> type, NodeParametersInput input) {
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0] == NodeParametersInput.class) {
                return Instances.of(type, new Class<?>[] {NodeParametersInput.class}, input);
            }
        }
        return Instances.of(type);
    }
}
