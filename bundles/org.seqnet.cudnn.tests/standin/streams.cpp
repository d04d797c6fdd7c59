// The driver's streams, which do their work at once or, for tests, late, and its events and graphs.
#include "driver.h"

#include <algorithm>
#include <map>
#include <thread>

using namespace standin;

namespace {

struct Graph {
    std::vector<std::function<void()>> nodes;
};
std::map<Address, Graph> graphs, executables;
std::map<Address, Graph> capturing;
std::map<Address, std::thread::id> capturers;
struct Pending {
    std::vector<std::function<void()>> todo;
    /** How many have been done. */
    size_t done = 0;
};
std::map<Address, Pending> pending;
/** For each event the stream in which it was recorded, and what was queued there before. */
std::map<Address, std::pair<Address, size_t>> recorded;

void workOffUntil(Address stream, size_t end) {
    auto& mine = pending[stream];
    while (mine.done < std::min(end, mine.todo.size())) {
        auto todo = std::move(mine.todo[mine.done++]);
        todo();
    }
}

}  // namespace

namespace standin {

bool late;

void workOff() {
    for (auto& [stream, any] : pending) {
        workOffUntil(stream, SIZE_MAX);
    }
}

bool isThisThreadCapturing() {
    for (auto& [stream, thread] : capturers) {
        if (thread == std::this_thread::get_id()) {
            return true;
        }
    }
    return false;
}

bool isStream(Address stream) { return exists("stream", stream); }

void work(Address stream, std::function<void()> todo) {
    Guard guard(mutex);
    auto captured = capturing.find(stream);
    if (captured != capturing.end()) {
        captured->second.nodes.push_back(std::move(todo));
    } else if (late) {
        pending[stream].todo.push_back(std::move(todo));
    } else {
        todo();
    }
}

}  // namespace standin

/** Returns how much work waits. */
EXPORT long long standin_waiting() {
    Guard guard(mutex);
    long long waiting = 0;
    for (auto& [stream, mine] : pending) {
        waiting += mine.todo.size() - mine.done;
    }
    return waiting;
}
EXPORT int cuStreamCreate(Address* stream, int flags) {
    IN_CONTEXT;
    NOT_CAPTURING;
    CHECK(flags == 1, INVALID_VALUE, "cuStreamCreate: a blocking stream");
    *stream = make("stream");
    return OK;
}
EXPORT int cuStreamDestroy_v2(Address stream) {
    LAST_CALL;
    capturing.erase(stream);
    capturers.erase(stream);
    workOffUntil(stream, SIZE_MAX);
    pending.erase(stream);
    CHECK(destroyed("stream", stream), INVALID_HANDLE, "cuStreamDestroy: no stream");
    return fails ? failure : OK;
}
EXPORT int cuStreamSynchronize(Address stream) {
    IN_CONTEXT;
    if (stream == 0) {
        return isThisThreadCapturing() ? CAPTURE_UNSUPPORTED : OK;
    }
    CHECK(isStream(stream), INVALID_HANDLE, "cuStreamSynchronize: no stream");
    NOT_CAPTURING;
    workOffUntil(stream, SIZE_MAX);
    return allIntact() ? OK : ILLEGAL_ADDRESS;
}
EXPORT int cuEventCreate(Address* event, int flags) {
    IN_CONTEXT;
    CHECK(flags == 2, INVALID_VALUE, "cuEventCreate: it would measure times");
    *event = make("event");
    return OK;
}
EXPORT int cuEventRecord(Address event, Address stream) {
    IN_CONTEXT;
    CHECK(exists("event", event) && isStream(stream), INVALID_HANDLE, "cuEventRecord: no event, or no stream");
    NOT_CAPTURING;
    recorded[event] = {stream, pending[stream].todo.size()};
    return OK;
}
EXPORT int cuEventSynchronize(Address event) {
    IN_CONTEXT;
    CHECK(exists("event", event), INVALID_HANDLE, "cuEventSynchronize: no event");
    NOT_CAPTURING;
    if (recorded.count(event) == 1) {
        workOffUntil(recorded[event].first, recorded[event].second);
    }
    return allIntact() ? OK : ILLEGAL_ADDRESS;
}
EXPORT int cuEventDestroy_v2(Address event) {
    LAST_CALL;
    recorded.erase(event);
    CHECK(destroyed("event", event), INVALID_HANDLE, "cuEventDestroy: no event");
    return fails ? failure : OK;
}
EXPORT int cuStreamBeginCapture_v2(Address stream, int mode) {
    IN_CONTEXT;
    CHECK(isStream(stream) && mode == 1, INVALID_VALUE, "cuStreamBeginCapture: mode %d", mode);
    CHECK(capturing.count(stream) == 0, INVALID_VALUE, "cuStreamBeginCapture: it is being captured");
    capturing[stream];
    capturers[stream] = std::this_thread::get_id();
    return OK;
}
EXPORT int cuStreamEndCapture(Address stream, Address* graph) {
    LAST_CALL;
    CHECK(capturing.count(stream) == 1, INVALID_VALUE, "cuStreamEndCapture: it is not being captured");
    auto captured = std::move(capturing[stream]);
    capturing.erase(stream);
    capturers.erase(stream);
    if (fails) return failure;
    *graph = make("graph");
    graphs[*graph] = std::move(captured);
    return OK;
}
EXPORT int cuGraphInstantiateWithFlags(Address* executable, Address graph, unsigned long long) {
    IN_CONTEXT;
    CHECK(exists("graph", graph), INVALID_VALUE, "cuGraphInstantiate: no graph");
    *executable = make("executable graph");
    executables[*executable] = graphs[graph];
    return OK;
}
EXPORT int cuGraphLaunch(Address executable, Address stream) {
    IN_CONTEXT;
    CHECK(exists("executable graph", executable) && isStream(stream), INVALID_VALUE, "cuGraphLaunch: no graph");
    for (auto& node : executables[executable].nodes) {
        work(stream, node);
    }
    return OK;
}
EXPORT int cuGraphExecDestroy(Address executable) {
    LAST_CALL;
    executables.erase(executable);
    CHECK(destroyed("executable graph", executable), INVALID_VALUE, "cuGraphExecDestroy: no graph");
    return fails ? failure : OK;
}
EXPORT int cuGraphDestroy(Address graph) {
    LAST_CALL;
    graphs.erase(graph);
    CHECK(destroyed("graph", graph), INVALID_VALUE, "cuGraphDestroy: no graph");
    return fails ? failure : OK;
}
