package org.seqnet.spark.shard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.CheckpointArchive;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.training.Checkpoints;

/**
 * Checkpoints in a folder of any Hadoop file system. Each is written under a temporary name and renamed when it is
 * whole; the latest two are kept.
 */
public final class HadoopCheckpoints implements Checkpoints {
    private static final Pattern NAME = Pattern.compile("round-(\\d{10})\\." + CheckpointArchive.FILE_EXTENSION);
    private static final int KEPT = 2;

    private final FileSystem files;
    private final Path folder;
    private final int rounds;
    private final boolean goesOn;

    /**
     * @param folder where they are; it is made if it is not there
     * @param rounds after how many rounds one is saved, at least 1
     * @param goesOn whether to go on from the latest one that is there; otherwise there must be none
     * @throws SeqNetException if the folder cannot be used
     */
    public HadoopCheckpoints(String folder, Configuration configuration, int rounds, boolean goesOn) {
        if (rounds < 1) {
            throw new SeqNetException("Checkpoint rounds: " + rounds + " is not at least 1.");
        }
        this.rounds = rounds;
        this.goesOn = goesOn;
        try {
            this.folder = new Path(folder);
            this.files = this.folder.getFileSystem(configuration);
            files.mkdirs(this.folder);
        } catch (IOException | IllegalArgumentException e) {
            throw new SeqNetException(
                    "Checkpoints cannot be saved in " + folder + ". Specify a folder with write access.", e);
        }
        if (!goesOn && !saved().isEmpty()) {
            throw new SeqNetException(("The folder %s has checkpoints of another training. Go on with that training, "
                            + "delete them, or specify another folder.")
                    .formatted(folder));
        }
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public Optional<Checkpoint> latest() {
        var all = saved();
        return goesOn && !all.isEmpty() ? Optional.of(read(all.get(all.size() - 1))) : Optional.empty();
    }

    private Checkpoint read(Path file) {
        var bytes = bytes(file);
        try {
            return CheckpointArchive.read(new ByteArrayInputStream(bytes), file.toString());
        } catch (IOException e) {
            throw new SeqNetException(e.getMessage() + " Delete this file to go on from the checkpoint before it.", e);
        }
    }

    private byte[] bytes(Path file) {
        try (var in = files.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new SeqNetException("The checkpoint " + file + " cannot be read. Check the file system.", e);
        }
    }

    /** Returns the files of all checkpoints, the latest last. */
    private List<Path> saved() {
        try {
            var all = new ArrayList<Path>();
            for (FileStatus status : files.listStatus(folder)) {
                if (NAME.matcher(status.getPath().getName()).matches()) {
                    all.add(status.getPath());
                }
            }
            all.sort(Comparator.comparing(Path::getName));
            return all;
        } catch (IOException e) {
            throw new SeqNetException("The folder " + folder + " of the checkpoints cannot be read.", e);
        }
    }

    @Override
    public void save(Checkpoint checkpoint) {
        var name = "round-%010d.%s".formatted(checkpoint.rounds(), CheckpointArchive.FILE_EXTENSION);
        var file = new Path(folder, name);
        var unfinished = new Path(folder, "_" + name + ".unfinished");
        try {
            try (var out = files.create(unfinished, true)) {
                CheckpointArchive.write(checkpoint, out);
            }
            files.delete(file, false);
            if (!files.rename(unfinished, file)) {
                throw new IOException("not renamed");
            }
        } catch (IOException | FSError e) { // the latter is what a full local disk throws
            remove(unfinished);
            throw new SeqNetException(
                    ("The checkpoint %s cannot be saved. Free some space there, or specify another "
                                    + "folder, and go on from the checkpoint before it.")
                            .formatted(file),
                    e);
        }
        var all = saved();
        all.subList(0, Math.max(0, all.size() - KEPT)).forEach(this::remove);
    }

    private void remove(Path file) {
        try {
            files.delete(file, false);
        } catch (IOException e) {
            // what is left of it is not taken for a checkpoint, or is an old one
        }
    }
}
