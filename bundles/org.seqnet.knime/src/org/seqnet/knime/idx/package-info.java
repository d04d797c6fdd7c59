/**
 * The IDX Reader: images and their labels in the format of MNIST, from files or from the built-in data sets, which are
 * downloaded on first use.
 */
package org.seqnet.knime.idx;
