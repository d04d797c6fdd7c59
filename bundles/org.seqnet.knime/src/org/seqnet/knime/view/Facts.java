package org.seqnet.knime.view;

import java.util.List;
import java.util.Locale;

/** What a view tells in words under one title: names with values. */
public record Facts(String title, List<Fact> facts) {
    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** Returns facts under a title. */
    public static Facts of(String title, Fact... facts) {
        return new Facts(title, List.of(facts));
    }

    /** Returns a fact whose value is written as {@code toString} writes it. */
    public static Fact fact(String name, Object value) {
        return new Fact(name, value.toString());
    }

    /** Returns a number with its thousands parted: {@code 60,000}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Returns the data that the page shows. */
    public JsonObject json() {
        return new JsonObject()
                .with("title", title)
                .with(
                        "facts",
                        facts.stream()
                                .map(fact ->
                                        new JsonObject().with("name", fact.name).withLabel("value", fact.value))
                                .toList());
    }
}
