/** Clean-room stand-in for KNIME's package of this name: groups of such ports. */
package org.knime.core.node.context.ports.impl;
