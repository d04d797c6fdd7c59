/**
 * The Time Series Reader: series with their class or number from {@code .ts} and {@code .arff} files, or from the data
 * sets of the UCR/UEA archive, which are downloaded on first use.
 */
package org.seqnet.knime.series;
