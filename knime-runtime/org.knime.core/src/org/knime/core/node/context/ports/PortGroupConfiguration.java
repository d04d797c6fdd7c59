package org.knime.core.node.context.ports;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;
import org.knime.core.node.port.PortType;

/** Ports under a name. */
public interface PortGroupConfiguration extends DeepCopy<PortGroupConfiguration>, NodeSettingsPersistable {

    /** Is thrown by groups of outputs. */
    public static final UnsupportedOperationException UNSUPPORTED_INPUT_OPERATION =
            new UnsupportedOperationException("This group has no inputs.");

    /** Is thrown by groups of inputs. */
    public static final UnsupportedOperationException UNSUPPORTED_OUTPUT_OPERATION =
            new UnsupportedOperationException("This group has no outputs.");

    /** Returns the inputs in order. */
    PortType[] getInputPorts();

    /** Returns the outputs in order. */
    PortType[] getOutputPorts();

    /** Tells whether the group stands for inputs. */
    boolean definesInputPorts();

    /** Tells whether the group stands for outputs. */
    boolean definesOutputPorts();
}
