package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * The classes a network tells apart, in the order of its outputs. A value: immutable, compared by its names and their
 * type.
 */
public final class LabelDomain implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The order of labels that nobody has ordered: whole numbers by value, then the others as texts. */
    public static final Comparator<String> LASTING_ORDER = Comparator.comparing(
                    LabelDomain::isWholeNumber, Comparator.reverseOrder())
            .thenComparing(label -> isWholeNumber(label) ? new BigInteger(label) : BigInteger.ZERO)
            .thenComparing(Comparator.naturalOrder());

    private final List<String> names;
    private final LabelType type;
    private final LinkedHashMap<String, Integer> indices;

    /**
     * Makes a domain of texts, in this order.
     *
     * @throws SeqNetException if a name occurs twice
     */
    public LabelDomain(List<String> names) {
        this(names, LabelType.TEXT);
    }

    /**
     * Makes a domain of the values with these names, in this order.
     *
     * @throws SeqNetException if a name occurs twice or is not that of a value of the type
     */
    public LabelDomain(List<String> names, LabelType type) {
        this.names = List.copyOf(names);
        this.type = Objects.requireNonNull(type, "type");
        this.indices = new LinkedHashMap<>();
        for (var name : this.names) {
            if (indices.putIfAbsent(name, indices.size()) != null) {
                throw new SeqNetException("Label " + Quoted.of(name) + " occurs twice in the list of labels.");
            }
            if (!type.has(name)) {
                throw new SeqNetException(
                        "Label " + Quoted.of(name) + " is not " + type.title() + ", the type of the labels.");
            }
        }
    }

    private static boolean isWholeNumber(String label) {
        return label.matches("-?\\d+");
    }

    public static LabelDomain of(String... names) {
        return new LabelDomain(List.of(names));
    }

    /** Returns these labels as values of another type; as they are if one of them cannot be. */
    public LabelDomain as(LabelType other) {
        return names.stream().allMatch(other::has) ? new LabelDomain(names, other) : this;
    }

    /** Returns what the labels are. */
    public LabelType type() {
        return type;
    }

    /** Returns all names; the position is the index. */
    public List<String> names() {
        return names;
    }

    /** Returns the number of classes. */
    public int size() {
        return names.size();
    }

    /** Returns the name of one class, counted from 0. */
    public String name(int index) {
        return names.get(index);
    }

    /** Returns the index of a name, or -1 if this domain lacks it. */
    public int indexOf(String name) {
        return indices.getOrDefault(name, -1);
    }

    public boolean contains(String name) {
        return indices.containsKey(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelDomain domain && names.equals(domain.names) && type == domain.type;
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
