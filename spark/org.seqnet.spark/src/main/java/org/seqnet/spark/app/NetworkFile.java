package org.seqnet.spark.app;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;

/** A network file on any file system of Hadoop. */
final class NetworkFile {
    private NetworkFile() {}

    /**
     * Reads a network.
     *
     * @param option the argument that names the file
     * @throws SeqNetException if it cannot be read, or is none
     */
    static TrainedNetwork read(String option, String file, Configuration hadoop) {
        try {
            var path = new Path(file);
            try (var in = path.getFileSystem(hadoop).open(path)) {
                return ModelArchive.read(in, file);
            }
        } catch (MalformedException e) {
            throw new SeqNetException(option + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new SeqNetException(
                    "%s: cannot read the network %s: %s".formatted(option, file, FileProblem.of(e)), e);
        }
    }
}
