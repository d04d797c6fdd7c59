// cuDNN's recurrent networks. The reserve space holds what the forward pass keeps, and a seal by which a backward pass
// finds out whether it was called in order and with the same data.
#include "cudnn.h"
#include "rnn_cells.h"

#include <cstring>
#include <map>
#include <mutex>

using namespace standin;

namespace {

constexpr int STANDARD = 0, PERSIST_STATIC_SMALL_H = 3;
constexpr uint64_t FORWARD = 0xF0F0, DATA = 0xDADA;

struct Rnn {
    rnn::Shape shape;
    int algorithm;
};
struct Data {
    int longest = 0, batch, values;
    std::vector<int> lengths;
    bool fills;
    float fill;
};
struct Seal {
    uint64_t stage, settings, x, y, weights;
};
constexpr size_t SEAL = 64;

std::map<Address, float> dropouts;
std::map<Address, Rnn> rnns;
std::map<Address, Data> datas;
std::recursive_mutex mutex;
/** The call in which the persistent algorithm says that it does not compute this: 1 to 5, see refuses. */
int refusal;
long long refusals;

uint64_t hash(const void* memory, size_t bytes) {
    uint64_t sum = bytes;
    auto words = static_cast<const uint32_t*>(memory);
    for (size_t i = 0; i < bytes / 4; i++) {
        sum = (sum ^ words[i]) * 0x9E3779B97F4A7C15ULL;
        sum ^= sum >> 29;
    }
    return sum;
}

uint64_t settings(const Rnn& rnn, const Data& x) {
    auto& s = rnn.shape;
    std::vector<int> all{rnn.algorithm, s.cell, s.directions, s.layers, s.inputs, s.units, x.longest, x.batch};
    all.insert(all.end(), x.lengths.begin(), x.lengths.end());
    return hash(all.data(), 4 * all.size());
}

bool refuses(const Rnn& rnn, int call) {
    bool does = rnn.algorithm != STANDARD && refusal == call;
    refusals += does;
    return does;
}

size_t workBytes(const Rnn& rnn, const Data& x, bool training) {
    return 4 * ((size_t)x.batch * rnn.shape.outputs() * (training ? 3 : 2) + (rnn.algorithm == STANDARD ? 40 : 10));
}
size_t reserveBytes(const Rnn& rnn, const Data& x) {
    return SEAL + 8 * rnn::Pass::storeSize(rnn.shape, x.longest, x.batch) + (rnn.algorithm == STANDARD ? 256 : 0);
}

/** The arguments that forward and backward calls share. */
struct Call {
    const char* name;
    Address handle, rnn, lengths, xData, x, yData, y, hTensor, hx, cTensor;
    size_t weightBytes;
    Address weights;
    size_t workBytes;
    Address work;
    size_t reserveBytes;
    Address reserve;
    bool training;

    /** Returns what is wrong with them; CUDNN_OK if nothing is. */
    int check() const {
        CHECK(rnns.count(rnn) == 1, CUDNN_BAD, "%s: the RNN descriptor was not set", name);
        CHECK(exists("RNN data descriptor", xData) && exists("RNN data descriptor", yData), CUDNN_BAD, "%s: x or y",
              name);
        CHECK(exists("tensor descriptor", hTensor), CUDNN_BAD, "%s: no descriptor of h", name);
        auto& r = rnns[rnn];
        auto &in = datas[xData], &out = datas[yData];
        CHECK(in.longest > 0 && in.longest == out.longest && in.lengths == out.lengths, CUDNN_BAD,
              "%s: x and y have other lengths", name);
        CHECK(in.values == r.shape.inputs && out.values == r.shape.outputs(), CUDNN_BAD, "%s: vectors of x and y", name);
        std::vector<int> states{r.shape.layers * r.shape.directions, in.batch, r.shape.units};
        std::vector<int> strides{in.batch * r.shape.units, r.shape.units, 1};
        CHECK(tensor(hTensor).sizes == states && tensor(hTensor).strides == strides, CUDNN_BAD, "%s: shape of h", name);
        CHECK(r.shape.cell != rnn::LSTM || cTensor == hTensor || tensor(cTensor).sizes == states, CUDNN_BAD,
              "%s: shape of c", name);
        CHECK(hx == 0, CUDNN_NOT_SUPPORTED, "%s: the stand-in starts with zeros only", name);
        size_t rows = (size_t)in.longest * in.batch;
        CHECK(isDevice(x, 4 * rows * in.values), CUDNN_BAD, "%s: x does not fit its memory", name);
        CHECK(isDevice(y, 4 * rows * out.values), CUDNN_BAD, "%s: y does not fit its memory", name);
        CHECK(lengths == 0 || isDevice(lengths, 4 * in.batch), CUDNN_BAD, "%s: lengths", name);
        CHECK(weightBytes >= 4 * r.shape.places().size && isDevice(weights, weightBytes), CUDNN_BAD,
              "%s: %zu bytes of weights", name, weightBytes);
        CHECK(weights % 256 == 0, CUDNN_BAD, "%s: weights are not aligned", name);
        CHECK(workBytes >= ::workBytes(r, in, training) && isDevice(work, workBytes), CUDNN_BAD,
              "%s: %zu bytes of work space", name, workBytes);
        CHECK(!training || (reserveBytes >= ::reserveBytes(r, in) && isDevice(reserve, reserveBytes)), CUDNN_BAD,
              "%s: %zu bytes of reserve space", name, reserveBytes);
        bool equal = true;
        for (int length : in.lengths) equal = equal && length == in.longest;
        CHECK(r.algorithm == STANDARD || equal, CUDNN_NOT_SUPPORTED, "%s: persistent, but lengths differ", name);
        return CUDNN_OK;
    }

