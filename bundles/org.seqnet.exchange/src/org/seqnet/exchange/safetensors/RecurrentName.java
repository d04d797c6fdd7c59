package org.seqnet.exchange.safetensors;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that PyTorch gives a tensor of a recurrent module, such as {@code lstm.weight_ih_l0_reverse}.
 *
 * @param prefix that of the module, with its dot
 * @param kind {@code weight_ih}, {@code weight_hh}, {@code bias_ih} or {@code bias_hh}; of a projection
 *     {@code weight_hr}
 * @param layer counted from 0
 * @param reverse whether it belongs to the direction from a sequence's end to its beginning
 */
record RecurrentName(String prefix, String kind, int layer, boolean reverse) {
    static final String INPUT_WEIGHT = "weight_ih";
    static final String RECURRENT_WEIGHT = "weight_hh";
    static final String INPUT_BIAS = "bias_ih";
    static final String RECURRENT_BIAS = "bias_hh";
    static final String PROJECTION = "weight_hr";

    private static final Pattern NAME =
            Pattern.compile("(weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)_l(\\d{1,3})(_reverse)?");

    /** Returns the parts of a tensor's name, if it is one of a recurrent module. */
    static Optional<RecurrentName> of(String name) {
        int behindPrefix = name.lastIndexOf('.') + 1;
        var parts = NAME.matcher(name.substring(behindPrefix));
        return parts.matches()
                ? Optional.of(new RecurrentName(
                        name.substring(0, behindPrefix),
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        parts.group(3) != null))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix + kind + "_l" + layer + (reverse ? "_reverse" : "");
    }
}
