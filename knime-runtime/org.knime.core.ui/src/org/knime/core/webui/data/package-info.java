/** Clean-room stand-in for KNIME's package of this name: data of pages. */
package org.knime.core.webui.data;
