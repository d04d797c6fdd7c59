/** Clean-room stand-in for KNIME's package of this name: nodes by declaration. */
package org.knime.node;
