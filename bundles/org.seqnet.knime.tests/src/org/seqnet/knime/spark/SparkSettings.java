package org.seqnet.knime.spark;

import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

/** Settings of the Spark Network Learner, changed by the keys that workflows have. */
final class SparkSettings {
    private final NodeSettings settings = new NodeSettings("model");

    /** Begins with those of a new node that learns column {@code label} from {@code values} of a file. */
    SparkSettings() {
        NodeParametersUtil.saveSettings(
                SparkNetworkLearnerParameters.class,
                NodeParametersUtil.createSettings(SparkNetworkLearnerParameters.class),
                settings);
        with("data/columns", "values").location("data/data", "LOCAL", "/data/machines.parquet");
    }

    /** Changes a setting; its type is that of the value. */
    SparkSettings with(String path, Object value) {
        var group = group(path);
        var key = path.substring(path.lastIndexOf('/') + 1);
        if (value instanceof Integer number) {
            group.addInt(key, number);
        } else if (value instanceof Long number) {
            group.addLong(key, number);
        } else if (value instanceof Double number) {
            group.addDouble(key, number);
        } else if (value instanceof Boolean flag) {
            group.addBoolean(key, flag);
        } else {
            group.addString(key, (String) value);
        }
        return this;
    }

    /** Changes a location. */
    SparkSettings location(String path, String category, String place) {
        return with(path + "/path/location_present", true)
                .with(path + "/path/file_system_type", category)
                .with(path + "/path/path", place);
    }

    private NodeSettings group(String path) {
        var group = settings;
        var keys = path.split("/");
        try {
            for (int i = 0; i < keys.length - 1; i++) {
                group = group.getNodeSettings(keys[i]);
            }
            return group;
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** Returns the settings as they are saved. */
    NodeSettings saved() {
        return settings;
    }

    /** Returns the settings. */
    SparkNetworkLearnerParameters parameters() {
        try {
            return NodeParametersUtil.loadSettings(settings, SparkNetworkLearnerParameters.class);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
