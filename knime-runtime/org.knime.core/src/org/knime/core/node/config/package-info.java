/** Clean-room stand-in for KNIME's package of this name: settings trees of the core. */
package org.knime.core.node.config;
