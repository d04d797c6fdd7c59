/**
 * The trained network as a value: {@link org.seqnet.engine.trained.TrainedNetwork} holds architecture, labels,
 * parameters, the updater's state and its {@link org.seqnet.engine.trained.Provenance}, which records its options, its
 * epochs and the machine it was trained on.
 */
package org.seqnet.engine.trained;
