package org.seqnet.knime.scene;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.scene.SceneComposer.Labels;

/** Which labels a scene has. */
enum LabelRule {
    @Label(value = "Outfits", description = "Each scene has the labels of one outfit. All outfits are equally likely.")
    OUTFITS(Labels.OUTFITS),
    @Label(
            value = "Independent",
            description = "Each label is drawn independently of the others, with the frequency that it has in the "
                    + "outfits. A scene may have no label.")
    INDEPENDENT(Labels.INDEPENDENT);

    private final Labels labels;

    LabelRule(Labels labels) {
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }
}
