package org.seqnet.knime.view;

import java.util.OptionalInt;
import java.util.regex.Matcher;

/** The page of a view with its data inside, for a file that a browser opens without KNIME. */
public final class StandalonePage {
    private static final String GENERATOR = "<meta name=\"generator\" content=\"Sequence Networks for KNIME\">";
    /** Says to the page what KNIME would; outside a frame, it asks its own window. */
    private static final String KNIME =
            """
            <script>
            addEventListener("message", ({ data, source }) => {
              if (source === window && data?.type === "UIExtensionRequest") {
                const payload = { initialData: { result: DATA } };
                postMessage({ type: "UIExtensionResponse", requestId: data.requestId, payload }, "*");
              }
            });
            </script>
            """;

    private StandalonePage() {}

    /**
     * Returns the page.
     *
     * @param reloadSeconds after how many seconds the page reloads itself, if it does
     */
    public static String html(String title, JsonObject data, OptionalInt reloadSeconds) {
        var head = "<head>\n" + GENERATOR + "\n"
                + (reloadSeconds.isPresent()
                        ? "<meta http-equiv=\"refresh\" content=\"" + reloadSeconds.getAsInt() + "\">\n"
                        : "");
        return ViewPage.html()
                .replaceFirst("<head>\n", head)
                .replaceFirst("<title>.*?</title>", Matcher.quoteReplacement("<title>" + text(title) + "</title>"))
                .replaceFirst(
                        "</head>",
                        Matcher.quoteReplacement(KNIME.replace("DATA", literal(data.toString())) + "</head>"));
    }

    /** Says whether a file that begins so is such a page. */
    public static boolean isBegunBy(String begin) {
        return begin.contains(GENERATOR);
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns JSON, which has these only within its texts, as a script can hold it: nothing in it ends the script. */
    private static String literal(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
