/** Clean-room stand-in for KNIME's package of this name: vectors of numbers in cells. */
package org.knime.core.data.vector.doublevector;
