package org.knime.core.ui.embedded.parameters;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;

/** Lists what a node's description says of its settings, in the order of the dialog. */
public final class Options {
    /** A setting's title and HTML description. */
    public record Option(String title, String description) {}

    private Options() {}

    public static List<Option> of(Class<? extends WidgetGroup> settings) {
        return DialogLayout.fields(settings).stream()
                .flatMap(field -> field.annotation(Widget.class).stream()
                        .map(widget -> new Option(widget.title(), describe(widget, field))))
                .toList();
    }

    private static String describe(Widget widget, ParameterField field) {
        var description = widget.description();
        var elements = field.elements(WidgetGroup.class);
        if (elements.isPresent()) {
            return description + list(of(elements.get().asSubclass(WidgetGroup.class)));
        }
        if (description.isEmpty() || !field.type().isEnum()) {
            return description;
        }
        return description
                + list(Stream.of(field.type().getEnumConstants())
                        .map(constant -> (Enum<?>) constant)
                        .map(constant -> new Option(Constants.title(constant), Constants.description(constant)))
                        .toList());
    }

    private static String list(List<Option> items) {
        if (items.stream().allMatch(item -> item.description().isBlank())) {
            return "";
        }
        return items.stream()
                .map(item -> "\n<li><b>" + escape(item.title()) + "</b>"
                        + (item.description().isBlank() ? "" : ": " + item.description()) + "</li>")
                .collect(Collectors.joining("", "\n<ul>", "\n</ul>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
