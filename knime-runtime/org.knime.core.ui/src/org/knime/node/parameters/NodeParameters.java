package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The settings of a node, one field a setting. A no-argument constructor is required; a second one that takes a
 * {@link NodeParametersInput} gives the defaults that depend on what is connected.
 *
 * <p>Every field that is neither private, static nor transient is stored under its name, without a leading {@code m_}.
 */
public interface NodeParameters extends Persistable, WidgetGroup {
    /**
     * Checks what the type of a single field cannot say. Called after every load and on the defaults.
     *
     * @throws InvalidSettingsException if a value, or a combination of values, cannot be used
     */
    default void validate() throws InvalidSettingsException {}
}
