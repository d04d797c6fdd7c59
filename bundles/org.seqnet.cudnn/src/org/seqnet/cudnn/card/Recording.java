package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import java.lang.System.Logger.Level;
import java.util.Optional;
import org.seqnet.cudnn.binding.Driver;

/**
 * Work of a queue that was recorded once, as a CUDA graph, and is done by one call as often as wanted: with small
 * mini-batches, calls would take longer than what they ask for. Addresses and sizes are those of the recording.
 */
public final class Recording {
    private static final System.Logger LOG = System.getLogger(Recording.class.getName());

    /** What other threads call meanwhile does not matter. */
    private static final int THREAD_LOCAL = 1;

    private final Queue queue;
    private final long executable;
    /** The queue's at the recording. */
    private final long moves;

    private Recording(Queue queue, long executable) {
        this.queue = queue;
        this.executable = executable;
        this.moves = queue.moves();
    }

    static Optional<Recording> of(Queue queue, Runnable work) {
        try {
            long graph = graph(queue, work);
            try {
                long executable = queue.keep(
                        handle -> Driver.cuGraphInstantiateWithFlags(handle, graph, 0),
                        Driver::cuGraphExecDestroy,
                        "cuGraphInstantiate");
                LOG.log(Level.DEBUG, "Mini-batches of one shape are computed as a CUDA graph.");
                return Optional.of(new Recording(queue, executable));
            } finally {
                Driver.cuGraphDestroy(graph);
            }
        } catch (CardException e) {
            if (queue.card().failure().isPresent()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "Mini-batches are computed call by call, not as a CUDA graph: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static long graph(Queue queue, Runnable work) {
        require(Driver.cuStreamBeginCapture_v2(queue.stream(), THREAD_LOCAL), "cuStreamBeginCapture");
        var graph = new long[1];
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            Driver.cuStreamEndCapture(queue.stream(), graph);
            destroy(graph[0]);
            throw e;
        }
        int status = Driver.cuStreamEndCapture(queue.stream(), graph);
        if (status != Driver.SUCCESS) {
            destroy(graph[0]);
        }
        require(status, "cuStreamEndCapture");
        return graph[0];
    }

    private static void destroy(long graph) {
        if (graph != 0) {
            Driver.cuGraphDestroy(graph);
        }
    }

    /** Says whether all rooms of the queue are where they were; otherwise the work must be recorded anew. */
    public boolean holds() {
        return moves == queue.moves();
    }

    /** Queues what was recorded, which must hold. */
    public void launch() {
        require(Driver.cuGraphLaunch(executable, queue.stream()), "cuGraphLaunch");
    }
}
