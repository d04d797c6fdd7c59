package org.seqnet.engine.network;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Recurrent layers and convolutions over time that read a sequence side by side, as LSTM-FCN does (Karim et al., 2018,
 * arXiv:1709.05206).
 *
 * @param recurrent the recurrent layers
 * @param convolutional the convolutions; its outputs stand behind those of the recurrent layers
 */
public record Composition(Recurrent recurrent, TemporalConvolutional convolutional) implements Encoder {

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return composition.apply(this);
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
        return convolutional.dropout();
    }

    @Override
    public Composition undropped() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Composition varied(double size, OptionalDouble dropout) {
        return new Composition(recurrent.varied(size, dropout), convolutional.varied(size, dropout));
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
