/**
 * Writes node descriptions as the XML document that KNIME checks and shows. An invention of the embedded runtime: KNIME
 * keeps this inside its own classes.
 */
package org.knime.core.ui.embedded.description;
