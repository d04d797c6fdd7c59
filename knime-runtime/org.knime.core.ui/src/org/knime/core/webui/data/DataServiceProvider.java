package org.knime.core.webui.data;

import java.util.Optional;

/** Something whose page gets data. */
public interface DataServiceProvider {
    <D> Optional<InitialDataService<D>> createInitialDataService();

    Optional<RpcDataService> createRpcDataService();

    <D> Optional<ApplyDataService<D>> createApplyDataService();
}
