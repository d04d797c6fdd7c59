/**
 * Turns rows into flow variables and flow variables into rows, once or in a loop, by the settings that KNIME 5.8 saves.
 * An invention of the embedded runtime.
 */
package org.knime.base.embedded.variable;
