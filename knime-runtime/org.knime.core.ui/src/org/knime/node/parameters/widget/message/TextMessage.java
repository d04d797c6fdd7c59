package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a note in the dialog; the field itself, a {@link Void}, holds nothing. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {
    Class<? extends StateProvider<Optional<Message>>> value();

    /** The note. */
    record Message(String title, String description, MessageType type) {}

    /** How serious the note is. */
    enum MessageType {
        INFO,
        WARNING,
        ERROR,
        SUCCESS
    }
}
