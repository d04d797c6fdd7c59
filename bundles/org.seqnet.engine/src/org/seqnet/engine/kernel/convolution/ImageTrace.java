package org.seqnet.engine.kernel.convolution;

import java.util.Optional;
import org.seqnet.engine.network.ImageShape;

/** What the backward pass of a convolution block needs of one image. */
final class ImageTrace {
    private final float[] output;
    private final byte[] choices;
    private final Optional<BatchNormalization.Image> convolved;
    private final float[] outputGradient;
    private float[] input = new float[0];
    private int inputAt;

    ImageTrace(ImageShape output, Optional<BatchNormalization> normalization) {
        this.output = new float[output.values()];
        this.choices = new byte[output.values()];
        this.convolved = normalization.map(own -> own.new Image());
        this.outputGradient = new float[convolved.isPresent() ? output.values() : 0];
    }

    /** Remembers where the image stands. */
    void read(float[] values, int at) {
        input = values;
        inputAt = at;
    }

    float[] input() {
        return input;
    }

    int inputAt() {
        return inputAt;
    }

    float[] output() {
        return output;
    }

    /** Returns for each value of the output which place of its pooling window it comes from. */
    byte[] choices() {
        return choices;
    }

    /** Returns what is normalized; only a block that normalizes asks. */
    BatchNormalization.Image convolved() {
        return convolved.orElseThrow();
    }

    /** Returns room for dL/d output until all images have theirs; only a block that normalizes asks. */
    float[] outputGradient() {
        return outputGradient;
    }
}
