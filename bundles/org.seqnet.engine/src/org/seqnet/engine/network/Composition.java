package org.seqnet.engine.network;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
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

    public Composition {
        Objects.requireNonNull(recurrent, "recurrent");
        Objects.requireNonNull(convolutional, "convolutional");
    }

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
        return Stream.concat(recurrent.layers(input).stream(), convolutional.layers(input).stream())
                .toList();
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        return Stream.concat(recurrent.parameters(input).stream(), convolutional.parameters(input).stream())
                .toList();
    }

    @Override
    public int outputs() {
        return recurrent.outputs() + convolutional.outputs();
    }

    @Override
    public void check(float[] parameters, SequenceShape input) {
        recurrent.check(parameters, input);
        int first = Math.toIntExact(ParameterBlock.count(recurrent.parameters(input)));
        convolutional.check(parameters, first, input);
    }

    @Override
    public long operations(SequenceShape input) {
        return Math.addExact(recurrent.operations(input), convolutional.operations(input));
    }

    @Override
    public boolean drops() {
        return recurrent.drops() || convolutional.drops();
    }

    @Override
    public Composition undropped() {
        return new Composition(recurrent.undropped(), convolutional.undropped());
    }

    @Override
    public Composition varied(double size, OptionalDouble dropout) {
        return new Composition(recurrent.varied(size, dropout), convolutional.varied(size, dropout));
    }

    @Override
    public List<String> parts() {
        return List.of(title());
    }

    @Override
    public String title() {
        return recurrent.title() + ", beside " + convolutional.title();
    }
}
