/**
 * The LSTM, RNN and CNN Learner. Their settings differ only in the network; all share the data, training, early
 * stopping and device settings, and one execution that checks, packs, trains and reports the progress.
 */
package org.seqnet.knime.learner;
