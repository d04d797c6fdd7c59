package org.seqnet.engine.search;

import org.seqnet.engine.network.Encoder;

/**
 * Settings to try.
 *
 * @param number counted from 1; the first trial has the settings that were given
 * @param encoder the layers
 * @param learningRate the learning rate
 */
public record Trial(int number, Encoder encoder, double learningRate) {}
