package org.seqnet.spark.ml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * What Spark ML keeps of each stage: a line of JSON in the folder {@code metadata} with the stage's class, its uid and
 * its parameters. Spark finds the class of a stage of a pipeline there.
 */
final class StageMetadata {
    private static final String FOLDER = "metadata";
    private static final String FILE = "part-00000";
    /** The most bytes that it has; Spark ML's own stages have about 1,000. */
    private static final int MOST_BYTES = 1 << 24;

    private final String folder;
    private final Metadata content;

    private StageMetadata(String folder, Metadata content) {
        this.folder = folder;
        this.content = content;
    }

    /** Writes the metadata of a stage to its folder, which nothing is read from before they are complete. */
    static void write(Params stage, SparkSession session, String folder) throws IOException {
        var set = new MetadataBuilder();
        var defaults = new MetadataBuilder();
        for (var param : stage.params()) {
            if (stage.isSet(param)) {
                put(set, param, stage.getOrDefault(param));
            }
            if (stage.hasDefault(param)) {
                put(defaults, param, stage.getDefault(param).get());
            }
        }
        var content = new MetadataBuilder()
                .putString("class", stage.getClass().getName())
                .putLong("timestamp", System.currentTimeMillis())
                .putString("sparkVersion", session.version())
                .putString("uid", stage.uid())
                .putMetadata("paramMap", set.build())
                .putMetadata("defaultParamMap", defaults.build())
                .build();
        var target = new Path(folder, FOLDER);
        var files = files(target, session);
        var temporary = new Path(target, "_temporary-" + FILE);
        try (var out = files.create(temporary, true)) {
            out.write((content.json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!files.rename(temporary, new Path(target, FILE))) {
            throw new IOException(new Path(target, FILE) + " exists.");
        }
        files.create(new Path(target, "_SUCCESS"), true).close();
    }

    private static void put(MetadataBuilder target, Param<?> param, Object value) {
        if (value instanceof String[] texts) {
            target.putStringArray(param.name(), texts);
        } else if (value instanceof Double number) {
            target.putDouble(param.name(), number);
        } else if (value instanceof Number number) {
            target.putLong(param.name(), number.longValue());
        } else {
            target.putString(param.name(), (String) value);
        }
    }

    private static Object value(Metadata source, Param<?> param) {
        if (param instanceof StringArrayParam) {
            return source.getStringArray(param.name());
        }
        if (param instanceof DoubleParam) {
            return source.getDouble(param.name());
        }
        if (param instanceof IntParam) {
            return Math.toIntExact(source.getLong(param.name()));
        }
        return param instanceof LongParam ? (Object) source.getLong(param.name()) : source.getString(param.name());
    }

    /**
     * Reads the metadata of a stage.
     *
     * @throws SeqNetException if there are none, or they are those of another class
     */
    static StageMetadata read(Class<?> expected, SparkSession session, String folder) {
        var path = new Path(new Path(folder, FOLDER), FILE);
        String text;
        try (var in = files(path, session).open(path)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(folder, "the file metadata/part-00000 is missing or cannot be read", e);
        }
        try {
            var metadata = new StageMetadata(folder, Metadata.fromJson(text));
            var found = metadata.content.getString("class");
            if (!found.equals(expected.getName())) {
                throw damaged(folder, "it contains a stage of the class " + Quoted.of(found), null);
            }
            return metadata;
        } catch (SeqNetException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw damaged(folder, "metadata/part-00000 is not a line of JSON that describes a stage", e);
        }
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
        try {
            return content.getString("uid");
        } catch (RuntimeException e) {
            throw damaged(folder, "metadata/part-00000 has no uid", e);
        }
    }

    /**
     * Gives a stage its parameters; those that only have a default get that of this version.
     *
     * @throws SeqNetException if one has a value that it cannot have
     */
    void applyTo(Params stage) {
        if (!content.contains("paramMap")) {
            throw damaged(folder, "metadata/part-00000 has no parameters", null);
        }
        for (var param : stage.params()) {
            try {
                var set = content.getMetadata("paramMap");
                if (set.contains(param.name())) {
                    set(stage, param, value(set, param));
                }
            } catch (RuntimeException e) {
                throw damaged(
                        folder, "the value of the parameter " + Quoted.of(param.name()) + " is not one it can have", e);
            }
        }
    }

    // The value is of the parameter's type.
    @SuppressWarnings("unchecked")
    private static void set(Params stage, Param<?> param, Object value) {
        stage.set((Param<Object>) param, value);
    }
}
