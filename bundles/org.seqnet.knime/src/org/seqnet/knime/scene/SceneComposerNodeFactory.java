package org.seqnet.knime.scene;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.view.Gallery;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The Scene Composer: table of images with one label each -> table of scenes with several labels. */
public final class SceneComposerNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Composes images with several labels (scenes) from images with one label each. Which labels occur
                together is known, so that the scenes show how well a network learns the dependence between labels.
                With "Independent" labels, the same table gives scenes without this dependence, for comparison.
            </p>
            <p>
                The labels of a scene come from a list of outfits, for example "Coat, Trouser, Bag". The default list
                is made for Fashion-MNIST, read with class names.
            </p>
            <p>
                Each scene is composed as follows. DRAWN
            </p>
            <p>
                Each scene depends only on the table, the settings, the seed and its row number: the same seed gives
                the same bytes on every machine, and more scenes do not change the first ones. To evaluate a network,
                compose its training and test scenes from different images.
            </p>
            <p>
                The images are kept in memory in their own size, one byte per pixel. Scenes are written one at a time.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public SceneComposerNodeFactory() {
        super(DefaultNode.create()
                .name("Scene Composer")
                .icon("scene-composer.png")
                .shortDescription("Composes images with several labels from images with one label each.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("Images", "A table with an image and its label in each row.")
                        .addOutputTable(
                                "Scenes",
                                "One row per scene: the image as a tensor, the set of its labels, and their number."))
                .model(model -> model.parametersClass(SceneComposerParameters.class)
                        .configure(SceneComposerNodeFactory::configure)
                        .execute(WithinHeap.execute("Scene Composer", SceneComposerNodeFactory::execute)))
                .addView(view -> ViewPage.declare(view, "Example scenes of each set of labels."))
                .nodeType(NodeType.Manipulator)
                .keywords(
                        "multi-label",
                        "several labels",
                        "synthetic data",
                        "data generation",
                        "co-occurrence",
                        "Fashion-MNIST",
                        "collage",
                        "overlap",
                        "CNN-RNN"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        output.setOutSpec(0, new SceneTable(input.getInTableSpec(0), input.getParameters()).spec());
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        var table = input.getInTable(0);
        var exec = input.getExecutionContext();
        try {
            var scenes = new SceneTable(table.getDataTableSpec(), input.getParameters());
            var composed = scenes.compose(table, exec);
            output.setOutData(0, composed);
            output.setInternalData(ViewData.keep(Gallery.of(composed, exec), exec));
            scenes.warning(table.size()).ifPresent(output::setWarningMessage);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        }
    }
}
