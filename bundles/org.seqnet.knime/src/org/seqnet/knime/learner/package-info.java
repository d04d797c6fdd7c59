/**
 * The LSTM, GRU, RNN, CNN and CNN-RNN Learner. Their settings differ in the network and its labels; all share the
 * training, early stopping and device settings, and one execution that checks, packs, trains and reports the progress.
 */
package org.seqnet.knime.learner;
