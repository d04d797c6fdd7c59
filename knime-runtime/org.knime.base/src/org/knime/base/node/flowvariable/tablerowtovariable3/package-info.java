/** Clean-room stand-in for KNIME's package of this name: the Table Row to Variable. */
package org.knime.base.node.flowvariable.tablerowtovariable3;
