package org.seqnet.exchange.recognition;

import java.util.Locale;
import org.seqnet.engine.Quoted;
import org.seqnet.exchange.file.MalformedOnnxException;
import org.seqnet.exchange.file.TensorData;

/** The parameters of a network, which are added one by one. */
final class Parameters {
    private final String file;
    private final float[] parameters;
    private int size;

    Parameters(String file, int count) {
        this.file = file;
        this.parameters = new float[count];
    }

    /** Returns a number of a tensor. */
    double at(TensorData tensor, int index) throws MalformedOnnxException {
        double number = tensor.at(index);
        if (!Float.isFinite((float) number) || tensor.isWhole()) {
            throw new MalformedOnnxException(String.format(
                    Locale.ROOT,
                    "%s, tensor %s: Its number %,d is %s; parameters must be finite numbers in single precision.",
                    file,
                    Quoted.of(tensor.name()),
                    index,
                    number));
        }
        return number;
    }

    void add(double factor, TensorData tensor, int index) throws MalformedOnnxException {
        add(factor * at(tensor, index));
    }

    /** Adds a number, rounded to single precision. */
    void add(double number) throws MalformedOnnxException {
        put(size++, number);
    }

    void put(int place, double number) throws MalformedOnnxException {
        float rounded = (float) number;
        if (!Float.isFinite(rounded)) {
            throw new MalformedOnnxException(
                    file + ": A parameter of the network is " + number + ", not a finite number.");
        }
        parameters[place] = rounded;
    }

    /** Returns where the next number goes, and leaves room for some. */
    int reserve(int count) {
        int first = size;
        size += count;
        return first;
    }

    float[] parameters() {
        if (size != parameters.length) {
            throw new IllegalStateException(size + " of " + parameters.length + " parameters");
        }
        return parameters;
    }
}
