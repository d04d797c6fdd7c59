/**
 * Finds settings of a network and its training: {@link org.seqnet.engine.search.SearchSpace} draws trials,
 * {@link org.seqnet.engine.search.SuccessiveHalving} compares them on validation data and trains the best one.
 */
package org.seqnet.engine.search;
