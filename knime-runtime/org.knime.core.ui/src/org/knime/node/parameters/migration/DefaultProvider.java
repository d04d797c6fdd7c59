package org.knime.node.parameters.migration;

import java.util.List;

/** Supplies the value of a setting that older workflows do not have. */
@FunctionalInterface
public interface DefaultProvider<T> extends NodeParametersMigration<T> {

    T getDefault();

    @Override
    default List<ConfigMigration<T>> getConfigMigrations() {
        return List.of(ConfigMigration.builder(settings -> getDefault()).build());
    }
}
