/** Clean-room stand-in for KNIME's package of this name: arrays in dialogs. */
package org.knime.node.parameters.array;
