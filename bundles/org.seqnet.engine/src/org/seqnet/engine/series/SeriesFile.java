package org.seqnet.engine.series;

import java.io.IOException;
import java.util.Optional;

/** A format, past its header. */
sealed interface SeriesFile permits TsFile, ArffFile {

    SeriesHeader header();

    /** Returns the next case; empty at the end of the file. */
    Optional<SeriesCase> next() throws IOException;
}
