/**
 * Computes MiniRocket's features, each sequence to its own end: {@link org.seqnet.engine.kernel.rocket.Convolution} has
 * the kernels' outputs, {@code RocketBiases} draws the biases from them, and
 * {@link org.seqnet.engine.kernel.rocket.RocketFeatures} counts how many outputs exceed each.
 *
 * <p>Where the time goes, for a sequence of 150 steps and 9,996 features: 0.7 ms, nearly all of it 1.5 million
 * comparisons of 0.4 ns. Sums over steps become vector instructions; counting does not (Java 17). What was tried and
 * did not pay: the sign bit of the difference, one by one or four biases at once (1.4 and 1.2 times slower), and
 * comparing whole numbers of the same order, which do become vector instructions but take five operations where the
 * difference may overflow (twice as slow).
 *
 * <p>Source: Dempster, Schmidt and Webb, "MiniRocket: A Very Fast (Almost) Deterministic Transform for Time Series
 * Classification", KDD 2021, arXiv:2012.08791.
 */
package org.seqnet.engine.kernel.rocket;
