package org.seqnet.knime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;

/** An open dialog, as far as what computes its states asks for the values of its fields. */
public final class DialogState implements StateProviderInitializer {
    private final Map<Class<?>, Object> values = new HashMap<>();

    /** Sets the value of a field. */
    public <T> DialogState with(Class<? extends ParameterReference<T>> field, T value) {
        values.put(field, value);
        return this;
    }

    /** Returns what is computed in this dialog. */
    public <S> S of(StateProvider<S> provider, NodeParametersInput input) throws Exception {
        provider.init(this);
        return provider.computeState(input);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> field) {
        return () -> (T) values.get(field);
    }

    @Override
    public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> field) {
        return getValueSupplier(field);
    }

    @Override
    public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider) {
        throw new UnsupportedOperationException("Nothing is computed from other states.");
    }

    @Override
    public NodeParametersInput getNodeParametersInput() {
        throw new UnsupportedOperationException("States are computed from what they are given.");
    }

    @Override
    public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> field) {
        // when it is computed is up to the test
    }

    @Override
    public void computeOnButtonClick(Class<? extends ButtonReference> button) {
        // when it is computed is up to the test
    }

    @Override
    public void computeBeforeOpenDialog() {
        // when it is computed is up to the test
    }

    @Override
    public void computeAfterOpenDialog() {
        // when it is computed is up to the test
    }
}
