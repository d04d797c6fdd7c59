/**
 * Trains networks. {@link org.seqnet.engine.training.Trainer} checks data and options, then runs epoch by epoch:
 * mini-batches prepared ahead, a step of the updater for each, validation, and the rules that end training. A
 * {@link org.seqnet.engine.training.TrainingListener} is notified of the progress, and can stop it.
 */
package org.seqnet.engine.training;
