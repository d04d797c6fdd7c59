package org.seqnet.knime.learner;

import java.util.Arrays;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/**
 * What is connected to a learner. KNIME 5.8 hands over its inputs without saying which optional ones they are, so their
 * number and type tell: the first table is the training table, a second one the validation table.
 *
 * @param <T> a table or its spec
 * @param <N> a network or its spec
 */
record LearnerInputs<T, N>(T training, Optional<T> validation, Optional<N> network) {

    /** Sorts what configuring gets. */
    static LearnerInputs<DataTableSpec, NetworkPortObjectSpec> of(PortObjectSpec[] specs) {
        return of(specs, DataTableSpec.class, NetworkPortObjectSpec.class);
    }

    /** Sorts what executing gets. */
    static LearnerInputs<BufferedDataTable, NetworkPortObject> of(PortObject[] objects) {
        return of(objects, BufferedDataTable.class, NetworkPortObject.class);
    }

    private static <T, N> LearnerInputs<T, N> of(Object[] inputs, Class<T> table, Class<N> network) {
        var tables =
                Arrays.stream(inputs).filter(table::isInstance).map(table::cast).toList();
        return new LearnerInputs<>(
                tables.get(0),
                tables.stream().skip(1).findFirst(),
                Arrays.stream(inputs)
                        .filter(network::isInstance)
                        .map(network::cast)
                        .findFirst());
    }
}
