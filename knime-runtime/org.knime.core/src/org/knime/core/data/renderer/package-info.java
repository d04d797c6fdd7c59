/** Clean-room stand-in for KNIME's package of this name: how cells are shown. */
package org.knime.core.data.renderer;
