// Recurrent layers in double: what cuDNN's documentation says they compute, and gradients by the chain rule.
#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

namespace rnn {

constexpr int RELU = 0, TANH = 1, LSTM = 2, GRU = 3;

struct Shape {
    int cell, directions, layers, inputs, units;
    bool doubleBias;

    int gates() const { return cell == LSTM ? 4 : cell == GRU ? 3 : 1; }
    /** Gradients of sums that a step has. */
    int sums() const { return cell == LSTM || cell == GRU ? 4 : 1; }
    /** What is kept of a step, in units: an LSTM's i, f, c', o, c, h; a GRU's r, z, n, R h + b, h; else h. */
    int kept() const { return cell == LSTM ? 6 : cell == GRU ? 5 : 1; }
    int outputs() const { return directions * units; }
    int columns(int pseudoLayer, int id) const {
        return id >= gates() ? units : pseudoLayer < directions ? inputs : outputs();
    }
    bool hasBias(int id) const { return id < gates() || doubleBias; }

    /** An order and gaps of our own, in floats: whoever takes cuDNN's places for granted is found out. */
    struct Places {
        std::vector<size_t> matrices, biases;
        size_t size;
    };
    Places places() const {
        Places all;
        int ids = 2 * gates(), count = layers * directions * ids;
        all.matrices.assign(count, 0);
        all.biases.assign(count, 0);
        size_t at = 24;
        for (int i = count - 1; i >= 0; i--) {
            if (hasBias(i % ids)) {
                all.biases[i] = at;
                at += (units + 7) / 8 * 8 + 8;
            }
            all.matrices[i] = at;
            at += ((size_t)units * columns(i / ids, i % ids) + 15) / 16 * 16 + 16;
        }
        all.size = at;
        return all;
    }
};

inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/** A mini-batch on its way through; rows are T x B. */
struct Pass {
    Shape shape;
    int longest, batch;
    std::vector<int> lengths;
    const float* x;
    const float* weights;
    /** For each pseudo-layer and row what is kept, then for each the gradients of the sums. */
    double* store;
    Shape::Places places;

    size_t rows() const { return (size_t)longest * batch; }
    size_t row(int t, int n) const { return (size_t)t * batch + n; }
    double* kept(int p, size_t row, int which) const {
        return store + ((p * rows() + row) * shape.kept() + which) * shape.units;
    }
    double* h(int p, size_t row) const { return kept(p, row, shape.kept() - 1); }
    double* dz(int p, size_t row, int which) const {
        size_t all = (size_t)shape.layers * shape.directions * rows() * shape.kept() * shape.units;
        return store + all + ((p * rows() + row) * shape.sums() + which) * shape.units;
    }
    static size_t storeSize(const Shape& shape, int longest, int batch) {
        return (size_t)shape.layers * shape.directions * longest * batch * (shape.kept() + shape.sums()) * shape.units;
    }
    int index(int p, int id) const { return p * 2 * shape.gates() + id; }
    const float* matrix(int p, int id) const { return weights + places.matrices[index(p, id)]; }

