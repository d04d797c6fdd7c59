// The driver: what is noted of calls, devices and kernels.
#include "driver.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <regex>
#include <set>

namespace {

long long calls, failAt, contexts;
/** Whether all calls after the one that is to fail do, too. */
bool breaks;
std::string trouble, refused;
FILE* journal;
std::map<std::string, std::set<Address>> things;
Address nextHandle = 0x5EA0000;
bool initialized;
std::map<Address, std::set<std::string>> modules;

}  // namespace

namespace standin {

std::recursive_mutex mutex;
thread_local Address current;
Address context;
int failure = FAILED;

Address make(const char* kind) {
    Address handle = nextHandle += 16;
    made(kind, handle);
    return handle;
}

bool enter(const char* name) {
    Guard guard(mutex);
    calls++;
    if (journal != nullptr) {
        fprintf(journal, "%lld %s\n", calls, name);
    }
    return calls == failAt || (breaks && calls > failAt) || name == refused;
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
/** Makes the n-th call from the reset on fail; 0 for none. */
EXPORT void standin_fail_at(long long n) { failAt = n; }
/** Makes the n-th call from the reset on fail, and all after it, those of the driver with this status. */
EXPORT void standin_break_at(long long n, int status) {
    failAt = n;
    failure = status;
    breaks = true;
}
/** Returns how often the card is retained. */
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
