/** Clean-room stand-in for KNIME's package of this name: references to checkboxes. */
package org.knime.node.parameters.updates.util;
