package org.seqnet.knime.network;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** An architecture as plain fields of a port's spec. */
final class ArchitectureContent {
    private static final String KIND = "kind";
    private static final String RECURRENT = "recurrent";

    private ArchitectureContent() {}

    static void save(Architecture architecture, ModelContentWO content) {
        if (architecture instanceof Recurrent recurrent) {
            content.addString(KIND, RECURRENT);
            content.addString("cell", recurrent.cell().name());
            content.addInt("layers", recurrent.layers());
            content.addInt("hiddenUnits", recurrent.hiddenUnits());
            content.addDouble("dropout", recurrent.dropout());
            content.addDouble("forgetGateBias", recurrent.forgetGateBias());
        }
    }

    static Architecture load(ModelContentRO content) throws InvalidSettingsException {
        var kind = content.getString(KIND);
        if (!kind.equals(RECURRENT)) {
            throw new InvalidSettingsException("The network's architecture '" + kind
                    + "' is unknown to this version of Sequence Networks; " + "update the extension.");
        }
        try {
            return new Recurrent(
                    Cell.valueOf(content.getString("cell")),
                    content.getInt("layers"),
                    content.getInt("hiddenUnits"),
                    content.getDouble("dropout"),
                    content.getDouble("forgetGateBias"));
        } catch (IllegalArgumentException | SeqNetException e) {
            throw new InvalidSettingsException("The network's architecture is damaged: " + e.getMessage(), e);
        }
    }
}
