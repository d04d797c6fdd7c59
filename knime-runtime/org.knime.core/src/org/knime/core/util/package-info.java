/** Clean-room stand-in for KNIME's package of this name: small utilities. */
package org.knime.core.util;