    /** What pseudo-layer p reads at a row. */
    double input(int p, size_t row, int f) const {
        if (p < shape.directions) {
            return x[row * shape.inputs + f];
        }
        int below = (p / shape.directions - 1) * shape.directions;
        return h(below + f / shape.units, row)[f % shape.units];
    }
    /** The step before in the direction of p; negative if there is none. */
    int before(int p, int t, int n) const {
        return p % shape.directions == 0 ? t - 1 : t + 1 < lengths[n] ? t + 1 : -1;
    }
    /** Calls for each step of each sequence, in the order of p's direction or against it. */
    template <class F>
    void forEach(int p, bool reverse, F action) const {
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < lengths[n]; i++) {
                bool ascending = (p % shape.directions == 0) != reverse;
                action(ascending ? i : lengths[n] - 1 - i, n, i == 0);
            }
        }
    }

    double ofInput(int p, int id, size_t row, int k) const {
        double sum = shape.hasBias(id) ? weights[places.biases[index(p, id)] + k] : 0;
        int columns = shape.columns(p, id);
        for (int f = 0; f < columns; f++) {
            sum += (double)matrix(p, id)[(size_t)k * columns + f] * input(p, row, f);
        }
        return sum;
    }
    double ofPast(int p, int id, const double* past, int k) const {
        int own = id + shape.gates();
        double sum = shape.hasBias(own) ? weights[places.biases[index(p, own)] + k] : 0;
        for (int f = 0; past != nullptr && f < shape.units; f++) {
            sum += (double)matrix(p, own)[(size_t)k * shape.units + f] * past[f];
        }
        return sum;
    }

    void forward() const {
        for (int p = 0; p < shape.layers * shape.directions; p++) {
            forEach(p, false, [&](int t, int n, bool) { step(p, t, n); });
        }
    }
    void step(int p, int t, int n) const {
        size_t r = row(t, n);
        int past = before(p, t, n);
        const double* h0 = past < 0 ? nullptr : h(p, row(past, n));
        for (int k = 0; k < shape.units; k++) {
            auto sum = [&](int id) { return ofInput(p, id, r, k) + ofPast(p, id, h0, k); };
            if (shape.cell == LSTM) {
                double i = sigmoid(sum(0)), f = sigmoid(sum(1)), g = std::tanh(sum(2)), o = sigmoid(sum(3));
                double c = f * (past < 0 ? 0 : kept(p, row(past, n), 4)[k]) + i * g;
                const double all[] = {i, f, g, o, c, o * std::tanh(c)};
                for (int w = 0; w < 6; w++) kept(p, r, w)[k] = all[w];
            } else if (shape.cell == GRU) {
                double reset = sigmoid(sum(0)), z = sigmoid(sum(1)), q = ofPast(p, 2, h0, k);
                double candidate = std::tanh(ofInput(p, 2, r, k) + reset * q);
                double value = (1 - z) * candidate + z * (h0 == nullptr ? 0 : h0[k]);
                const double all[] = {reset, z, candidate, q, value};
                for (int w = 0; w < 5; w++) kept(p, r, w)[k] = all[w];
            } else {
                double z = sum(0);
                h(p, r)[k] = shape.cell == TANH ? std::tanh(z) : z > 0 ? z : 0;
            }
        }
    }

    /** From gradients of the outputs, T x B x O, and of last outputs to those of the input, T x B x F. */
    std::vector<double> backward(std::vector<double> dy, const float* dhy) const {
        for (int layer = shape.layers - 1; layer >= 0; layer--) {
            int columns = layer == 0 ? shape.inputs : shape.outputs();
            std::vector<double> below(rows() * columns, 0);
            for (int d = 0; d < shape.directions; d++) {
                int p = layer * shape.directions + d;
                std::vector<double> dh(shape.units), dc(shape.units);
                forEach(p, true, [&](int t, int n, bool isLast) {
                    for (int k = 0; isLast && k < shape.units; k++) {
                        dh[k] = dhy == nullptr ? 0 : dhy[((size_t)p * batch + n) * shape.units + k];
                        dc[k] = 0;
                    }
                    for (int k = 0; k < shape.units; k++) {
                        dh[k] += dy[(row(t, n) * shape.directions + d) * shape.units + k];
                    }
                    backStep(p, t, n, dh, dc, &below[row(t, n) * columns], columns);
                });
            }
            dy = std::move(below);
        }
        return dy;
    }
    void backStep(
        int p, int t, int n, std::vector<double>& dh, std::vector<double>& dc, double* din, int columns) const {
        size_t r = row(t, n);
        int past = before(p, t, n);
        const double* h0 = past < 0 ? nullptr : h(p, row(past, n));
        std::vector<double> dh0(shape.units, 0);
        for (int k = 0; k < shape.units; k++) {
            auto v = [&](int w) { return kept(p, r, w)[k]; };
            auto put = [&](int w, double value) { dz(p, r, w)[k] = value; };
            if (shape.cell == LSTM) {
                double tanhC = std::tanh(v(4));
                dc[k] += dh[k] * v(3) * (1 - tanhC * tanhC);
                put(3, dh[k] * tanhC * v(3) * (1 - v(3)));
                put(0, dc[k] * v(2) * v(0) * (1 - v(0)));
                put(2, dc[k] * v(0) * (1 - v(2) * v(2)));
                put(1, dc[k] * (past < 0 ? 0 : kept(p, row(past, n), 4)[k]) * v(1) * (1 - v(1)));
                dc[k] *= v(1);
            } else if (shape.cell == GRU) {
                put(1, dh[k] * ((h0 == nullptr ? 0 : h0[k]) - v(2)) * v(1) * (1 - v(1)));
                double dn = dh[k] * (1 - v(1)) * (1 - v(2) * v(2));
                put(2, dn);
                put(3, dn * v(0));
                put(0, dn * v(3) * v(0) * (1 - v(0)));
                dh0[k] += dh[k] * v(1);
            } else {
                put(0, dh[k] * (shape.cell == TANH ? 1 - v(0) * v(0) : v(0) > 0 ? 1 : 0));
            }
        }
        for (int id = 0; id < shape.gates(); id++) {
            const double *ofX = dz(p, r, id), *ofH = pastGradient(p, r, id);
            for (int k = 0; k < shape.units; k++) {
                for (int f = 0; f < columns; f++) {
                    din[f] += ofX[k] * matrix(p, id)[(size_t)k * columns + f];
                }
                for (int f = 0; f < shape.units; f++) {
                    dh0[f] += ofH[k] * matrix(p, id + shape.gates())[(size_t)k * shape.units + f];
                }
            }
        }
        dh = dh0;
    }
    /** The gradient of a gate's sum of the outputs of the step before. */
    const double* pastGradient(int p, size_t r, int id) const {
        return dz(p, r, shape.cell == GRU && id == 2 ? 3 : id);
    }

    /** Adds to a space of gradients. */
    void weightGradients(float* target) const {
        std::vector<double> sums(places.size, 0);
        for (int p = 0; p < shape.layers * shape.directions; p++) {
            forEach(p, false, [&](int t, int n, bool) {
                size_t r = row(t, n);
                int past = before(p, t, n);
                for (int id = 0; id < 2 * shape.gates(); id++) {
                    bool ofPast = id >= shape.gates();
                    const double* d = ofPast ? pastGradient(p, r, id - shape.gates()) : dz(p, r, id);
                    int columns = shape.columns(p, id);
                    for (int k = 0; k < shape.units; k++) {
                        if (shape.hasBias(id)) {
                            sums[places.biases[index(p, id)] + k] += d[k];
                        }
                        for (int f = 0; f < columns && (!ofPast || past >= 0); f++) {
                            double read = ofPast ? h(p, row(past, n))[f] : input(p, r, f);
                            sums[places.matrices[index(p, id)] + (size_t)k * columns + f] += d[k] * read;
                        }
                    }
                }
            });
        }
        for (size_t i = 0; i < sums.size(); i++) {
            target[i] += (float)sums[i];
        }
    }
};

}  // namespace rnn
