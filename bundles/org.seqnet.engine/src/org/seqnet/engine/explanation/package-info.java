/**
 * What a network's predictions rest on: the share of each value of a sequence in the probability of a label
 * ({@link org.seqnet.engine.explanation.Explainer}), by integrated gradients or by occlusion, and what each feature is
 * worth to all predictions of a table ({@link org.seqnet.engine.explanation.PermutationImportance}).
 */
package org.seqnet.engine.explanation;
