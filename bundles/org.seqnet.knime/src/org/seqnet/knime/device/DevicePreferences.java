package org.seqnet.knime.device;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.ConfigurationScope;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.Preferences;

/**
 * The preferences of Sequence Networks, as the preference page or a file given to {@code -preferences} sets them. Their
 * keys are {@link org.seqnet.engine.backend.ComputeSetting#preference()}.
 */
public final class DevicePreferences {
    /** The node that holds them; a line of a preference file begins with {@code /instance/} and this. */
    public static final String NODE = "org.seqnet.knime";

    private DevicePreferences() {}

    /** Returns the value of a preference, or null if nobody has set it. */
    public static String value(String key) {
        var nodes = new Preferences[] {InstanceScope.INSTANCE.getNode(NODE), ConfigurationScope.INSTANCE.getNode(NODE)};
        return Platform.getPreferencesService().get(key, null, nodes);
    }
}
