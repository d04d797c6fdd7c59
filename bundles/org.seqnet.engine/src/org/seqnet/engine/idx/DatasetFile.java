package org.seqnet.engine.idx;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.download.Content;
import org.seqnet.engine.download.WantedFile;

/**
 * One published file.
 *
 * @param name its name without {@code .gz}
 * @param content what it holds, uncompressed
 * @param mirrors where it can be downloaded, best first
 */
record DatasetFile(String name, Content content, List<URI> mirrors) implements WantedFile {

    /** Packing never makes these files larger by more than gzip's frame; 64 KB leaves room for any. */
    private static final int FRAME_BYTES = 1 << 16;

    DatasetFile {
        mirrors = List.copyOf(mirrors);
    }

    @Override
    public String packedName() {
        return name + ".gz";
    }

    @Override
    public long mostBytes() {
        return content.bytes() + FRAME_BYTES;
    }

    @Override
    public Optional<String> fault(Path download) throws IOException {
        return content.fault(download);
    }

    /** Returns the names that it may have on this machine: packed or not, with a dash or, as on some mirrors, a dot. */
    List<String> localNames() {
        var dotted = name.replace("-idx", ".idx");
        return List.of(packedName(), name, dotted + ".gz", dotted);
    }
}
