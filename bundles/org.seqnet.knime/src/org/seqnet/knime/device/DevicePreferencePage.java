package org.seqnet.knime.device;

import static org.seqnet.engine.backend.ComputeSetting.CUDA_LIBRARIES;
import static org.seqnet.engine.backend.ComputeSetting.DEVICE;
import static org.seqnet.engine.backend.ComputeSetting.GPU_CARD;
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
        {"GPU", "gpu"}
    };

    /** Creates the page; Eclipse calls it. */
    public DevicePreferencePage() {
        super(GRID);
        setDescription(
                """
                The device used by the Sequence Networks nodes. Changes take effect after a restart of KNIME.

                Automatic uses a GPU if one is available and the job is large enough; with GPU, nodes fail if none is \
                available. The Device Report node reports which device is used, and what is missing to use a GPU.

                CPU threads: 0 uses all cores. Off-heap memory: 0 allows as much memory outside the Java heap as the \
                heap itself. Graphics card: the number of the card in the Device Report, 0 for the first one; used by \
                the cuDNN kernels only.
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
        addField(count(OFF_HEAP_MEGABYTES, "Off-heap memory (MB)"));
        addField(count(GPU_CARD, "Graphics card"));
        addField(new DirectoryFieldEditor(CUDA_LIBRARIES.preference(), "CUDA libraries folder", parent));
    }

    private IntegerFieldEditor count(ComputeSetting setting, String label) {
        var editor = new IntegerFieldEditor(setting.preference(), label, getFieldEditorParent());
        editor.setValidRange(0, Integer.MAX_VALUE);
        return editor;
    }
}
