package org.seqnet.knime.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.view.JsonObject;

/** What a Livy server is asked to run. */
final class LivyBatch {
    private static final String MAIN_CLASS = "org.seqnet.spark.app.Main";

    private LivyBatch() {}

    /**
     * Returns the request.
     *
     * @param jar the application, as the cluster knows it
     * @param arguments what it is called with
     */
    static JsonObject of(RunParameters settings, String jar, List<String> arguments) {
        var batch =
                new JsonObject().with("file", jar).with("className", MAIN_CLASS).with("args", arguments);
        if (!settings.memory.isBlank()) {
            batch.with("executorMemory", settings.memory.strip());
        }
        if (settings.cores > 0) {
            batch.with("executorCores", settings.cores);
        }
        var properties = properties(settings.options());
        if (!properties.isEmpty()) {
            var conf = new JsonObject();
            properties.forEach(conf::with);
            batch.with("conf", conf);
        }
        return batch;
    }

    /**
     * Returns Spark's properties in options of the form {@code --conf name=value}.
     *
     * @throws SeqNetException if there is another option
     */
    static Map<String, String> properties(List<String> options) {
        var properties = new LinkedHashMap<String, String>();
        for (int i = 0; i < options.size(); i += 2) {
            var property = i + 1 < options.size() ? options.get(i + 1) : "";
            int equals = property.indexOf('=');
            if (!options.get(i).equals("--conf") || equals < 1) {
                throw new SeqNetException("Additional options: %s is not of the form --conf name=value, the only one "
                                .formatted(Quoted.of(options.get(i)))
                        + "that Livy takes. Change or remove it.");
            }
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return properties;
    }
}
