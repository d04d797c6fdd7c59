// A card that is none: functions of the driver, cuBLAS and cuDNN that compute on the processor, check their arguments
// as strictly as the real ones or more so, record every call, fail when a test wants it, and count what is not freed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

using Address = uint64_t;

namespace standin {

/** Notes a call; returns whether the test wants this one to fail. */
bool enter(const char* name);

/** Notes what is wrong with a call, for the test, and returns the status. */
int wrong(int status, const char* format, ...) __attribute__((format(printf, 2, 3)));

/** Runs work of a stream, or records it if the stream is being captured. */
void work(Address stream, std::function<void()> todo);

bool isStream(Address stream);

/** Returns whether so many bytes at this address are memory of the card, all of it one piece. */
bool isDevice(Address address, size_t bytes);

/** Returns whether so many bytes at this address are pinned memory of the host. */
bool isPinned(Address address, size_t bytes);

/** Counts something that must be destroyed; kinds are names such as "RNN descriptor". */
void made(const char* kind, Address handle);
/** Returns false if there is no such thing. */
bool destroyed(const char* kind, Address handle);
bool exists(const char* kind, Address handle);

struct Kernel {
    const char* name;
    void (*call)(void** parameters);
    bool cooperative;
    int parameters;
    /** For each parameter its size in bytes, and whether it is an address. */
    const std::vector<int>* sizes;
    const std::vector<bool>* addresses;
};
const Kernel* kernel(const std::string& name);
void run(const Kernel& kernel, unsigned blocks, unsigned threads, void** parameters);

inline float* floats(Address address) { return reinterpret_cast<float*>(address); }

}  // namespace standin

#define CHECK(condition, status, ...)                        \
    do {                                                     \
        if (!(condition)) {                                  \
            return standin::wrong(status, __VA_ARGS__);      \
        }                                                    \
    } while (0)
