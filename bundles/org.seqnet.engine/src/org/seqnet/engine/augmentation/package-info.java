/**
 * Random changes of training sequences and images, so that a network never sees quite the same one twice. An
 * {@link org.seqnet.engine.augmentation.Augmentation} is an ordered list of values, each of which changes a
 * {@link org.seqnet.engine.augmentation.Sample} in place; an {@link org.seqnet.engine.augmentation.Augmenter} applies
 * them to a mini-batch.
 */
package org.seqnet.engine.augmentation;
