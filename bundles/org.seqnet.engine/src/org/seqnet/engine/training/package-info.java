/**
 * Makes networks learn. {@link org.seqnet.engine.training.Trainer} checks data and options, then runs epoch by epoch:
 * mini-batches prepared ahead, a step of the updater for each, validation, and the rules that end training. A
 * {@link org.seqnet.engine.training.TrainingListener} hears what it does, and can stop it.
 */
package org.seqnet.engine.training;
