package org.seqnet.knime.series;

import org.knime.node.parameters.widget.choices.Label;

/** Where series come from; the names are saved in settings and never change. */
enum SeriesSource {
    @Label(value = "Archive", description = "A data set of the UCR/UEA archive, downloaded once and cached.")
    ARCHIVE,
    @Label(
            value = "Folder",
            description = "A folder with a training file and a test file, named as in the archive, such as "
                    + "<tt>GunPoint_TRAIN.ts</tt> and <tt>GunPoint_TEST.ts</tt>.")
    FOLDER,
    @Label(value = "File", description = "A single .ts or .arff file.")
    FILE
}
