package org.seqnet.spark.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a job reads, which its output must not replace. */
final class Inputs {
    private record Input(String option, Path path, boolean isData) {}

    private final Configuration hadoop;
    private final List<Input> inputs = new ArrayList<>();

    Inputs(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Adds files, folders or patterns with data; nothing is written to them, into them or around them. */
    Inputs data(String option, List<String> paths) {
        paths.forEach(path -> add(option, path, true));
        return this;
    }

    /** Adds a network; nothing is written around it, but its file may be replaced once it was read. */
    Inputs network(String option, Optional<String> path) {
        path.ifPresent(file -> add(option, file, false));
        return this;
    }

    private void add(String option, String text, boolean isData) {
        try {
            var path = new Path(text);
            var files = path.getFileSystem(hadoop);
            inputs.add(new Input(option, files.makeQualified(path), isData));
            var found = isData ? files.globStatus(path) : null;
            if (found != null) {
                Arrays.stream(found).forEach(each -> inputs.add(new Input(option, each.getPath(), true)));
            }
        } catch (IOException | RuntimeException e) {
            // reading it says what is wrong with it
        }
    }

    /**
     * Makes sure that an output is apart from all of them.
     *
     * @throws WrongArgument if it is not
     */
    void requireApart(String option, Path target) {
        for (var input : inputs) {
            if (contains(target, input.path()) && (input.isData() || !target.equals(input.path()))
                    || input.isData() && contains(input.path(), target)) {
                throw new WrongArgument("%s: %s overlaps with %s %s, which is read. Choose another place."
                        .formatted(option, target, input.option(), input.path()));
            }
        }
    }

    private static boolean contains(Path outer, Path inner) {
        for (var path = inner; path != null; path = path.getParent()) {
            if (path.equals(outer)) {
                return true;
            }
        }
        return false;
    }
}