    rnn::Pass pass(const Rnn& r, const Data& in, double* store) const {
        // nobody may rely on what stands in the work space
        memset(reinterpret_cast<void*>(work), 0x5A, workBytes);
        if (lengths != 0 && memcmp(reinterpret_cast<void*>(lengths), in.lengths.data(), 4 * in.batch) != 0) {
            wrong(CUDNN_BAD, "%s: lengths on the card are not those of the descriptor", name);
        }
        return {r.shape, in.longest, in.batch, in.lengths, floats(x), floats(weights), store, r.shape.places()};
    }
    Seal seal(const Rnn& r, const Data& in, uint64_t stage) const {
        size_t rows = (size_t)in.longest * in.batch;
        return {stage, settings(r, in), hash(floats(x), 4 * rows * in.values),
                hash(floats(y), 4 * rows * r.shape.outputs()), 0};
    }
    double* store() const { return reinterpret_cast<double*>(reserve + SEAL); }
    Seal& sealed() const { return *reinterpret_cast<Seal*>(reserve); }
    /** Says whether what was kept is of a call of this stage, with the same data. */
    bool follows(const Rnn& r, const Data& in, uint64_t stage) const {
        Seal now = seal(r, in, stage);
        Seal& before = sealed();
        bool same = now.stage == before.stage && now.settings == before.settings && now.x == before.x &&
                    now.y == before.y;
        if (!same) {
            wrong(CUDNN_BAD, "%s: not after its forward pass, or with other data", name);
        }
        return same;
    }
};

}  // namespace

#define RNN_CALL(kind, handle)                       \
    std::lock_guard<std::recursive_mutex> guard(mutex); \
    CUDNN_CALL(kind, handle)
#define RNN_CREATE(kind)                             \
    std::lock_guard<std::recursive_mutex> guard(mutex); \
    if (enter(__func__)) return CUDNN_FAILED;        \
    *descriptor = newCudnn(kind);                    \
    return CUDNN_OK
#define RNN_DESTROY(kind, all)                       \
    std::lock_guard<std::recursive_mutex> guard(mutex); \
    all.erase(descriptor);                           \
    CUDNN_DESTROY(kind, descriptor);                 \
    return fails ? CUDNN_FAILED : CUDNN_OK

/** Makes the persistent algorithm refuse: 1 when it is set, 2 when asked for sizes, 3 forward, 4 and 5 backward. */
EXPORT void standin_refuse_persistent(long long call) {
    refusal = (int)call;
    refusals = 0;
}
EXPORT long long standin_refusals() { return refusals; }

