/** Clean-room stand-in for KNIME's package of this name: PNG images in cells. */
package org.knime.core.data.image.png;
