/**
 * Time series in the text formats of the UCR/UEA archive, {@code .ts} and Weka's {@code .arff}: read case by case, and
 * downloaded once from the archive by name.
 */
package org.seqnet.engine.series;
