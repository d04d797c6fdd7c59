// cuBLAS, in double inside.
#include "standin.h"

#include <map>

using namespace standin;

namespace {
constexpr int OK = 0, NOT_INITIALIZED = 1, INVALID_VALUE = 7, FAILED = 13;

struct Handle {
    Address stream;
};
std::map<Address, Handle> handles;
Address next = 0xB1A50000;

/** The smallest piece of memory that holds a column-major matrix. */
size_t bytes(int rows, int columns, int stride) {
    return 4 * ((size_t)stride * (columns - 1) + rows);
}
}  // namespace

#define CALL                                                                        \
    if (enter(__func__)) return FAILED;                                             \
    CHECK(exists("cuBLAS handle", handle), NOT_INITIALIZED, "%s: no handle", __func__)

EXPORT int cublasCreate_v2(Address* handle) {
    if (enter(__func__)) return FAILED;
    *handle = next += 16;
    handles[*handle] = {0};
    made("cuBLAS handle", *handle);
    return OK;
}
EXPORT int cublasDestroy_v2(Address handle) {
    bool fails = enter(__func__);
    handles.erase(handle);
    CHECK(destroyed("cuBLAS handle", handle), NOT_INITIALIZED, "cublasDestroy: no handle");
    return fails ? FAILED : OK;
}
EXPORT int cublasSetStream_v2(Address handle, Address stream) {
    CALL;
    CHECK(isStream(stream), INVALID_VALUE, "cublasSetStream: no stream");
    handles[handle].stream = stream;
    return OK;
}
EXPORT int cublasSetWorkspace_v2(Address handle, Address workspace, size_t size) {
    CALL;
    CHECK(isDevice(workspace, size) && workspace % 256 == 0, INVALID_VALUE, "cublasSetWorkspace: %zu bytes", size);
    return OK;
}
EXPORT int cublasSetMathMode(Address handle, int mode) {
    CALL;
    CHECK(mode == 0 || mode == 3, INVALID_VALUE, "cublasSetMathMode: %d", mode);
    return OK;
}
EXPORT int cublasSgemm_v2(
    Address handle, int operationA, int operationB, int m, int n, int k, const float* alpha, Address a, int lda,
    Address b, int ldb, const float* beta, Address c, int ldc) {
    CALL;
    CHECK(isStream(handles[handle].stream), INVALID_VALUE, "cublasSgemm: no stream was set");
    CHECK(m > 0 && n > 0 && k > 0, INVALID_VALUE, "cublasSgemm: %d x %d x %d", m, n, k);
    CHECK((operationA | 1) == 1 && (operationB | 1) == 1, INVALID_VALUE, "cublasSgemm: operations");
    int rowsA = operationA == 0 ? m : k, columnsA = operationA == 0 ? k : m;
    int rowsB = operationB == 0 ? k : n, columnsB = operationB == 0 ? n : k;
    CHECK(lda >= rowsA && ldb >= rowsB && ldc >= m, INVALID_VALUE, "cublasSgemm: strides %d, %d, %d", lda, ldb, ldc);
    CHECK(isDevice(a, bytes(rowsA, columnsA, lda)), INVALID_VALUE, "cublasSgemm: A does not fit its memory");
    CHECK(isDevice(b, bytes(rowsB, columnsB, ldb)), INVALID_VALUE, "cublasSgemm: B does not fit its memory");
    CHECK(isDevice(c, bytes(m, n, ldc)), INVALID_VALUE, "cublasSgemm: C does not fit its memory");
    float scale = *alpha, kept = *beta;
    work(handles[handle].stream, [=] {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    double x = floats(a)[operationA == 0 ? i + (size_t)l * lda : l + (size_t)i * lda];
                    double y = floats(b)[operationB == 0 ? l + (size_t)j * ldb : j + (size_t)l * ldb];
                    sum += x * y;
                }
                float& z = floats(c)[i + (size_t)j * ldc];
                z = (float)(scale * sum + (kept == 0 ? 0 : kept * z));
            }
        }
    });
    return OK;
}
