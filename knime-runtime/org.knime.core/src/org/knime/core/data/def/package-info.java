/** Clean-room stand-in for KNIME's package of this name: the usual cells. */
package org.knime.core.data.def;
