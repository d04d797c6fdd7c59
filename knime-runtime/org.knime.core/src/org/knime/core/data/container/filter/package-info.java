/** Clean-room stand-in for KNIME's package of this name: filters of tables. */
package org.knime.core.data.container.filter;
