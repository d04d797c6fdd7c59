package org.seqnet.knime.series;

import java.util.List;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.seqnet.engine.series.Archive;

/** Offers the data sets of the archive. */
final class ArchiveNames implements StringChoicesProvider {
    @Override
    public List<String> choices(NodeParametersInput context) {
        return Archive.names();
    }
}
