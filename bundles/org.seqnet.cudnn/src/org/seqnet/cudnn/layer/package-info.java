/**
 * The layers of networks on a graphics card.
 *
 * <p>Encoders of sequences read them as T x B x F, row-major: all sequences' first steps, then all second ones, padded
 * with zeros to the longest of the mini-batch. Encoders of images read B x C x H x W. Heads read B x O.
 */
package org.seqnet.cudnn.layer;
