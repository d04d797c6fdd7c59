/** Clean-room stand-in for KNIME's package of this name: the Sorter. */
package org.knime.base.node.preproc.sorter;
