package org.seqnet.knime.sequence;

import java.util.List;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Offers the columns of the first table that can identify groups: strings, integers and booleans. */
final class GroupColumns extends CompatibleColumnsProvider {
    GroupColumns() {
        super(List.of(NominalValue.class, LongValue.class));
    }
}
