package org.seqnet.engine.network;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Features of many fixed convolutions over time, none of which is trained (MiniRocket; Dempster, Schmidt and Webb, 2021,
 * arXiv:2012.08791).
 *
 * @param features the number of features
 * @param timeSteps the length that the dilations are made for
 * @param seed what the features that a convolution reads are drawn by
 */
public record Rocket(int features, int timeSteps, long seed) implements Encoder {

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return rocket.apply(this);
    }

    @Override
    public InputForm inputForm() {
        return InputForm.SEQUENCES;
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int outputs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long operations(SequenceShape input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean drops() {
        throw new UnsupportedOperationException();
    }

    @Override
    public double dropout() {
        return 0;
    }

    @Override
    public Rocket undropped() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rocket varied(double size, OptionalDouble dropout) {
        throw new UnsupportedOperationException("Rocket is not trained by epochs, so nothing searches its settings.");
    }

    @Override
    public List<String> parts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String title() {
        throw new UnsupportedOperationException();
    }
}
