package org.seqnet.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.seqnet.cudnn.card.Card;

/** Tests on the stand-in, which leave nothing on it and call nothing wrongly. */
public abstract class OnStandIn {
    protected StandIn standIn;
    /** It computes in full precision. */
    protected Card card;

    @BeforeEach
    protected final void start() {
        standIn = StandIn.start();
        card = standIn.card();
    }

    @AfterEach
    protected final void nothing_is_left_or_wrong() {
        assertThat(standIn.left()).isEmpty();
        assertThat(standIn.trouble()).isEmpty();
    }
}
