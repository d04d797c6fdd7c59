/** Clean-room stand-in for KNIME's package of this name: checks and conversions. */
package org.knime.core.node.util;
