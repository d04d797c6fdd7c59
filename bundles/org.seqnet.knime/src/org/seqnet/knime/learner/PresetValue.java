package org.seqnet.knime.learner;

import java.util.function.Function;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.seqnet.engine.options.TrainingOptions;

/**
 * Fills in a field when a preset is selected. A preset that fills in nothing leaves the field as it is, and so does
 * opening the dialog: the field may have been edited since.
 */
abstract class PresetValue<T> implements StateProvider<T> {
    private final Class<? extends ParameterReference<T>> field;
    private final Function<TrainingOptions, T> value;
    private Supplier<Preset> preset;
    private Supplier<T> present;

    PresetValue(Class<? extends ParameterReference<T>> field, Function<TrainingOptions, T> value) {
        this.field = field;
        this.value = value;
    }

    @Override
    public final void init(StateProviderInitializer initializer) {
        preset = initializer.computeFromValueSupplier(Preset.Selected.class);
        present = initializer.getValueSupplier(field);
    }

    @Override
    public final T computeState(NodeParametersInput input) {
        return preset.get().options(input).map(value).orElseGet(present);
    }
}
