// The driver's memory, which is the host's.
#include "driver.h"

#include <cstdlib>
#include <cstring>
#include <map>

using namespace standin;

namespace {

constexpr size_t ZONE = 256;
constexpr unsigned char PATTERN = 0xA5;

long long deviceBytes;
std::map<Address, size_t> device, pinned;

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

}  // namespace

namespace standin {

long long memoryLimit = 8LL << 30;

bool allIntact() {
    for (auto& [address, size] : device) {
        if (!intact(address, size)) {
            wrong(ILLEGAL_ADDRESS, "something was written beside memory of %zu bytes", size);
            return false;
        }
    }
    return true;
}

bool isDevice(Address address, size_t bytes) {
    Guard guard(mutex);
    return contains(device, address, bytes);
}

bool isPinned(Address address, size_t bytes) {
    Guard guard(mutex);
    return contains(pinned, address, bytes);
}

}  // namespace standin

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
