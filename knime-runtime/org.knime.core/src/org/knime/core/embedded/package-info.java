/**
 * What tables, ports and logs need behind KNIME's names, and the interface of who writes the results of a batch run.
 * Inventions of the embedded runtime.
 */
package org.knime.core.embedded;
