package org.seqnet.exchange.safetensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The tensors of a file as those of a recurrent module of PyTorch and of a linear one that reads its output.
 *
 * <p>Source: the pages on {@code torch.nn.LSTM}, {@code GRU}, {@code RNN} and {@code Linear} in its documentation.
 *
 * @param prefix what the names of the recurrent module's tensors begin with
 * @param layers how many recurrent layers there are
 * @param bidirectional whether they read in both directions
 * @param biases whether they have biases
 * @param weight of the linear module, outputs x inputs
 * @param bias of the linear module, if it has one
 */
record StateDict(
        SafetensorsContent content,
        String prefix,
        int layers,
        boolean bidirectional,
        boolean biases,
        Place weight,
        Optional<Place> bias) {
    private static final String WANTED =
            "Only the state dictionary of one nn.LSTM, nn.GRU or nn.RNN and one nn.Linear can be read.";

    /**
     * Recognizes them by their names.
     *
     * @throws MalformedException if there is one too many, or one is missing
     */
    static StateDict of(SafetensorsContent content) throws MalformedException {
        var recurrent = new ArrayList<RecurrentName>();
        var others = new ArrayList<Place>();
        for (var place : content.tensors().values()) {
            RecurrentName.of(place.name()).ifPresentOrElse(recurrent::add, () -> others.add(place));
        }
        if (recurrent.isEmpty()) {
            throw new MalformedException(
                    "%s: no tensor is named as those of a recurrent network of PyTorch, such as 'lstm.weight_ih_l0'. %s"
                            .formatted(content.file(), WANTED));
        }
        var prefix = recurrent.get(0).prefix();
        int layers = 0;
        for (var name : recurrent) {
            if (name.kind().equals(RecurrentName.PROJECTION)) {
                throw unwanted(content, name.toString(), "belongs to an LSTM with proj_size, which is not supported");
            }
            if (!name.prefix().equals(prefix)) {
                throw unwanted(content, name.toString(), "belongs to a second recurrent module");
            }
            layers = Math.max(layers, name.layer() + 1);
        }
        boolean bidirectional = recurrent.stream().anyMatch(RecurrentName::reverse);
        boolean biases = recurrent.stream().anyMatch(name -> name.kind().startsWith("bias"));
        int expected = layers * (bidirectional ? 2 : 1) * (biases ? 4 : 2);
        var weight = linear(content, others, "weight");
        var bias = others.stream().filter(place -> isNamed(place, "bias")).findFirst();
        for (var place : others) {
            boolean isPart = place.equals(weight) || bias.filter(place::equals).isPresent();
            if (!isPart || !module(place).equals(module(weight))) {
                throw unwanted(content, place.name(), "belongs to another layer");
            }
        }
        var dict = new StateDict(content, prefix, layers, bidirectional, biases, weight, bias);
        if (recurrent.size() != expected) {
            throw dict.missing();
        }
        return dict;
    }

    private static Place linear(SafetensorsContent content, List<Place> others, String kind) throws MalformedException {
        return others.stream()
                .filter(place -> isNamed(place, kind))
                .findFirst()
                .orElseThrow(() ->
                        new MalformedException("%s: there is no tensor such as 'linear.weight' of a last layer. %s"
                                .formatted(content.file(), WANTED)));
    }

    private static boolean isNamed(Place place, String kind) {
        return place.name().equals(module(place) + kind);
    }

    private static String module(Place place) {
        return place.name().substring(0, place.name().lastIndexOf('.') + 1);
    }

    private static MalformedException unwanted(SafetensorsContent content, String tensor, String fault) {
        return new MalformedException(
                "%s: tensor %s %s. %s".formatted(content.file(), Quoted.of(tensor), fault, WANTED));
    }

    private MalformedException missing() throws MalformedException {
        for (int layer = 0; layer < layers; layer++) {
            for (int direction = 0; direction < directions(); direction++) {
                for (var kind : kinds()) {
                    place(kind, layer, direction == 1);
                }
            }
        }
        throw new IllegalStateException("All tensors are there.");
    }

    private List<String> kinds() {
        return biases
                ? List.of(
                        RecurrentName.INPUT_WEIGHT,
                        RecurrentName.RECURRENT_WEIGHT,
                        RecurrentName.INPUT_BIAS,
                        RecurrentName.RECURRENT_BIAS)
                : List.of(RecurrentName.INPUT_WEIGHT, RecurrentName.RECURRENT_WEIGHT);
    }

    /** Returns how many directions the layers read in. */
    int directions() {
        return bidirectional ? 2 : 1;
    }

    /**
     * Returns a tensor of the recurrent module.
     *
     * @throws MalformedException if there is none
     */
    Place place(String kind, int layer, boolean reverse) throws MalformedException {
        var name = new RecurrentName(prefix, kind, layer, reverse).toString();
        var place = content.tensors().get(name);
        if (place == null) {
            throw new MalformedException(
                    "%s: there is no tensor %s beside the others of its layers. Save the whole state dictionary."
                            .formatted(content.file(), Quoted.of(name)));
        }
        return place;
    }

    /**
     * Returns a tensor of the recurrent module of the one shape that it can have.
     *
     * @throws MalformedException if there is none, or one of another shape
     */
    Place place(String kind, int layer, boolean reverse, List<Integer> shape) throws MalformedException {
        return shaped(place(kind, layer, reverse), shape);
    }

    /**
     * Returns a tensor.
     *
     * @throws MalformedException if it has another shape
     */
    Place shaped(Place place, List<Integer> shape) throws MalformedException {
        if (!place.shape().equals(shape)) {
            throw new MalformedException(String.format(
                    Locale.ROOT,
                    "%s: tensor %s is %s; expected %s, to fit the other tensors.",
                    content.file(),
                    Quoted.of(place.name()),
                    place.words(),
                    new Place("", place.type(), shape, 0, 0).words()));
        }
        return place;
    }
}
