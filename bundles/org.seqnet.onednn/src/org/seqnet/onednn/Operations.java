package org.seqnet.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.seqnet.engine.kernel.product.MatrixProducts;

/** The operations of all threads, each made once; of too many, those go that were not asked for the longest. */
final class Operations {
    private static final int MOST = 1024;

    private final MatrixProducts single;

    private final Map<Task, Operation> made = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Task, Operation> eldest) {
            return size() > MOST;
        }
    };

    /** @param single whose OpenMP oneDNN shares */
    Operations(MatrixProducts single) {
        this.single = single;
    }

    synchronized Operation of(Task task) {
        single.prepareThread(); // oneDNN plans for as many threads as the thread that makes a primitive may use
        return made.computeIfAbsent(task, Task::operation);
    }
}
