package org.seqnet.engine.network;

/**
 * Describes one layer for a reader: a row of the table that a summary shows.
 *
 * @param name the layer's name in the network, such as {@code lstm1}
 * @param kind what it does, such as {@code LSTM} or {@code LSTM, last step only}
 * @param inputs the values that it reads a time step
 * @param outputs the values that it gives
 * @param parameters the numbers that it holds: all that is trained, and with batch normalization also the moving mean
 *     and variance of each channel, which are measured
 */
public record LayerSummary(String name, String kind, int inputs, int outputs, long parameters) {

    /** Returns such layers of several networks, which stand side by side, as one. */
    LayerSummary times(int networks) {
        return networks == 1
                ? this
                : new LayerSummary(
                        name, networks + " x " + kind, inputs, outputs, Math.multiplyExact(networks, parameters));
    }
}
