package org.seqnet.engine.augmentation;

import java.util.List;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * How training changes its sequences or images at random, each one anew in each epoch; validation and prediction change
 * nothing.
 *
 * @param transformations the changes in the order in which they are made; none if nothing is changed
 */
public record Augmentation(List<Transformation> transformations) {
    private static final Augmentation NONE = new Augmentation(List.of());

    public Augmentation {
        transformations = List.copyOf(transformations);
    }

    /** Returns the augmentation that changes nothing. */
    public static Augmentation none() {
        return NONE;
    }

    /** Returns the augmentation that makes these changes, one after another. */
    public static Augmentation of(Transformation... transformations) {
        return new Augmentation(List.of(transformations));
    }

    /** Says whether nothing is changed. */
    public boolean isNone() {
        return transformations.isEmpty();
    }

    /**
     * Checks that it fits what a network reads.
     *
     * @throws SeqNetException if it changes images but the network reads sequences, or the reverse, or changes more
     *     pixels than images of a known size have on a side
     */
    public void requireFor(Encoder encoder, SequenceShape shape) {
        boolean readsImages = encoder.readsImages();
        for (var transformation : transformations) {
            if (transformation.kind().isForImages() != readsImages) {
                throw new SeqNetException("%s is an augmentation of %s, but %s reads %s. Disable it."
                        .formatted(
                                transformation.kind().title(),
                                readsImages ? "sequences" : "images",
                                encoder.title(),
                                readsImages ? "images" : "sequences"));
            }
            if (readsImages && !shape.isAnyLength()) {
                transformation.requireFor(
                        ImageShape.of(shape, encoder.inputForm().channels()));
            }
        }
    }

    /**
     * Checks that each value stays at its time step, where its label is.
     *
     * @throws SeqNetException if values move
     */
    public void requireFixedSteps() {
        for (var transformation : transformations) {
            if (transformation.kind().movesSteps()) {
                throw new SeqNetException("%s moves values to other time steps, away from their labels. Disable it."
                        .formatted(transformation.kind().title()));
            }
        }
    }

    /** Returns its changes in words, such as {@code shift by up to 2 pixels, horizontal flip}; empty if none. */
    public String title() {
        return transformations.stream().map(Transformation::title).collect(Collectors.joining(", "));
    }
}
