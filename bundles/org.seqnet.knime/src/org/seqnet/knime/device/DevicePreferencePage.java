package org.seqnet.knime.device;

import static org.seqnet.engine.backend.ComputeSetting.CUDA_LIBRARIES;
import static org.seqnet.engine.backend.ComputeSetting.DEVICE;
import static org.seqnet.engine.backend.ComputeSetting.OFF_HEAP_MEGABYTES;
import static org.seqnet.engine.backend.ComputeSetting.THREADS;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.ComboFieldEditor;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.seqnet.engine.backend.ComputeSetting;

/** The page Preferences > KNIME > Sequence Networks. It is there only where Eclipse's user interface is. */
public final class DevicePreferencePage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
    private static final String[][] DEVICES = {
        {"Automatic", "automatic"},
        {"CPU", "cpu"},
        {"Graphics card (GPU)", "gpu"}
    };

    /** Creates the page; Eclipse calls it. */
    public DevicePreferencePage() {
        super(GRID);
        setDescription(
                """
                What Sequence Networks compute on, from the next start of KNIME on.

                Automatic takes a graphics card if one can be used; with GPU, nodes fail if none can. The node "Device \
                Report" tells what is used, and what a card lacks.

                With 0 CPU threads, each core gets one. With 0 MB, memory outside the Java heap may grow as large as the heap.
                """);
    }

    @Override
    public void init(IWorkbench workbench) {
        var store = new ScopedPreferenceStore(InstanceScope.INSTANCE, DevicePreferences.NODE);
        for (var setting : ComputeSetting.values()) {
            store.setDefault(setting.preference(), setting.usual());
        }
        setPreferenceStore(store);
    }

    @Override
    protected void createFieldEditors() {
        var parent = getFieldEditorParent();
        addField(new ComboFieldEditor(DEVICE.preference(), "Device", DEVICES, parent));
        addField(count(THREADS, "CPU threads"));
        addField(count(OFF_HEAP_MEGABYTES, "Memory outside the Java heap (MB)"));
        addField(new DirectoryFieldEditor(CUDA_LIBRARIES.preference(), "Folder of CUDA libraries", parent));
    }

    private IntegerFieldEditor count(ComputeSetting setting, String label) {
        var editor = new IntegerFieldEditor(setting.preference(), label, getFieldEditorParent());
        editor.setValidRange(0, Integer.MAX_VALUE);
        return editor;
    }
}
