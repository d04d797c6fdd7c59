/** Clean-room stand-in for KNIME's package of this name: what shows itself on a page. */
package org.knime.core.webui;
