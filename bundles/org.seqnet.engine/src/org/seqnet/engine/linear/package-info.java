/**
 * Linear classifiers of many features, fitted at once: {@link org.seqnet.engine.linear.RidgeClassifier} by the
 * decomposition of a symmetric matrix, {@link org.seqnet.engine.linear.LogisticRegression} by a quasi-Newton method.
 * Both choose their penalty themselves and give probabilities. Matrices are OpenBLAS's, on one thread each.
 */
package org.seqnet.engine.linear;
