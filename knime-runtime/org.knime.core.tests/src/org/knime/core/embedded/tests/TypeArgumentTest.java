package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.embedded.TypeArgument;

class TypeArgumentTest {
    private abstract static class ByText<T extends CharSequence> implements Comparator<T> {}

    private static class OfStrings extends ByText<String> {
        @Override
        public int compare(String a, String b) {
            return a.compareTo(b);
        }
    }

    private static final class Inherited extends OfStrings {}

    private abstract static class Unsaid<T extends CharSequence> extends ByText<T> {}

    @Test
    void it_is_found_at_any_parent() {
        assertThat(TypeArgument.of(OfStrings.class, CharSequence.class)).contains(String.class);
        assertThat(TypeArgument.of(Inherited.class, CharSequence.class)).contains(String.class);
    }

    @Test
    void what_leaves_it_open_or_names_another_kind_has_none() {
        assertThat(TypeArgument.of(Unsaid.class, CharSequence.class)).isEmpty();
        assertThat(TypeArgument.of(OfStrings.class, List.class)).isEmpty();
    }
}
