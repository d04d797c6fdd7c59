/** Clean-room stand-in for KNIME's package of this name: the refusal of settings. */
package org.knime.core.node;
