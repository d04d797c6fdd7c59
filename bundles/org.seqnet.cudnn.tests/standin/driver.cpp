// The driver: memory is the host's, streams run their work at once.
#include "standin.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <regex>
#include <set>
#include <thread>

namespace {

constexpr int OK = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NO_DEVICE = 100, INVALID_CONTEXT = 201;
constexpr int INVALID_HANDLE = 400, NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, CAPTURE_UNSUPPORTED = 900, FAILED = 304;
constexpr size_t ZONE = 256;
constexpr unsigned char PATTERN = 0xA5;

std::recursive_mutex mutex;
long long calls, failAt, memoryLimit = 8LL << 30, deviceBytes, contexts;
std::string trouble, refused;
/** What a call returns that a test wants to fail, and whether all after it do, too. */
int failure = FAILED;
bool breaks;
FILE* journal;
std::map<Address, size_t> device, pinned;
std::map<std::string, std::set<Address>> things;
Address nextHandle = 0x5EA0000;
bool initialized;
thread_local Address current;
Address context;

struct Graph {
    std::vector<std::function<void()>> nodes;
};
std::map<Address, Graph> graphs, executables;
std::map<Address, Graph> capturing;
std::map<Address, std::thread::id> capturers;
/** Whether work is done only once it is waited for, the latest that a card may do it. */
bool late;
struct Pending {
    std::vector<std::function<void()>> todo;
    /** How many have been done. */
    size_t done = 0;
};
std::map<Address, Pending> pending;
/** For each event the stream in which it was recorded, and what was queued there before. */
std::map<Address, std::pair<Address, size_t>> recorded;

void workOff(Address stream, size_t end) {
    auto& mine = pending[stream];
    while (mine.done < std::min(end, mine.todo.size())) {
        auto todo = std::move(mine.todo[mine.done++]);
        todo();
    }
}
void workOff() {
    for (auto& [stream, any] : pending) {
        workOff(stream, SIZE_MAX);
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
std::map<Address, std::set<std::string>> modules;

bool contains(const std::map<Address, size_t>& pieces, Address address, size_t bytes) {
    auto after = pieces.upper_bound(address);
    if (after == pieces.begin()) {
        return false;
    }
    auto& [start, size] = *std::prev(after);
    return address >= start && address + bytes <= start + size;
}

/** Finds what was written beside a piece of memory. */
bool intact(Address address, size_t bytes) {
    auto before = reinterpret_cast<unsigned char*>(address) - ZONE;
    auto after = reinterpret_cast<unsigned char*>(address) + bytes;
    for (size_t i = 0; i < ZONE; i++) {
        if (before[i] != PATTERN || after[i] != PATTERN) {
            return false;
        }
    }
    return true;
}

bool allIntact() {
    for (auto& [address, size] : device) {
        if (!intact(address, size)) {
            standin::wrong(ILLEGAL_ADDRESS, "something was written beside memory of %zu bytes", size);
            return false;
        }
    }
    return true;
}

Address make(const char* kind) {
    Address handle = nextHandle += 16;
    standin::made(kind, handle);
    return handle;
}

using Guard = std::lock_guard<std::recursive_mutex>;

}  // namespace

namespace standin {

bool enter(const char* name) {
    Guard guard(mutex);
    calls++;
    if (journal != nullptr) {
        fprintf(journal, "%lld %s\n", calls, name);
    }
    return calls == failAt || breaks && calls > failAt || name == refused;
}

int wrong(int status, const char* format, ...) {
    char text[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    Guard guard(mutex);
    if (trouble.empty()) {
        trouble = text;
    }
    if (journal != nullptr) {
        fprintf(journal, "  WRONG: %s\n", text);
    }
    return status;
}

bool isStream(Address stream) { return exists("stream", stream); }
bool isCapturing() { return !capturing.empty(); }

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

bool isDevice(Address address, size_t bytes) {
    Guard guard(mutex);
    return contains(device, address, bytes);
}

bool isPinned(Address address, size_t bytes) {
    Guard guard(mutex);
    return contains(pinned, address, bytes);
}

void made(const char* kind, Address handle) {
    Guard guard(mutex);
    things[kind].insert(handle);
}

bool destroyed(const char* kind, Address handle) {
    Guard guard(mutex);
    return things[kind].erase(handle) == 1;
}

bool exists(const char* kind, Address handle) {
    Guard guard(mutex);
    return things[kind].count(handle) == 1;
}

}  // namespace standin

using namespace standin;

#define CALL                                \
    if (enter(__func__)) return failure;    \
    Guard guard(mutex)
#define IN_CONTEXT                                                                          \
    CALL;                                                                                   \
    CHECK(current != 0 && current == context, INVALID_CONTEXT, "%s: no current context", __func__)
/** For what undoes something: a failure that a test wants is returned, but the thing is gone nevertheless. */
#define LAST_CALL                           \
    bool fails = enter(__func__);           \
    Guard guard(mutex)
/** A thread that captures must not call what waits or takes memory; others may. */
#define NOT_CAPTURING CHECK(!isThisThreadCapturing(), CAPTURE_UNSUPPORTED, "%s while a stream is captured", __func__)

// For tests.

/** Forgets calls and troubles. */
EXPORT void standin_reset() {
    Guard guard(mutex);
    calls = failAt = 0;
    trouble.clear();
    memoryLimit = 8LL << 30;
    late = breaks = false;
    failure = FAILED;
    refused.clear();
}
/** Makes every call of a function fail. */
EXPORT void standin_refuse_calls(const char* name) { refused = name; }
/** Does work only once it is waited for. */
EXPORT void standin_late() { late = true; }
/** Returns how much work waits. */
EXPORT long long standin_waiting() {
    Guard guard(mutex);
    long long waiting = 0;
    for (auto& [stream, mine] : pending) {
        waiting += mine.todo.size() - mine.done;
    }
    return waiting;
}
/** Makes the n-th call from the reset on fail; 0 for none. */
EXPORT void standin_fail_at(long long n) { failAt = n; }
/** Makes the n-th call from the reset on fail, and all after it, those of the driver with this status. */
EXPORT void standin_break_at(long long n, int status) {
    failAt = n;
    failure = status;
    breaks = true;
}
EXPORT long long standin_contexts() { return contexts; }
EXPORT long long standin_calls() { return calls; }
/** Sets how much memory the card has. */
EXPORT void standin_memory(long long bytes) { memoryLimit = bytes; }
/** Returns what was wrong first; empty if nothing was. */
EXPORT const char* standin_trouble() { return trouble.c_str(); }
/** Records calls in a file; an empty name ends it. */
EXPORT void standin_journal(const char* path) {
    Guard guard(mutex);
    if (journal != nullptr) {
        fclose(journal);
    }
    journal = *path == 0 ? nullptr : fopen(path, "w");
}
/** Returns what has been made and not destroyed, such as "memory: 2, stream: 1". */
EXPORT const char* standin_left() {
    Guard guard(mutex);
    static std::string left;
    left.clear();
    for (auto& [kind, handles] : things) {
        if (!handles.empty() && kind != "module") {
            left += (left.empty() ? "" : ", ") + kind + ": " + std::to_string(handles.size());
        }
    }
    return left.c_str();
}

EXPORT int cuInit(int flags) {
    CALL;
    CHECK(flags == 0, INVALID_VALUE, "cuInit: flags %d", flags);
    initialized = true;
    return OK;
}
EXPORT int cuDriverGetVersion(int* version) {
    CALL;
    *version = 13000;
    return OK;
}
EXPORT int cuDeviceGetCount(int* count) {
    CALL;
    CHECK(initialized, 3, "cuDeviceGetCount before cuInit");
    *count = 2;
    return OK;
}
EXPORT int cuDeviceGet(int* out, int ordinal) {
    CALL;
    CHECK(initialized && ordinal >= 0 && ordinal < 2, 101, "cuDeviceGet: %d", ordinal);
    *out = ordinal;
    return OK;
}
EXPORT int cuDeviceGetName(char* name, int length, int) {
    CALL;
    snprintf(name, length, "Stand-in");
    return OK;
}
EXPORT int cuDeviceGetAttribute(int* value, int attribute, int) {
    CALL;
    *value = attribute == 75 ? 9 : attribute == 76 ? 0 : attribute == 16 ? 4 : 1;
    return OK;
}
EXPORT int cuDeviceTotalMem_v2(size_t* bytes, int) {
    CALL;
    *bytes = memoryLimit;
    return OK;
}
EXPORT int cuDevicePrimaryCtxRetain(Address* out, int) {
    CALL;
    context = 0xC0;
    contexts++;
    *out = context;
    return OK;
}
EXPORT int cuDevicePrimaryCtxRelease_v2(int) {
    LAST_CALL;
    CHECK(contexts > 0, INVALID_CONTEXT, "cuDevicePrimaryCtxRelease: it is not retained");
    contexts--;
    return fails ? failure : OK;
}
EXPORT int cuCtxSetCurrent(Address wanted) {
    CALL;
    current = wanted;
    return OK;
}
EXPORT int cuMemGetInfo_v2(size_t* free, size_t* total) {
    IN_CONTEXT;
    *free = memoryLimit - deviceBytes;
    *total = memoryLimit;
    return OK;
}
EXPORT int cuMemAlloc_v2(Address* address, size_t bytes) {
    IN_CONTEXT;
    NOT_CAPTURING;
    CHECK(bytes > 0, INVALID_VALUE, "cuMemAlloc of 0 bytes");
    if (deviceBytes + (long long)bytes > memoryLimit) {
        return OUT_OF_MEMORY;
    }
    auto memory = static_cast<unsigned char*>(aligned_alloc(256, (bytes + 2 * ZONE + 255) / 256 * 256));
    if (memory == nullptr) {
        return OUT_OF_MEMORY;
    }
    memset(memory, PATTERN, ZONE);
    memset(memory + ZONE + bytes, PATTERN, ZONE);
    // What is read before it is written is NaN; only workspaces of libraries are larger.
    memset(memory + ZONE, 0xFF, std::min<size_t>(bytes, 4 << 20));
    *address = reinterpret_cast<Address>(memory) + ZONE;
    device[*address] = bytes;
    deviceBytes += bytes;
    made("memory", *address);
    return OK;
}
EXPORT int cuMemFree_v2(Address address) {
    LAST_CALL;
    NOT_CAPTURING;
    workOff();
    auto found = device.find(address);
    CHECK(found != device.end(), INVALID_VALUE, "cuMemFree of what is no memory");
    bool whole = intact(address, found->second);
    size_t bytes = found->second;
    deviceBytes -= bytes;
    device.erase(found);
    destroyed("memory", address);
    free(reinterpret_cast<void*>(address - ZONE));
    CHECK(whole, ILLEGAL_ADDRESS, "something was written beside memory of %zu bytes", bytes);
    return fails ? failure : OK;
}
EXPORT int cuMemHostAlloc(Address* address, size_t bytes, int) {
    IN_CONTEXT;
    NOT_CAPTURING;
    auto memory = malloc(bytes);
    if (memory == nullptr) {
        return OUT_OF_MEMORY;
    }
    *address = reinterpret_cast<Address>(memory);
    pinned[*address] = bytes;
    made("pinned memory", *address);
    return OK;
}
EXPORT int cuMemFreeHost(Address address) {
    LAST_CALL;
    NOT_CAPTURING;
    workOff();
    CHECK(pinned.erase(address) == 1, INVALID_VALUE, "cuMemFreeHost of what is no memory");
    destroyed("pinned memory", address);
    free(reinterpret_cast<void*>(address));
    return fails ? failure : OK;
}
EXPORT int cuMemcpyHtoDAsync_v2(Address target, Address source, size_t bytes, Address stream) {
    IN_CONTEXT;
    CHECK(isStream(stream), INVALID_HANDLE, "cuMemcpyHtoDAsync: no stream");
    CHECK(isDevice(target, bytes), INVALID_VALUE, "cuMemcpyHtoDAsync: %zu bytes do not fit the target", bytes);
    CHECK(isPinned(source, bytes), INVALID_VALUE, "cuMemcpyHtoDAsync: the source is not pinned");
    work(stream, [=] { memcpy((void*)target, (void*)source, bytes); });
    return OK;
}
EXPORT int cuMemcpyDtoHAsync_v2(Address target, Address source, size_t bytes, Address stream) {
    IN_CONTEXT;
    CHECK(isStream(stream), INVALID_HANDLE, "cuMemcpyDtoHAsync: no stream");
    CHECK(isDevice(source, bytes), INVALID_VALUE, "cuMemcpyDtoHAsync: the source has no %zu bytes", bytes);
    CHECK(isPinned(target, bytes), INVALID_VALUE, "cuMemcpyDtoHAsync: the target is not pinned");
    work(stream, [=] { memcpy((void*)target, (void*)source, bytes); });
    return OK;
}
EXPORT int cuMemcpyDtoDAsync_v2(Address target, Address source, size_t bytes, Address stream) {
    IN_CONTEXT;
    CHECK(isStream(stream), INVALID_HANDLE, "cuMemcpyDtoDAsync: no stream");
    CHECK(isDevice(source, bytes) && isDevice(target, bytes), INVALID_VALUE, "cuMemcpyDtoDAsync: %zu bytes", bytes);
    work(stream, [=] { memmove((void*)target, (void*)source, bytes); });
    return OK;
}
EXPORT int cuMemsetD32Async(Address target, unsigned value, size_t count, Address stream) {
    IN_CONTEXT;
    CHECK(isStream(stream), INVALID_HANDLE, "cuMemsetD32Async: no stream");
    CHECK(isDevice(target, 4 * count), INVALID_VALUE, "cuMemsetD32Async: %zu values do not fit", count);
    work(stream, [=] {
        for (size_t i = 0; i < count; i++) {
            reinterpret_cast<unsigned*>(target)[i] = value;
        }
    });
    return OK;
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
    workOff(stream, SIZE_MAX);
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
    workOff(stream, SIZE_MAX);
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
        workOff(recorded[event].first, recorded[event].second);
    }
    return allIntact() ? OK : ILLEGAL_ADDRESS;
}
EXPORT int cuEventDestroy_v2(Address event) {
    LAST_CALL;
    recorded.erase(event);
    CHECK(destroyed("event", event), INVALID_HANDLE, "cuEventDestroy: no event");
    return fails ? failure : OK;
}
EXPORT int cuModuleLoadData(Address* module, const char* image) {
    IN_CONTEXT;
    NOT_CAPTURING;
    CHECK(strstr(image, ".target sm_75") != nullptr, 218, "cuModuleLoadData: no PTX for sm_75");
    *module = make("module");
    std::string text(image);
    static const std::regex entry("\\.entry\\s+(\\w+)");
    for (std::sregex_iterator i(text.begin(), text.end(), entry), end; i != end; ++i) {
        modules[*module].insert((*i)[1]);
    }
    return OK;
}
EXPORT int cuModuleUnload(Address module) {
    LAST_CALL;
    CHECK(destroyed("module", module), INVALID_HANDLE, "cuModuleUnload: no module");
    return fails ? failure : OK;
}
EXPORT int cuModuleGetFunction(Address* function, Address module, const char* name) {
    IN_CONTEXT;
    CHECK(modules[module].count(name) == 1, NOT_FOUND, "cuModuleGetFunction: no %s", name);
    CHECK(kernel(name) != nullptr, NOT_FOUND, "%s is not registered in kernels.cpp", name);
    *function = reinterpret_cast<Address>(kernel(name));
    return OK;
}
EXPORT int cuLaunchKernel(
    Address function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ,
    unsigned, Address stream, void** parameters, Address extra) {
    auto kernel = reinterpret_cast<const Kernel*>(function);
    if (enter(kernel->name)) return failure;
    Guard guard(mutex);
    CHECK(current != 0 && current == context, INVALID_CONTEXT, "%s: no current context", kernel->name);
    CHECK(isStream(stream), INVALID_HANDLE, "%s: no stream", kernel->name);
    CHECK(gridX > 0 && gridY == 1 && gridZ == 1 && blockY == 1 && blockZ == 1 && extra == 0, INVALID_VALUE,
          "%s: launched with %u x %u x %u blocks", kernel->name, gridX, gridY, gridZ);
    CHECK(blockX > 0 && blockX <= 1024, INVALID_VALUE, "%s: %u threads", kernel->name, blockX);
    auto values = std::make_shared<std::vector<uint64_t>>(kernel->parameters);
    for (int i = 0; i < kernel->parameters; i++) {
        memcpy(&(*values)[i], parameters[i], (*kernel->sizes)[i]);
        if ((*kernel->addresses)[i]) {
            CHECK((*values)[i] == 0 || isDevice((*values)[i], 1), ILLEGAL_ADDRESS,
                  "%s: parameter %d is no address of the card", kernel->name, i + 1);
        }
    }
    work(stream, [=] {
        std::vector<void*> pointers;
        for (auto& value : *values) {
            pointers.push_back(&value);
        }
        run(*kernel, gridX, blockX, pointers.data());
    });
    return OK;
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
