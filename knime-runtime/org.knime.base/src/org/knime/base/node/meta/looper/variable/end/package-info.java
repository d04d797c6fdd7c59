/** Clean-room stand-in for KNIME's package of this name: the Variable Loop End. */
package org.knime.base.node.meta.looper.variable.end;
