/** Clean-room stand-in for KNIME's package of this name: lists and sets in cells. */
package org.knime.core.data.collection;
