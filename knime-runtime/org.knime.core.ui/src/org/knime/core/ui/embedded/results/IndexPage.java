package org.knime.core.ui.embedded.results;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.ui.embedded.results.NodeEntry.Link;
import org.knime.core.ui.embedded.results.NodeEntry.Value;

/** The page that leads to all results of a workflow, a section for each node in the order of execution. */
final class IndexPage {
    /** What this page and the frames of the views have in common. */
    static final String STYLE =
            """
            * { box-sizing: border-box; }
            html { font: 14px/1.45 Roboto, system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; \
            color: #3e3a39; background: #fff; color-scheme: light; }
            body { margin: 0; }
            a { color: #0e6e8c; }
            a:focus-visible { outline: 2px solid #0e6e8c; outline-offset: 2px; }
            h1 { font-size: 20px; line-height: 1.25; margin: 0; font-weight: 600; overflow-wrap: anywhere; }""";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final String TEMPLATE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            %2$s
            main { max-width: 900px; margin: 0 auto; padding: 20px 16px 32px; }
            .note { color: #6e6a68; margin: 2px 0 0; }
            section { border: 1px solid #d9d9d9; border-left: 4px solid #ffd800; padding: 10px 14px; margin-top: 8px; \
            display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%%, 280px), 1fr)); gap: 6px 16px; }
            section > * { min-width: 0; }
            section.open { border-left-color: #d9d9d9; }
            h2 { font-size: 16px; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
            p { margin: 4px 0 0; overflow-wrap: anywhere; white-space: pre-line; }
            .message { background: #f5f5f5; padding: 6px 10px; }
            ul { list-style: none; margin: 0; padding: 0; }
            li { display: flex; flex-wrap: wrap; gap: 0 10px; padding: 2px 0; overflow-wrap: anywhere; }
            li span { color: #6e6a68; font-variant-numeric: tabular-nums; }
            dl { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 0 0 6px; }
            dl div { display: flex; gap: 6px; min-width: 0; }
            dt { color: #6e6a68; overflow-wrap: anywhere; min-width: 0; }
            dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p class="note">Results of %3$s. In the CSV files, cells that are neither text nor numbers, such as \
            images, are shortened.</p>
            %4$s</main>
            </body>
            </html>
            """;

    private final String workflow;
    private final List<NodeEntry> nodes = new ArrayList<>();

    IndexPage(String workflow) {
        this.workflow = workflow;
    }

    void add(NodeEntry node) {
        nodes.add(node);
    }

    String html() {
        var sections = new StringBuilder();
        nodes.forEach(node -> section(node, sections));
        return TEMPLATE.formatted(Html.text(workflow), STYLE, TIME.format(LocalDateTime.now()), sections);
    }

    private static void section(NodeEntry node, StringBuilder page) {
        page.append(node.executed() ? "<section>\n<div>\n" : "<section class=\"open\">\n<div>\n");
        page.append("<h2>").append(Html.text(node.title())).append("</h2>\n");
        if (!node.comment().isEmpty()) {
            page.append("<p class=\"note\">").append(Html.text(node.comment())).append("</p>\n");
        }
        if (!node.executed()) {
            page.append("<p>Not executed.</p>\n");
        }
        node.messages().forEach(message -> page.append("<p class=\"message\">")
                .append(Html.text(message))
                .append("</p>\n"));
        page.append("</div>\n<div>\n");
        values(node.values(), page);
        files(node.files(), page);
        page.append("</div>\n</section>\n");
    }

    private static void values(List<Value> values, StringBuilder page) {
        if (!values.isEmpty()) {
            page.append("<dl>");
            values.forEach(value -> page.append("<div><dt>")
                    .append(Html.text(value.name()))
                    .append("</dt><dd>")
                    .append(Html.text(value.value()))
                    .append("</dd></div>"));
            page.append("</dl>\n");
        }
    }

    private static void files(List<Link> files, StringBuilder page) {
        if (!files.isEmpty()) {
            page.append("<ul>\n");
            files.forEach(file -> page.append("<li><a href=\"")
                    .append(Html.text(file.path()))
                    .append("\">")
                    .append(Html.text(file.label()))
                    .append("</a>")
                    .append(file.detail().isEmpty() ? "" : "<span>" + Html.text(file.detail()) + "</span>")
                    .append("</li>\n"));
            page.append("</ul>\n");
        }
    }
}
