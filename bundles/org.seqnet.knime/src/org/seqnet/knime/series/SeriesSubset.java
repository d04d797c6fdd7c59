package org.seqnet.knime.series;

import java.util.List;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.series.ArchivePart;

/** The parts of a data set as choices of a dialog; the names are saved in settings and never change. */
enum SeriesSubset {
    @Label(value = "Training", description = "The training series.")
    TRAINING(ArchivePart.TRAIN),
    @Label(value = "Test", description = "The test series.")
    TEST(ArchivePart.TEST),
    @Label(
            value = "Both",
            description = "The training series, then the test series. The column \"split\" contains \"train\" or "
                    + "\"test\".")
    BOTH(ArchivePart.TRAIN, ArchivePart.TEST);

    private final List<ArchivePart> parts;

    SeriesSubset(ArchivePart... parts) {
        this.parts = List.of(parts);
    }

    List<ArchivePart> parts() {
        return parts;
    }
}
