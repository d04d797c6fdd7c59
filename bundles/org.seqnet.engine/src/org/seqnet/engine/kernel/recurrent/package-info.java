/**
 * Recurrent layers: {@link org.seqnet.engine.kernel.recurrent.RecurrentLayer} has the products, which all cells share;
 * what a cell computes between them is in a {@code CellSteps}: {@code LstmSteps}, {@code GruSteps} and
 * {@code SimpleSteps}, on the loops of {@code Gates}. {@link org.seqnet.engine.kernel.recurrent.BidirectionalLayer} is
 * two such layers, of which one reads sequences from their ends.
 */
package org.seqnet.engine.kernel.recurrent;
