package org.seqnet.spark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.SparkSession;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * What Spark ML keeps of each stage: a line of JSON in the folder {@code metadata} with the stage's class, its uid and
 * its parameters. Spark finds the class of a stage of a pipeline there.
 */
final class Metadata {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "metadata";
    private static final String FILE = "part-00000";
    /** The most bytes that it has; Spark ML's own stages have about 1,000. */
    private static final int MOST_BYTES = 1 << 24;

    private final String folder;
    private final JsonNode content;

    private Metadata(String folder, JsonNode content) {
        this.folder = folder;
        this.content = content;
    }

    /** Writes the metadata of a stage to its folder, which nothing is read from before they are complete. */
    static void write(Params stage, SparkSession session, String folder) throws IOException {
        var content = JSON.createObjectNode();
        content.put("class", stage.getClass().getName());
        content.put("timestamp", System.currentTimeMillis());
        content.put("sparkVersion", session.version());
        content.put("uid", stage.uid());
        var set = content.putObject("paramMap");
        var defaults = content.putObject("defaultParamMap");
        for (var param : stage.params()) {
            if (stage.isSet(param)) {
                put(set, param, stage.getOrDefault(param));
            }
            if (stage.hasDefault(param)) {
                put(defaults, param, stage.getDefault(param).get());
            }
        }
        var target = new Path(folder, FOLDER);
        var files = files(target, session);
        var temporary = new Path(target, "_temporary-" + FILE);
        try (var out = files.create(temporary, true)) {
            out.write((JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!files.rename(temporary, new Path(target, FILE))) {
            throw new IOException("The file " + new Path(target, FILE) + " could not be renamed to.");
        }
        files.create(new Path(target, "_SUCCESS"), true).close();
    }

    // The values of a stage's parameters are of the parameters' types.
    @SuppressWarnings("unchecked")
    private static void put(ObjectNode target, Param<?> param, Object value) throws JsonProcessingException {
        target.set(param.name(), JSON.readTree(((Param<Object>) param).jsonEncode(value)));
    }

    /**
     * Reads the metadata of a stage.
     *
     * @throws SeqNetException if there are none, or they are those of another class
     */
    static Metadata read(Class<?> expected, SparkSession session, String folder) {
        var path = new Path(new Path(folder, FOLDER), FILE);
        JsonNode content;
        try (var in = files(path, session).open(path)) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(in.readNBytes(MOST_BYTES));
            content = JSON.readTree(bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw damaged(folder, "the file metadata/part-00000 is missing or cannot be read", e);
        }
        if (content == null || !content.isObject()) {
            throw damaged(folder, "metadata/part-00000 is not a line of JSON", null);
        }
        var found = content.path("class").asText();
        if (!found.equals(expected.getName())) {
            throw damaged(folder, "it contains a stage of the class " + Quoted.of(found), null);
        }
        return new Metadata(folder, content);
    }

    /** Returns the failure to read a stage. */
    static SeqNetException damaged(String folder, String reason, Exception cause) {
        return new SeqNetException(
                "The folder %s is not one that this stage was saved to: %s. Check the path."
                        .formatted(Quoted.of(folder), reason),
                cause);
    }

    static FileSystem files(Path path, SparkSession session) throws IOException {
        return path.getFileSystem(session.sparkContext().hadoopConfiguration());
    }

    /** Returns the uid. */
    String uid() {
        var uid = content.path("uid").asText();
        if (uid.isEmpty()) {
            throw damaged(folder, "metadata/part-00000 has no uid", null);
        }
        return uid;
    }

    /**
     * Gives a stage its parameters; those that only have a default get that of this version.
     *
     * @throws SeqNetException if one is not the stage's, or has a value that it cannot have
     */
    void applyTo(Params stage) {
        Iterator<Map.Entry<String, JsonNode>> fields = content.path("paramMap").fields();
        while (fields.hasNext()) {
            var field = fields.next();
            try {
                var param = stage.getParam(field.getKey());
                stage.set(param, param.jsonDecode(field.getValue().toString()));
            } catch (RuntimeException e) {
                throw damaged(
                        folder,
                        "the value of the parameter " + Quoted.of(field.getKey()) + " is not one that it can have",
                        e);
            }
        }
    }
}
