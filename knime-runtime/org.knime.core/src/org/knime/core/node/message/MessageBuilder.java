package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes {@link Message}s. Of several details the first is kept. */
public final class MessageBuilder {

    private String summary;

    private Issue issue;

    private final List<String> resolutions = new ArrayList<>();

    MessageBuilder() {}

    MessageBuilder(Message message) {
        summary = message.getSummary();
        message.getIssue().ifPresent(this::addIssue);
        resolutions.addAll(message.getResolutions());
    }

    /** Returns the summary. */
    public Optional<String> getSummary() {
        return Optional.ofNullable(summary);
    }

    /** Sets the one line that says what is wrong. */
    public MessageBuilder withSummary(final String summary) {
        this.summary = summary;
        return this;
    }

    /** Adds a detail about a cell; all numbers count from 0. */
    public MessageBuilder addRowIssue(
            final int portIndex, final int columnIndex, final long rowIndex, final String description) {
        return addIssue(new RowIssue(portIndex, columnIndex, rowIndex, description));
    }

    MessageBuilder addIssue(Issue added) {
        issue = issue == null ? added : issue;
        return this;
    }

    /** Adds what the user can do. */
    public MessageBuilder addResolutions(final String... res) {
        resolutions.addAll(List.of(res));
        return this;
    }

    /** Makes the message, nothing if there is no summary. */
    public Optional<Message> build() {
        return getSummary()
                .map(text -> new Message(text, issue, Collections.unmodifiableList(new ArrayList<>(resolutions))));
    }
}
