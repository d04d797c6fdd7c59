package org.seqnet.engine.idx;

import java.nio.file.Path;

/** Where the two files of a {@link Split} lie on this machine, plain or gzipped, checked against their checksums. */
public record DatasetFiles(Path images, Path labels) {}
