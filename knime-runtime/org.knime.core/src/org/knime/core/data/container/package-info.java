/** Clean-room stand-in for KNIME's package of this name: how tables are made and changed. */
package org.knime.core.data.container;
