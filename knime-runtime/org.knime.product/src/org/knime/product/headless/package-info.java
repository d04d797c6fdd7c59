/** Clean-room stand-in for KNIME's package of this name: the batch application. */
package org.knime.product.headless;
