package org.knime.node.parameters.updates;

import java.util.function.Supplier;
import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParametersInput;

/** Computes something that a dialog shows: choices, a default, a bound. */
public interface StateProvider<S> {
    /** Says when the state is computed, and from what. */
    void init(StateProviderInitializer initializer);

    /** @throws StateComputationFailureException to leave the dialog as it is */
    S computeState(NodeParametersInput parametersInput) throws StateComputationFailureException;

    /** The triggers and the inputs that a provider may ask for. */
    interface StateProviderInitializer {
        NodeParametersInput getNodeParametersInput();

        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref);

        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref);

        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> id);

        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProviderClass);

        void computeOnButtonClick(Class<? extends ButtonReference> ref);

        void computeBeforeOpenDialog();

        void computeAfterOpenDialog();
    }
}
