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
                The labels of a scene come from a list of outfits, for example "Trouser, Bag, (Sandal)". Images of
                labels in parentheses are faint: small, dark, and behind the others. The default list is made for
                Fashion-MNIST, read with class names. In it, each combination of clear articles goes with one faint
                article, but no clear article on its own determines it; only the T-shirt has none. A network must
                therefore combine labels to find it.
            </p>
            <p>Each scene is composed as follows:</p>
            <ul>
                <li>One outfit is drawn; all lines are equally likely. If labels are independent, each label is drawn
                    with a probability equal to its share of the lines.</li>
                <li>The order from back to front is drawn: first the faint labels, then the others.</li>
                <li>For each label, one of its images, its scale and its brightness are drawn, all uniformly. The image
                    is resized (bilinear, with a wider triangle of weights where it shrinks); then, pixels up to the
                    background value become transparent, and the gray values of the others are multiplied by the
                    brightness.</li>
                <li>A position on the black canvas is drawn for each image. This is repeated, up to 50 times, until no
                    image that is not faint is hidden by more than the maximum hidden part; otherwise, the best
                    attempt is used.</li>
                <li>Gaussian noise is added to each pixel; the result is rounded and limited to 0 to 255.</li>
            </ul>
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
                .addView(view -> ViewPage.declare(view, "Example scenes, as images."))
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
