package org.knime.core.ui.embedded.parameters;

import java.util.ArrayList;
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

    /** Lists the settings of these classes, each of which may be null. */
    public static List<Option> of(Class<? extends WidgetGroup> model, Class<? extends WidgetGroup> view) {
        return DialogLayout.fields(Stream.of(model, view).filter(c -> c != null).toList()).stream()
                .flatMap(field -> option(field).stream())
                .toList();
    }

    private static List<Option> option(ParameterField field) {
        return field.annotation(Widget.class)
                .map(widget -> List.of(new Option(widget.title(), describe(widget, field))))
                .orElse(List.of());
    }

    private static String describe(Widget widget, ParameterField field) {
        var description = widget.description();
        var elements = field.elements(WidgetGroup.class);
        if (elements.isPresent()) {
            return description + list(of(elements.get().raw().asSubclass(WidgetGroup.class), null));
        }
        var type = field.content().raw();
        if (description.isEmpty() || !type.isEnum()) {
            return description;
        }
        var constants = new ArrayList<Option>();
        for (var constant : type.getEnumConstants()) {
            var labelled = (Enum<?>) constant;
            constants.add(new Option(Constants.title(labelled), Constants.description(labelled)));
        }
        return description + list(constants);
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
