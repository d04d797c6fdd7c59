package org.seqnet.knime.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.seqnet.engine.Quoted;

/**
 * The fields of a port's spec as a workflow kept them. Each is taken with a check, since KNIME hands over a text or an
 * array that is null, and allocates an array of any length that is announced.
 */
record SpecFields(ModelContentRO content) {
    /** What begins the messages about fields. */
    static final String DAMAGED = "The network is damaged: ";

    /** The key under which KNIME keeps the length of an array. */
    private static final String ARRAY_SIZE = "array-size";

    private interface Getter<T> {
        T get(String key) throws InvalidSettingsException;
    }

    boolean has(String key) {
        return content.containsKey(key);
    }

    SpecFields group(String key) throws InvalidSettingsException {
        return new SpecFields(value(key, content::getModelContent));
    }

    String text(String key) throws InvalidSettingsException {
        return value(key, content::getString);
    }

    int integer(String key) throws InvalidSettingsException {
        return value(key, content::getInt);
    }

    long longInteger(String key) throws InvalidSettingsException {
        return value(key, content::getLong);
    }

    double number(String key) throws InvalidSettingsException {
        return value(key, content::getDouble);
    }

    boolean truth(String key) throws InvalidSettingsException {
        return value(key, content::getBoolean);
    }

    /** Returns one of some values by its name; {@code part} is what messages call it. */
    <E extends Enum<E>> E choice(String key, String part, E[] values) throws InvalidSettingsException {
        var name = text(key);
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(part, name));
    }

    List<String> texts(String key) throws InvalidSettingsException {
        var texts = Arrays.asList(array(key, content::getStringArray));
        if (texts.stream().anyMatch(Objects::isNull)) {
            throw damaged("'" + key + "' has a missing entry.");
        }
        return texts;
    }

    int[] integers(String key) throws InvalidSettingsException {
        return array(key, content::getIntArray);
    }

    double[] numbers(String key) throws InvalidSettingsException {
        return array(key, content::getDoubleArray);
    }

    boolean[] truths(String key) throws InvalidSettingsException {
        return array(key, content::getBooleanArray);
    }

    private <T> T array(String key, Getter<T> getter) throws InvalidSettingsException {
        var entries = value(key, content::getConfig);
        if (entries.containsKey(ARRAY_SIZE)) {
            int announced = value(key, unused -> entries.getInt(ARRAY_SIZE));
            int found = entries.keySet().size() - 1;
            if (announced != found) {
                throw damaged(
                        String.format(Locale.ROOT, "'%s' declares %,d entries but has %,d.", key, announced, found));
            }
        }
        return value(key, getter);
    }

    private static <T> T value(String key, Getter<T> getter) throws InvalidSettingsException {
        T value;
        try {
            value = getter.get(key);
        } catch (InvalidSettingsException e) {
            throw new InvalidSettingsException(DAMAGED + "'" + key + "' is missing or has a different type.", e);
        }
        if (value == null) {
            throw damaged("'" + key + "' is empty.");
        }
        return value;
    }

    /** Returns the refusal of what only a later version can have written. */
    static InvalidSettingsException unknown(String part, String name) {
        return new InvalidSettingsException("The network's " + part + " " + Quoted.of(name)
                + " is not supported by this version of Sequence Networks; update the extension.");
    }

    static InvalidSettingsException damaged(String what) {
        return new InvalidSettingsException(DAMAGED + what);
    }
}
