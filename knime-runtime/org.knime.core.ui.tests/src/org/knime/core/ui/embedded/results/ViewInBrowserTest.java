package org.knime.core.ui.embedded.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.DataServiceProvider;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.page.Page;

/** A view's file, opened from the disk: its page asks as it asks KNIME, and gets its data. */
class ViewInBrowserTest {
    /** Asks for its data in both ways that KNIME offers, and writes the answers into the page around it. */
    private static final String PAGE =
            """
            <!doctype html><title>View</title>
            <script>
            const ask = (method, params) => new Promise((resolve) => {
              addEventListener("message", ({ data, source }) => {
                if (source === parent && data.requestId === method) resolve(data.payload);
              });
              parent.postMessage({ type: "UIExtensionRequest", requestId: method, payload: { method, params } }, "*");
            });
            (async () => {
              const { initialData } = await ask("getConfig", []);
              const again = await ask("callNodeDataService", [{ serviceType: "initial_data" }]);
              const other = await ask("toString", []);
              parent.document.body.dataset.shown = JSON.parse(initialData).result.text;
              parent.document.body.dataset.same = String(again === initialData);
              parent.document.body.dataset.other = String(other);
            })();
            </script>
            """;

    @TempDir
    Path folder;

    private record Text(String json) implements DataServiceProvider {
        @Override
        @SuppressWarnings("unchecked")
        public <D> Optional<InitialDataService<D>> createInitialDataService() {
            return Optional.of((InitialDataService<D>)
                    InitialDataService.builder(() -> json).build());
        }

        @Override
        public Optional<RpcDataService> createRpcDataService() {
            return Optional.empty();
        }

        @Override
        public <D> Optional<ApplyDataService<D>> createApplyDataService() {
            return Optional.empty();
        }
    }

    static boolean hasBrowser() {
        return browser().isPresent();
    }

    private static Optional<String> browser() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    @Test
    @EnabledIf("hasBrowser")
    void a_page_gets_its_data_from_the_file_that_it_lies_in() throws Exception {
        var page = Page.create().fromString(() -> PAGE).relativePath("index.html");
        var data = new Text("{\"text\":\"</script><b> \\\"it\\\" & 😀\"}");
        var file = folder.resolve("view.html");
        Html.write(ViewPage.html("Workflow", "Node (1)", "View", page, data), file);

        var process = new ProcessBuilder(
                        browser().orElseThrow(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(shown.replace("&lt;", "<").replace("&gt;", ">")) // newer browsers escape them in attributes
                .contains("data-shown=\"</script><b> &quot;it&quot; &amp; 😀\" data-same=\"true\" data-other=\"null\"");
    }
}
