package org.knime.core.embedded.tests;

import java.util.concurrent.Semaphore;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Passes any object on once the test opens the gate; until then it only looks out for a cancel. */
public class GateNodeFactory extends TestNodeFactory<GateNodeFactory.Model> {
    /** Given by the node when it arrives at the gate. */
    static final Semaphore ARRIVED = new Semaphore(0);

    /** Given by the test to let one node pass. */
    static final Semaphore OPEN = new Semaphore(0);

    static void close() {
        ARRIVED.drainPermits();
        OPEN.drainPermits();
    }

    public GateNodeFactory() {
        super("Gate");
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    static final class Model extends TestNodeModel {
        Model() {
            super(new PortType[] {PortObject.TYPE}, new PortType[] {PortObject.TYPE});
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) {
            return inSpecs.clone();
        }

        @Override
        protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
            exec.setProgress(0.5, "at the gate");
            ARRIVED.release();
            while (!OPEN.tryAcquire()) {
                exec.checkCanceled();
                Thread.yield();
            }
            return inObjects.clone();
        }
    }
}
