package org.knime.core.ui.embedded.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Parameters with a field of every kind that settings can hold. */
@SuppressWarnings("unused")
final class EveryKind extends EveryKindBase implements NodeParameters {
    enum Mode {
        SLOW,
        FAST
    }

    static final class Group implements WidgetGroup, Persistable {
        int low = 1;
        double high = 2.5;

        String name = "g";

        Group() {}

        Group(int low) {
            this.low = low;
        }
    }

    static final class TwoEntries implements NodeParametersPersistor<String> {
        @Override
        public String load(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getString("first") + "-" + settings.getString("second");
        }

        @Override
        public void save(String param, NodeSettingsWO settings) {
            settings.addString("first", param.substring(0, param.indexOf('-')));
            settings.addString("second", param.substring(param.indexOf('-') + 1));
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][] {{"first"}, {"second"}};
        }
    }

    static int constant = 1;
    transient int forgotten = 2;
    private int secret = 3;

    int count = 3;
    long seed = 1234567890123L;
    double rate = 0.001;
    boolean shuffle = true;
    String text = "a < b & \"c\"";
    String nothing;
    String[] names = {"one", "two"};
    Mode mode = Mode.FAST;
    FileSelection file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "train.idx"));
    FileSelection url = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", "https://example.org/a b"));
    FileSelection noFile = new FileSelection();
    FileSelection nullFile = new FileSelection(FSLocation.NULL);
    Group group = new Group();
    Group[] groups = {new Group(10), new Group(20)};
    Group[] noGroups = {};

    @Persistor(TwoEntries.class)
    String split = "left-right";

    public int m_prefixed = 9;
    Void message;
}
