package org.knime.node.parameters.migration;

import java.util.List;

/** Knows the older forms of a setting; the first that matches is read. Needs a no-argument constructor. */
public interface NodeParametersMigration<T> {

    List<ConfigMigration<T>> getConfigMigrations();
}