EXPORT int cudnnCreateDropoutDescriptor(Address* descriptor) { RNN_CREATE("dropout descriptor"); }
EXPORT int cudnnDestroyDropoutDescriptor(Address descriptor) { RNN_DESTROY("dropout descriptor", dropouts); }
EXPORT int cudnnSetDropoutDescriptor(
    Address descriptor, Address handle, float dropout, Address states, size_t stateBytes, unsigned long long) {
    RNN_CALL("dropout descriptor", descriptor);
    CHECK(exists("cuDNN handle", handle), CUDNN_BAD, "cudnnSetDropoutDescriptor: no handle");
    CHECK(dropout == 0 && states == 0 && stateBytes == 0, CUDNN_NOT_SUPPORTED, "cuDNN's own dropout has other masks");
    dropouts[descriptor] = dropout;
    return CUDNN_OK;
}

EXPORT int cudnnCreateRNNDescriptor(Address* descriptor) { RNN_CREATE("RNN descriptor"); }
EXPORT int cudnnDestroyRNNDescriptor(Address descriptor) { RNN_DESTROY("RNN descriptor", rnns); }
EXPORT int cudnnSetRNNDescriptor_v8(
    Address descriptor, int algorithm, int cell, int bias, int direction, int inputMode, int type, int precision,
    int math, int inputs, int units, int projection, int layers, Address dropout, unsigned flags) {
    RNN_CALL("RNN descriptor", descriptor);
    CHECK(algorithm == STANDARD || algorithm == PERSIST_STATIC_SMALL_H, CUDNN_BAD, "algorithm %d", algorithm);
    CHECK(cell >= 0 && cell <= 3 && (direction | 1) == 1 && inputMode == 0, CUDNN_BAD, "cell %d", cell);
    CHECK(bias == 1 || bias == 2, CUDNN_NOT_SUPPORTED, "bias mode %d", bias);
    CHECK(cell != rnn::GRU || bias == 2, CUDNN_NOT_SUPPORTED, "a GRU of ours has two biases");
    // as cuDNN 9.5 and 9.24 answer
    CHECK(algorithm == STANDARD || bias == 2, CUDNN_NOT_SUPPORTED, "persistent, but not with two biases");
    CHECK(type == 0 && precision == 0 && (math == 0 || math == 3), CUDNN_NOT_SUPPORTED, "types %d, %d", type, math);
    CHECK(inputs > 0 && units > 0 && layers > 0 && projection == units, CUDNN_BAD, "%d x %d", inputs, units);
    CHECK(dropouts.count(dropout) == 1, CUDNN_BAD, "cudnnSetRNNDescriptor: the dropout descriptor was not set");
    CHECK(flags == 1, CUDNN_NOT_SUPPORTED, "unpacked layouts need padded input and output");
    Rnn made{{cell, direction + 1, layers, inputs, units, bias == 2}, algorithm};
    if (refuses(made, 1)) return CUDNN_NOT_SUPPORTED;
    rnns[descriptor] = made;
    return CUDNN_OK;
}

EXPORT int cudnnCreateRNNDataDescriptor(Address* descriptor) { RNN_CREATE("RNN data descriptor"); }
EXPORT int cudnnDestroyRNNDataDescriptor(Address descriptor) { RNN_DESTROY("RNN data descriptor", datas); }
EXPORT int cudnnSetRNNDataDescriptor(
    Address descriptor, int type, int layout, int longest, int batch, int values, const int* lengths,
    const float* fill) {
    RNN_CALL("RNN data descriptor", descriptor);
    CHECK(type == 0 && layout == 0, CUDNN_NOT_SUPPORTED, "cudnnSetRNNDataDescriptor: layout %d", layout);
    CHECK(longest > 0 && batch > 0 && values > 0, CUDNN_BAD, "%d x %d x %d", longest, batch, values);
    for (int n = 0; n < batch; n++) {
        CHECK(lengths[n] > 0 && lengths[n] <= longest, CUDNN_BAD, "length %d of at most %d", lengths[n], longest);
    }
    bool fills = fill != nullptr;
    datas[descriptor] = {longest, batch, values, {lengths, lengths + batch}, fills, fills ? *fill : 0};
    return CUDNN_OK;
}

