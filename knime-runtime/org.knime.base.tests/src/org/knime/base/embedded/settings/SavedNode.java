package org.knime.base.embedded.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.NodeSettings;

/** The settings of a node of the workflow tune-settings, which a test may change. */
public final class SavedNode {
    private String text;

    /** Reads the settings of the node in a folder such as {@code Sorter (#11)}. */
    public static SavedNode of(String folder) throws IOException {
        var node = new SavedNode();
        node.text = Files.readString(
                repository().resolve("workflows/tune-settings").resolve(folder).resolve("settings.xml"));
        return node;
    }

    private static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("workflows"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Replaces text that must be there. */
    public SavedNode with(String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError(from + " is not in the settings");
        }
        text = text.replace(from, to);
        return this;
    }

    /** Changes the value of each setting of a key. */
    public SavedNode setting(String key, String value) {
        var changed = text.replaceAll("(<entry key=\"" + key + "\" type=\"\\w+\" value=\")[^\"]*", "$1" + value);
        if (changed.equals(text)) {
            throw new AssertionError("there is no setting " + key + ", or it has this value");
        }
        text = changed;
        return this;
    }

    public NodeSettings settings() throws IOException {
        return (NodeSettings) NodeSettings.loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
