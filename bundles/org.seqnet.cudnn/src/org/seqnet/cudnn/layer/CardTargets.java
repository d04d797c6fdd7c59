package org.seqnet.cudnn.layer;

/**
 * What sequences teach, on a card. Sequence n of a mini-batch has the labels of number
 * {@code order[control->first + n]}.
 *
 * @param starts where the labels of each sequence begin, and last where they end: N + 1 integers
 * @param labels the labels, ascending for each sequence
 * @param weights what the loss of each sequence is multiplied by, N floats
 * @param order the numbers of the sequences of an epoch, in order
 * @param control the address of the control block (see {@code control.h})
 * @param smoothing epsilon of label smoothing
 */
public record CardTargets(long starts, long labels, long weights, long order, long control, float smoothing) {}
