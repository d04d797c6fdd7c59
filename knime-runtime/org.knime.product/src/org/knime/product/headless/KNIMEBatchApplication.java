package org.knime.product.headless;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.knime.core.node.workflow.BatchExecutor;

/** Runs a workflow without a user interface and ends with the batch executor's exit code. */
public class KNIMEBatchApplication implements IApplication {
    static {
        // a batch run draws nothing; whoever wants AWT's windows says so on the command line
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    @Override
    public Object start(IApplicationContext context) throws Exception {
        return runBatchExecutor(retrieveApplicationArguments(context));
    }

    protected String[] retrieveApplicationArguments(IApplicationContext context) {
        var arguments = context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        return arguments instanceof String[] strings ? strings : new String[0];
    }

    protected int runBatchExecutor(String[] args) {
        return BatchExecutor.mainRun(args);
    }

    @Override
    public void stop() {
        // the run ends by itself
    }
}
