package org.knime.core.internal;

/** Holds the mark that all serializers bear. */
public final class SerializerMethodLoader {

    private SerializerMethodLoader() {}

    /** Marks what writes and reads objects of one class. */
    public static interface Serializer<T> {}
}
