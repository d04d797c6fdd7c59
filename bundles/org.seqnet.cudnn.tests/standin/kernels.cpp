// Our kernels, compiled for the processor, and how blocks and threads run there.
#include "cuda_on_cpu.h"
#include "standin.h"

#include <cstring>
#include <map>
#include <memory>
#include <type_traits>
#include <ucontext.h>
#include <utility>

#include "batches.cu"
#include "heads.cu"
#include "images.cu"
#include "normalization.cu"
#include "parameters.cu"
#include "pooling.cu"
#include "recurrent.cu"
#include "training.cu"
#include "paths.cu"
#include "signals.cu"

thread_local Place threadIdx, blockIdx, blockDim, gridDim;

namespace {

template <auto F>
struct Caller;

template <class... A, void (*F)(A...)>
struct Caller<F> {
    template <size_t... I>
    static void invoke(void** p, std::index_sequence<I...>) {
        F(*static_cast<std::remove_cv_t<A>*>(p[I])...);
    }
    static void call(void** p) { invoke(p, std::index_sequence_for<A...>{}); }
    static inline const std::vector<int> sizes{static_cast<int>(sizeof(A))...};
    static inline const std::vector<bool> addresses{std::is_pointer_v<A>...};
};

#define KERNEL(name) {#name, {#name, Caller<name>::call, false, (int)Caller<name>::sizes.size(), &Caller<name>::sizes, &Caller<name>::addresses}}
/** For kernels whose threads wait for each other. */
#define COOPERATIVE(name) {#name, {#name, Caller<name>::call, true, (int)Caller<name>::sizes.size(), &Caller<name>::sizes, &Caller<name>::addresses}}

const std::map<std::string, standin::Kernel>& kernels() {
    static const std::map<std::string, standin::Kernel> all{
        KERNEL(padSteps),
        KERNEL(putChannelsFirst),
        COOPERATIVE(softmaxRows),
        COOPERATIVE(softmaxLoss),
        KERNEL(sigmoidRows),
        COOPERATIVE(sigmoidLoss),
        COOPERATIVE(addFigures),
        KERNEL(repeatRow),
        COOPERATIVE(addColumnSums),
        KERNEL(scatterParameters),
        KERNEL(gatherGradients),
        KERNEL(meanOfSteps),
        KERNEL(meanGradients),
        COOPERATIVE(attentionScores),
        COOPERATIVE(attentionWeights),
        KERNEL(attentionOutputs),
        COOPERATIVE(attentionWeightGradients),
        COOPERATIVE(attentionScoreGradients),
        KERNEL(attentionGradients),
        KERNEL(dropSteps),
        KERNEL(dropLast),
        KERNEL(sideBySide),
        KERNEL(lastGradients),
        KERNEL(clearPadding),
        KERNEL(beginBatch),
        KERNEL(stepsOfFloats),
        KERNEL(stepsOfBytes),
        KERNEL(imagesOfFloats),
        KERNEL(imagesOfBytes),
        COOPERATIVE(squaresOfGradients),
        COOPERATIVE(clippedMean),
        KERNEL(updateParameters),
        KERNEL(pathLabels),
        KERNEL(pathStep),
        KERNEL(pathStepBack),
        KERNEL(pathJoin),
        KERNEL(pathJoinBack),
        COOPERATIVE(pathLoss),
        KERNEL(pathOutcomes),
        KERNEL(pathTableBack),
        KERNEL(poolImages),
        KERNEL(unpoolImages),
        COOPERATIVE(activateDense),
        KERNEL(differentiateDense),
        COOPERATIVE(measureChannels),
        KERNEL(joinMeasured),
        KERNEL(recallMeasured),
        COOPERATIVE(gatherChannels),
        KERNEL(joinGathered),
        KERNEL(addGathered),
        KERNEL(differentiateChannels),
        KERNEL(layOutSteps),
        KERNEL(padSignal),
        KERNEL(unpadSignal),
        KERNEL(normalizeSignal),
        KERNEL(rectifyGradient),
        KERNEL(poolSignal),
        KERNEL(unpoolSignal),
        COOPERATIVE(averageSignal),
        KERNEL(spreadGradient),
        KERNEL(joinColumns),
        KERNEL(partColumns),
    };
    return all;
}

/** The threads of a block that wait for each other, as coroutines. */
struct Fiber {
    ucontext_t context;
    std::unique_ptr<char[]> stack{new char[STACK]};
    bool done = true;
    static constexpr size_t STACK = 64 * 1024;
};
thread_local std::vector<Fiber> fibers;
thread_local ucontext_t scheduler;
thread_local unsigned current;
thread_local const standin::Kernel* running;
thread_local void** arguments;

void begin() {
    running->call(arguments);
    fibers[current].done = true;
}

void runCooperatively(unsigned threads) {
    if (fibers.size() < threads) {
        fibers.resize(threads);
    }
    for (unsigned i = 0; i < threads; i++) {
        auto& fiber = fibers[i];
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.get();
        fiber.context.uc_stack.ss_size = Fiber::STACK;
        fiber.context.uc_link = &scheduler;
        fiber.done = false;
        makecontext(&fiber.context, begin, 0);
    }
    for (unsigned left = threads; left > 0;) {
        for (unsigned i = 0; i < threads; i++) {
            if (!fibers[i].done) {
                current = i;
                threadIdx = {i, 0, 0};
                swapcontext(&scheduler, &fibers[i].context);
                left -= fibers[i].done ? 1 : 0;
            }
        }
    }
}

}  // namespace

void __syncthreads() {
    swapcontext(&fibers[current].context, &scheduler);
}

namespace standin {

const Kernel* kernel(const std::string& name) {
    auto found = kernels().find(name);
    return found == kernels().end() ? nullptr : &found->second;
}

void run(const Kernel& kernel, unsigned blocks, unsigned threads, void** parameters) {
    gridDim = {blocks, 1, 1};
    blockDim = {threads, 1, 1};
    running = &kernel;
    arguments = parameters;
    for (unsigned block = 0; block < blocks; block++) {
        blockIdx = {block, 0, 0};
        if (kernel.cooperative) {
            runCooperatively(threads);
            continue;
        }
        for (unsigned thread = 0; thread < threads; thread++) {
            threadIdx = {thread, 0, 0};
            kernel.call(parameters);
        }
    }
}

}  // namespace standin
