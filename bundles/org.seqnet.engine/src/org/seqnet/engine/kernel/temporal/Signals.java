package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.seqnet.engine.kernel.product.NativeFloats;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/**
 * The signals of some sequences and their gradients: a row of channels for each time step, one sequence after another.
 * Sequences are named by their positions.
 */
final class Signals implements AutoCloseable {
    private final int[] channels;
    private final int[] gradientArrays;
    private final boolean isTraining;
    private final boolean isForInput;
    private final int lowest;
    private NativeFloats[] values = new NativeFloats[0];
    private NativeFloats[] gradients = new NativeFloats[0];
    private long capacity;
    private int[] starts;
    private int[] lengths;
    /** By signal and sequence: whether its gradient has been written. */
    private boolean[][] written;

    /**
     * @param channels the channels of each signal
     * @param gradientArrays for each signal, the signal in whose array its gradient stands; empty if none is wanted
     * @param isForInput whether the gradient of the input is wanted too
     * @param lowest the signal below all whose gradients are wanted: the input, or the last that frozen blocks make
     */
    Signals(List<Integer> channels, int[] gradientArrays, boolean isForInput, int lowest) {
        this.channels = channels.stream().mapToInt(Integer::intValue).toArray();
        this.gradientArrays = gradientArrays;
        this.isTraining = gradientArrays.length > 0;
        this.isForInput = isForInput;
        this.lowest = lowest;
    }

    /**
     * Makes room for other sequences; what was written is lost.
     *
     * @param newStarts the row where each begins
     * @param newLengths the number of its rows
     * @param rows the number of all rows
     */
    void arrange(int[] newStarts, int[] newLengths, long rows) {
        starts = newStarts;
        lengths = newLengths;
        if (rows > capacity) {
            close();
            values = new NativeFloats[channels.length];
            gradients = new NativeFloats[channels.length];
            for (int signal = 0; signal < channels.length; signal++) {
                values[signal] = new NativeFloats(rows * channels[signal]);
                if (isTraining && hasGradient(signal) && gradientArrays[signal] == signal) {
                    gradients[signal] = new NativeFloats(rows * channels[signal]);
                }
            }
            capacity = rows;
        }
        written = new boolean[channels.length][starts.length];
    }

    /** Returns the first row of a sequence. */
    int start(int sequence) {
        return starts[sequence];
    }

    /** Returns the number of rows of a sequence. */
    int length(int sequence) {
        return lengths[sequence];
    }

    /** Returns all values of a signal. */
    FloatBuffer values(int signal) {
        return values[signal].buffer();
    }

    /** Returns a new cursor on the rows of a signal. */
    Cursor rows(int signal) {
        return values[signal].cursor(channels[signal]);
    }

    /** Says whether the gradient of a signal is wanted: in training, that of what only frozen blocks make is not. */
    boolean hasGradient(int signal) {
        return isForInput || signal > lowest;
    }

    /** Returns the gradients of all values of a signal. */
    FloatBuffer gradients(int signal) {
        return gradients[gradientArrays[signal]].buffer();
    }

    /** Returns a new cursor on the gradients of the rows of a signal. */
    Cursor gradientRows(int signal) {
        return gradients[gradientArrays[signal]].cursor(channels[signal]);
    }

    /** Says whether two signals have their gradients in one array: one takes the place of the other. */
    boolean shareGradients(int one, int other) {
        return gradientArrays[one] == gradientArrays[other];
    }

    /**
     * Says whether gradients are to be added to those of a signal: the first who comes overwrites what stands there,
     * and has come by asking.
     */
    boolean addsGradient(int signal, int sequence) {
        boolean adds = written[signal][sequence];
        written[signal][sequence] = true;
        return adds;
    }

    @Override
    public void close() {
        // Of arrays that did not all get their memory, some are null.
        Stream.concat(Arrays.stream(values), Arrays.stream(gradients))
                .filter(Objects::nonNull)
                .forEach(NativeFloats::close);
        values = new NativeFloats[0];
        gradients = new NativeFloats[0];
        capacity = 0;
    }
}
