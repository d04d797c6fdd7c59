package org.seqnet.knime.file;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The parts of the Network Reader's dialog. */
interface ReaderLayout {
    /** What the part for files of other programs is called. */
    String FOREIGN = "Networks of other programs";

    /** What is read. */
    @Section(title = "Source")
    interface Source {}

    /** What files of other programs do not say. */
    @Section(title = ReaderLayout.FOREIGN)
    @After(Source.class)
    interface Foreign {}
}
