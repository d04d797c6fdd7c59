package org.knime.core.webui.data;

/** The methods that a page may call. This runtime makes none. */
public final class RpcDataService {
    private RpcDataService() {}
}
