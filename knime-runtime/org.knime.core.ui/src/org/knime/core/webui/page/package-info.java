/** Clean-room stand-in for KNIME's package of this name: pages. */
package org.knime.core.webui.page;
