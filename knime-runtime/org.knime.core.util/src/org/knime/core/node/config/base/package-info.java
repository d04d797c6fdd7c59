/** Clean-room stand-in for KNIME's package of this name: settings trees. */
package org.knime.core.node.config.base;