EXPORT int cudnnGetRNNWeightSpaceSize(Address handle, Address descriptor, size_t* bytes) {
    RNN_CALL("cuDNN handle", handle);
    CHECK(rnns.count(descriptor) == 1, CUDNN_BAD, "cudnnGetRNNWeightSpaceSize: it was not set");
    *bytes = 4 * rnns[descriptor].shape.places().size;
    return CUDNN_OK;
}
EXPORT int cudnnGetRNNTempSpaceSizes(
    Address handle, Address descriptor, int mode, Address xData, size_t* work, size_t* reserve) {
    RNN_CALL("cuDNN handle", handle);
    CHECK(rnns.count(descriptor) == 1 && datas.count(xData) == 1, CUDNN_BAD, "cudnnGetRNNTempSpaceSizes: not set");
    CHECK((mode | 1) == 1, CUDNN_BAD, "cudnnGetRNNTempSpaceSizes: mode %d", mode);
    auto& rnn = rnns[descriptor];
    if (refuses(rnn, 2)) return CUDNN_NOT_SUPPORTED;
    *work = workBytes(rnn, datas[xData], mode == 1);
    *reserve = mode == 1 ? reserveBytes(rnn, datas[xData]) : 0;
    return CUDNN_OK;
}
EXPORT int cudnnGetRNNWeightParams(
    Address handle, Address descriptor, int pseudoLayer, size_t bytes, Address weights, int id, Address matrixTensor,
    Address* matrix, Address biasTensor, Address* bias) {
    RNN_CALL("cuDNN handle", handle);
    CHECK(rnns.count(descriptor) == 1, CUDNN_BAD, "cudnnGetRNNWeightParams: it was not set");
    auto& shape = rnns[descriptor].shape;
    auto places = shape.places();
    CHECK(bytes >= 4 * places.size && isDevice(weights, bytes), CUDNN_BAD, "cudnnGetRNNWeightParams: %zu bytes", bytes);
    CHECK(pseudoLayer >= 0 && pseudoLayer < shape.layers * shape.directions, CUDNN_BAD, "layer %d", pseudoLayer);
    CHECK(id >= 0 && id < 2 * shape.gates(), CUDNN_BAD, "linear layer %d", id);
    CHECK(exists("tensor descriptor", matrixTensor) && exists("tensor descriptor", biasTensor), CUDNN_BAD, "tensors");
    int index = pseudoLayer * 2 * shape.gates() + id, columns = shape.columns(pseudoLayer, id);
    tensor(matrixTensor) = {{1, shape.units, columns}, {shape.units * columns, columns, 1}};
    *matrix = weights + 4 * places.matrices[index];
    tensor(biasTensor) = {{0, 0, 0}, {0, 0, 0}};
    *bias = 0;
    if (shape.hasBias(id)) {
        tensor(biasTensor) = {{1, shape.units, 1}, {shape.units, 1, 1}};
        *bias = weights + 4 * places.biases[index];
    }
    return CUDNN_OK;
}

EXPORT int cudnnRNNForward(
    Address handle, Address rnn, int mode, Address lengths, Address xData, Address x, Address yData, Address y,
    Address hTensor, Address hx, Address hy, Address cTensor, Address cx, Address cy, size_t weightBytes,
    Address weights, size_t workBytes, Address work, size_t reserveBytes, Address reserve) {
    RNN_CALL("cuDNN handle", handle);
    Call call{__func__, handle, rnn, lengths, xData, x, yData, y, hTensor, hx, cTensor, weightBytes, weights,
              workBytes, work, reserveBytes, reserve, mode == 1};
    int status = call.check();
    if (status != CUDNN_OK) return status;
    Rnn r = rnns[rnn];
    Data in = datas[xData], out = datas[yData];
    CHECK(cx == 0 && cy == 0, CUDNN_NOT_SUPPORTED, "cudnnRNNForward: the stand-in does not give c");
    size_t states = (size_t)r.shape.layers * r.shape.outputs() * in.batch;
    CHECK(hy == 0 || isDevice(hy, 4 * states), CUDNN_BAD, "cudnnRNNForward: hy does not fit its memory");
    if (refuses(r, 3)) return CUDNN_NOT_SUPPORTED;
    standin::work(stream(handle), [=] {
        std::vector<double> own(call.training ? 0 : rnn::Pass::storeSize(r.shape, in.longest, in.batch));
        auto pass = call.pass(r, in, call.training ? call.store() : own.data());
        pass.forward();
        int top = (r.shape.layers - 1) * r.shape.directions, width = r.shape.outputs();
        for (int t = 0; t < in.longest; t++) {
            for (int n = 0; n < in.batch; n++) {
                float* target = floats(y) + pass.row(t, n) * width;
                for (int k = 0; k < width; k++) {
                    if (t < in.lengths[n]) {
                        target[k] = (float)pass.h(top + k / r.shape.units, pass.row(t, n))[k % r.shape.units];
                    } else if (out.fills) {
                        target[k] = out.fill;
                    }
                }
            }
        }
        for (size_t i = 0; hy != 0 && i < states; i++) {
            int p = (int)(i / r.shape.units / in.batch), n = (int)(i / r.shape.units % in.batch);
            int last = p % r.shape.directions == 0 ? in.lengths[n] - 1 : 0;
            floats(hy)[i] = (float)pass.h(p, pass.row(last, n))[i % r.shape.units];
        }
        if (call.training) {
            call.sealed() = call.seal(r, in, FORWARD);
            call.sealed().weights = hash(floats(weights), weightBytes);
        }
    });
    return CUDNN_OK;
}

