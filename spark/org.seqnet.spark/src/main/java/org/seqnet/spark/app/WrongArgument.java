package org.seqnet.spark.app;

import java.util.Map;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;

/** Says which argument of the command line is wrong, and why. */
final class WrongArgument extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongArgument(String message) {
        super(message);
    }

    /**
     * Makes a value of the engine of arguments. What the engine refuses by the title of a setting is refused by the
     * name of its option.
     *
     * @param options the name of the option for each title that the engine may name
     * @throws WrongArgument if the engine refuses a value
     */
    static <T> T naming(Map<String, String> options, Supplier<T> value) {
        try {
            return value.get();
        } catch (SeqNetException e) {
            throw new WrongArgument(named(options, e.getMessage()));
        }
    }

    private static String named(Map<String, String> options, String message) {
        return options.entrySet().stream()
                .filter(option -> message.startsWith(option.getKey() + ": "))
                .findFirst()
                .map(option ->
                        option.getValue() + message.substring(option.getKey().length()))
                .orElse(message);
    }
}
