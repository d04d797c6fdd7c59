/**
 * The nodes: they translate between KNIME's tables and the engine's values, and compute nothing themselves.
 */
package org.seqnet.knime;