EXPORT int cudnnRNNBackwardData_v8(
    Address handle, Address rnn, Address lengths, Address yData, Address y, Address dy, Address xData, Address dx,
    Address hTensor, Address hx, Address dhy, Address dhx, Address cTensor, Address cx, Address dcy, Address dcx,
    size_t weightBytes, Address weights, size_t workBytes, Address work, size_t reserveBytes, Address reserve) {
    RNN_CALL("cuDNN handle", handle);
    // x is not read, so its bounds are those of dx
    Call call{__func__, handle, rnn, lengths, xData, dx, yData, y, hTensor, hx, cTensor, weightBytes, weights,
              workBytes, work, reserveBytes, reserve, true};
    int status = call.check();
    if (status != CUDNN_OK) return status;
    Rnn r = rnns[rnn];
    Data in = datas[xData];
    CHECK(cx == 0 && dcy == 0 && dcx == 0 && dhx == 0, CUDNN_NOT_SUPPORTED, "%s: states", __func__);
    size_t outputs = (size_t)in.longest * in.batch * r.shape.outputs();
    CHECK(isDevice(dy, 4 * outputs), CUDNN_BAD, "%s: dy does not fit its memory", __func__);
    CHECK(dhy == 0 || isDevice(dhy, 4 * (size_t)r.shape.layers * r.shape.outputs() * in.batch), CUDNN_BAD,
          "%s: dhy does not fit its memory", __func__);
    if (refuses(r, 4)) return CUDNN_NOT_SUPPORTED;
    standin::work(stream(handle), [=] {
        auto& seal = call.sealed();
        if (seal.stage != FORWARD || seal.settings != settings(r, in) || seal.y != hash(floats(y), 4 * outputs) ||
            seal.weights != hash(floats(weights), weightBytes)) {
            wrong(CUDNN_BAD, "cudnnRNNBackwardData: not after its forward pass, or with other data");
            return;
        }
        auto pass = call.pass(r, in, call.store());
        auto gradients = pass.backward({floats(dy), floats(dy) + outputs}, dhy == 0 ? nullptr : floats(dhy));
        for (size_t i = 0; i < gradients.size(); i++) {
            size_t row = i / in.values;
            // nothing says what stands in the padding
            floats(dx)[i] = (int)(row / in.batch) < in.lengths[row % in.batch] ? (float)gradients[i] : NAN;
        }
        seal.stage = DATA;
    });
    return CUDNN_OK;
}

EXPORT int cudnnRNNBackwardWeights_v8(
    Address handle, Address rnn, int mode, Address lengths, Address xData, Address x, Address hTensor, Address hx,
    Address yData, Address y, size_t weightBytes, Address gradients, size_t workBytes, Address work,
    size_t reserveBytes, Address reserve) {
    RNN_CALL("cuDNN handle", handle);
    Call call{__func__, handle, rnn, lengths, xData, x, yData, y, hTensor, hx, hTensor, weightBytes, gradients,
              workBytes, work, reserveBytes, reserve, true};
    int status = call.check();
    if (status != CUDNN_OK) return status;
    CHECK(mode == 0, CUDNN_NOT_SUPPORTED, "%s: weights' gradients can only be added", __func__);
    Rnn r = rnns[rnn];
    Data in = datas[xData];
    if (refuses(r, 5)) return CUDNN_NOT_SUPPORTED;
    standin::work(stream(handle), [=] {
        if (call.follows(r, in, DATA)) {
            call.pass(r, in, call.store()).weightGradients(floats(gradients));
        }
    });
    return CUDNN_OK;
}
