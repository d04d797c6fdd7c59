package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/** What a node tells the user: a summary, perhaps a detail, and what can be done. */
public final class Message {

    private final String summary;

    private final Issue issue;

    private final List<String> resolutions;

    Message(String summary, Issue issue, List<String> resolutions) {
        this.summary = summary;
        this.issue = issue;
        this.resolutions = resolutions;
    }

    /** Returns the one line that says what is wrong. */
    public String getSummary() {
        return summary;
    }

    Optional<Issue> getIssue() {
        return Optional.ofNullable(issue);
    }

    /** Returns what the user can do, possibly nothing. */
    public List<String> getResolutions() {
        return resolutions;
    }

    /** Returns the message with details about rows put into words, for which the node's inputs are needed. */
    public Message renderIssueDetails(final PortObject[] inputs) {
        return issue instanceof RowIssue row ? new Message(summary, row.toDefaultIssue(inputs), resolutions) : this;
    }

    /** Returns summary and detail, one line or more. */
    public String toLogPrintable() {
        return issue == null ? summary : summary + "\n" + issue.toPreformatted();
    }

    /** Returns the message as a node shows it. */
    public NodeMessage toNodeMessage(final NodeMessage.Type type) {
        return new NodeMessage(type, summary, issue == null ? null : issue.toPreformatted(), resolutions);
    }

    /** Returns an exception for {@code configure} and settings. */
    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new MessageAwareInvalidSettingsException(this, cause);
    }

    @Override
    public String toString() {
        return toLogPrintable();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Message message
                && summary.equals(message.summary)
                && Objects.equals(issue, message.issue)
                && resolutions.equals(message.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    /** Starts an empty message. */
    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /** Starts with this message. */
    public MessageBuilder modify() {
        return new MessageBuilder(this);
    }

    /** Makes a message of one line. */
    public static Message fromSummary(final String summary) {
        return built(builder().withSummary(summary));
    }

    /** Makes a message of one line and what the user can do. */
    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return built(builder().withSummary(summary).addResolutions(res));
    }

    private static Message built(MessageBuilder builder) {
        return builder.build().orElseThrow(() -> new IllegalArgumentException("A message needs a summary."));
    }
}
