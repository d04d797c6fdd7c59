// What the parts of the driver share.
#pragma once
#include "standin.h"

#include <mutex>

constexpr int OK = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, INVALID_CONTEXT = 201, INVALID_HANDLE = 400;
constexpr int NOT_FOUND = 500, ILLEGAL_ADDRESS = 700, CAPTURE_UNSUPPORTED = 900, FAILED = 304;

namespace standin {

using Guard = std::lock_guard<std::recursive_mutex>;

extern std::recursive_mutex mutex;
extern thread_local Address current;
extern Address context;
/** What a call of the driver returns that a test wants to fail. */
extern int failure;
extern long long memoryLimit;
/** Whether work is done only once it is waited for, the latest that a card may do it. */
extern bool late;

/** Returns a new handle, counted. */
Address make(const char* kind);
/** Says whether nothing was written beside a piece of memory. */
bool allIntact();
/** Does all work that waits. */
void workOff();
bool isThisThreadCapturing();

}  // namespace standin

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
