package org.seqnet.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AffineTest {

    @Test
    void two_maps_one_after_the_other_are_one_map() {
        var once = new Affine(2, 3);
        var then = new Affine(5, 7);

        assertThat(once.then(then)).isEqualTo(new Affine(10, 22));
        assertThat(once.then(then).apply(4)).isEqualTo(then.apply(once.apply(4)));
    }

    @Test
    void the_identity_changes_nothing_not_even_the_sign_of_zero() {
        assertThat(Affine.IDENTITY.apply(-0.0)).isEqualTo(-0f);
        assertThat(Affine.IDENTITY.then(new Affine(2, 3))).isEqualTo(new Affine(2, 3));
        assertThat(new Affine(2, 3).then(Affine.IDENTITY)).isEqualTo(new Affine(2, 3));
    }

    @Test
    void a_full_unsigned_byte_scaled_by_its_range_is_exactly_one() {
        assertThat(new Affine(1 / 255f, 0).apply(255)).isEqualTo(1f);
    }
}
