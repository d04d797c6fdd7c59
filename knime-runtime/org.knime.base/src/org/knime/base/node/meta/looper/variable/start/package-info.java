/** Clean-room stand-in for KNIME's package of this name: the Table Row to Variable Loop Start. */
package org.knime.base.node.meta.looper.variable.start;
