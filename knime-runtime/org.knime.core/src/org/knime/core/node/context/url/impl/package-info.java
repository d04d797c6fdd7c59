/** Clean-room stand-in for KNIME's package of this name: such a file. */
package org.knime.core.node.context.url.impl;
