package org.knime.core.ui.embedded.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.knime.core.webui.data.DataServiceProvider;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.page.Page;

/**
 * A view in a file of its own: its page in a frame, its initial data, and what KNIME does for it, which is to answer
 * the page's requests. A page that calls methods of its node gets no answer.
 */
final class ViewPage {
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
            body { display: flex; flex-direction: column; height: 100vh; }
            header { padding: 10px 16px; border-bottom: 1px solid #d9d9d9; }
            iframe { flex: 1; border: 0; width: 100%%; min-height: 0; }
            </style>
            </head>
            <body>
            <header><a href="../index.html">%3$s</a><h1>%4$s</h1></header>
            <iframe title="%4$s"></iframe>
            <script>
            const page = %5$s;
            const initialData = %6$s;
            const frame = document.querySelector("iframe");
            const answers = {
              getConfig: () => ({
                nodeId: "", projectId: "", workflowId: "", extensionType: "view", initialData,
              }),
              callNodeDataService: ({ serviceType }) => (serviceType === "initial_data" ? initialData : null),
            };
            addEventListener("message", ({ data, source }) => {
              if (source === frame.contentWindow && data?.type === "UIExtensionRequest") {
                const { method, params } = data.payload;
                const payload = Object.hasOwn(answers, method) ? answers[method](...params) : null;
                source.postMessage({ type: "UIExtensionResponse", requestId: data.requestId, payload }, "*");
              }
            });
            frame.srcdoc = page;
            </script>
            </body>
            </html>
            """;

    private ViewPage() {}

    static String html(String workflow, String node, String label, Page page, DataServiceProvider data)
            throws IOException {
        String shown;
        try (var in = page.getInputStream()) {
            shown = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var initialData = data.createInitialDataService()
                .map(InitialDataService::getInitialData)
                .map(Html::literal)
                .orElse("null");
        var title = label.equals(NodeResults.NODE_VIEW) ? node : node + ": " + label;
        return TEMPLATE.formatted(
                Html.text(title + " - " + workflow),
                IndexPage.STYLE,
                Html.text(workflow),
                Html.text(title),
                Html.literal(shown),
                initialData);
    }
}
