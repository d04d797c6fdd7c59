/**
 * The trained network as a value: {@link org.seqnet.engine.trained.TrainedNetwork} holds architecture, labels,
 * parameters, the updater's state and its {@link org.seqnet.engine.trained.Provenance}, which tells with which options,
 * on which machine and through which epochs it came about.
 */
package org.seqnet.engine.trained;
