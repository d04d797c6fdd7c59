/** Columns of texts and lists whose cells are sequences of symbols. */
package org.seqnet.knime.symbol;
