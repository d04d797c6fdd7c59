package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObjectSpec;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The views of network ports, as KNIME finds and opens them. */
class PortViewsTest {
    private static final String NOTHING =
            "{\"result\":{\"view\":\"message\",\"text\":\"There is no data at this port to display.\"}}";

    @Test
    void they_are_known_as_soon_as_knime_lists_its_port_types() {
        assumeTrue(Platform.isRunning(), "bundles are started by the platform");
        var type = PortTypeRegistry.getInstance().availablePortTypes().stream()
                .filter(each -> each.getName().equals("Sequence Network"))
                .findFirst()
                .orElseThrow();

        var views = PortViewManager.getPortViews(type);

        assertThat(views.viewDescriptors()).extracting("label").containsExactly("Network", "Network");
        assertThat(views.viewDescriptors().get(views.configuredIndices().get(0)).viewFactory())
                .isInstanceOf(PortSpecViewFactory.class);
        assertThat(views.viewDescriptors().get(views.executedIndices().get(0)).viewFactory())
                .isInstanceOf(PortViewFactory.class);
    }

    @Test
    void a_trained_network_and_one_to_be_trained_have_the_page_of_all_views() throws Exception {
        assumeTrue(Platform.isRunning(), "bundles are started by the platform");
        var network = new NetworkPortObject(Trainings.of(1, false, 1, StopReason.ALL_EPOCHS_DONE), "label");
        var spec = new NetworkPortObjectSpec(
                Recurrent.reference(), HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertThat(data(executed(network)))
                .startsWith("{\"result\":{\"view\":\"network\",")
                .contains("\"keptEpoch\":1");
        assertThat(data(configured(spec)))
                .startsWith("{\"result\":{\"view\":\"network\",")
                .contains("Not trained yet");
        try (var page = executed(network).getPage().getInputStream();
                var same = ViewPage.of(() -> null).getPage().getInputStream()) {
            assertThat(page.readAllBytes()).isEqualTo(same.readAllBytes());
        }
        assertThat(executed(network).createRpcDataService()).isEmpty();
        assertThat(executed(network).createApplyDataService()).isEmpty();
    }

    @Test
    void a_port_with_nothing_or_on_an_inactive_branch_says_so() {
        assumeTrue(Platform.isRunning(), "bundles are started by the platform");

        assertThat(data(executed(null))).isEqualTo(NOTHING);
        assertThat(data(executed(InactiveBranchPortObject.INSTANCE))).isEqualTo(NOTHING);
        assertThat(data(configured(null))).isEqualTo(NOTHING);
        assertThat(data(configured(InactiveBranchPortObjectSpec.INSTANCE))).isEqualTo(NOTHING);
    }

    @SuppressWarnings("unchecked")
    static PortView executed(PortObject object) {
        var views = PortViewManager.getPortViews(NetworkPortObject.TYPE);
        int index = views.executedIndices().get(0);
        return ((PortViewFactory<PortObject>) views.viewDescriptors().get(index).viewFactory()).createPortView(object);
    }

    @SuppressWarnings("unchecked")
    static PortView configured(PortObjectSpec spec) {
        var views = PortViewManager.getPortViews(NetworkPortObject.TYPE);
        int index = views.configuredIndices().get(0);
        return ((PortSpecViewFactory<PortObjectSpec>)
                        views.viewDescriptors().get(index).viewFactory())
                .createPortView(spec);
    }

    static String data(PortView view) {
        return view.createInitialDataService()
                .map(InitialDataService::getInitialData)
                .orElseThrow();
    }
}
