package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortKeyTest {
    private static String key(Object value) {
        return SortKey.of(value).orElseThrow();
    }

    @Test
    void keys_of_numbers_are_in_the_order_of_the_numbers() {
        var random = new Random(1);
        var numbers = new ArrayList<>(List.of(
                "0",
                "-0.0",
                "1",
                "1.0",
                "10",
                "9",
                "-1",
                "-1.2",
                "-1.25",
                "-12",
                "1e99999999",
                "1e-99999999",
                "-1e300"));
        for (int i = 0; i < 200; i++) {
            numbers.add(BigDecimal.valueOf(random.nextInt(2000) - 1000, random.nextInt(7) - 3)
                    .toString());
        }
        for (var one : numbers) {
            for (var other : numbers) {
                assertThat(Integer.signum(key(one).compareTo(key(other))))
                        .as("%s and %s", one, other)
                        .isEqualTo(new BigDecimal(one).compareTo(new BigDecimal(other)));
            }
        }
    }

    @Test
    void keys_are_ascii_so_that_bytes_are_in_the_same_order_as_characters() {
        assertThat(List.of(key("-12.5"), key(7L), key("2026-11-30")))
                .allMatch(key -> key.chars().allMatch(c -> c < 128));
    }

    @Test
    void numbers_of_any_type_have_the_same_key() {
        assertThat(List.of(key(7L), key(7.0), key("007"), key((short) 7))).containsOnly(key(7));
    }

    @Test
    void what_is_no_point_has_no_key() {
        assertThat(SortKey.of("soon")).isEmpty();
        assertThat(SortKey.of(Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(SortKey.of("2026-02-30")).isEmpty();
    }
}
