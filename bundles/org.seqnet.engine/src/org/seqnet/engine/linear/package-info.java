/**
 * Linear classifiers and regression of many features, fitted at once: {@link org.seqnet.engine.linear.RidgeClassifier}
 * and {@link org.seqnet.engine.linear.RidgeRegression} by the decomposition of a symmetric matrix,
 * {@link org.seqnet.engine.linear.LogisticRegression} by a quasi-Newton method. All choose their penalty themselves;
 * classifiers give probabilities. Matrices are OpenBLAS's, on one thread each.
 */
package org.seqnet.engine.linear;
