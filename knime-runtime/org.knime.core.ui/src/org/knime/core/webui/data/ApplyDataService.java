package org.knime.core.webui.data;

/** What takes back the data that a page changed. This runtime makes none. */
public final class ApplyDataService<D> {
    private ApplyDataService() {}
}
