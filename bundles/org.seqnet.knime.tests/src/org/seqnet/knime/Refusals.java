package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/** Asserts what a node says when it refuses: the whole message, and the whole advice where there is some. */
public final class Refusals {
    private Refusals() {}

    /** Asserts that an execution fails with this summary and these resolutions. */
    public static void assertFails(ThrowingCallable call, String summary, String... resolutions) {
        var failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(KNIMEException.class).hasMessage(summary);
        var message = ((KNIMEException) failure).getKNIMEMessage();
        assertThat(message.getSummary()).isEqualTo(summary);
        assertThat(message.getResolutions()).containsExactly(resolutions);
    }

    /** Asserts that a configuration is refused with this message. */
    public static void assertInvalid(ThrowingCallable call, String summary) {
        assertThat(catchThrowable(call))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(summary);
    }

    /** Asserts that a configuration is refused with this message and these resolutions. */
    public static void assertInvalid(ThrowingCallable call, String summary, String... resolutions) {
        assertInvalid(call, summary);
        assertThat(message(catchThrowable(call)).getResolutions()).containsExactly(resolutions);
    }

    // KNIME's interface of exceptions with a message is not for callers.
    private static Message message(Throwable refusal) {
        try {
            var method = refusal.getClass().getMethod("getKNIMEMessage");
            method.setAccessible(true);
            return (Message) method.invoke(refusal);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(refusal + " has no message but its text.", e);
        }
    }
}
