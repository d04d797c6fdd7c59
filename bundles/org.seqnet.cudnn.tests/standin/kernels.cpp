// Our kernels, compiled for the processor, and how blocks and threads run there.
#include "cuda_on_cpu.h"
#include "standin.h"

#include <csetjmp>
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

/**
 * A thread of a block whose threads wait for each other, as a coroutine, which lasts for all blocks. Contexts begin it;
 * from then on it is jumped to, since switching contexts calls the system.
 */
struct Fiber {
    ucontext_t context;
    jmp_buf place;
    std::unique_ptr<char[]> stack{new char[STACK]};
    bool started = false, done = true;
    static constexpr size_t STACK = 64 * 1024;
};
thread_local std::vector<std::unique_ptr<Fiber>> fibers;
thread_local jmp_buf scheduler;
thread_local unsigned current;
thread_local const standin::Kernel* running;
thread_local void** arguments;

void pause() {
    if (_setjmp(fibers[current]->place) == 0) {
        _longjmp(scheduler, 1);
    }
}

void begin() {
    for (;;) {
        running->call(arguments);
        fibers[current]->done = true;
        pause();
    }
}

void resume(Fiber& fiber) {
    if (_setjmp(scheduler) != 0) {
        return;
    }
    if (fiber.started) {
        _longjmp(fiber.place, 1);
    }
    fiber.started = true;
    setcontext(&fiber.context);
}

void runCooperatively(unsigned threads) {
    while (fibers.size() < threads) {
        auto fiber = std::make_unique<Fiber>();
        getcontext(&fiber->context);
        fiber->context.uc_stack.ss_sp = fiber->stack.get();
        fiber->context.uc_stack.ss_size = Fiber::STACK;
        fiber->context.uc_link = nullptr;
        makecontext(&fiber->context, begin, 0);
        fibers.push_back(std::move(fiber));
    }
    for (unsigned i = 0; i < threads; i++) {
        fibers[i]->done = false;
    }
    for (unsigned left = threads; left > 0;) {
        for (unsigned i = 0; i < threads; i++) {
            if (!fibers[i]->done) {
                current = i;
                threadIdx = {i, 0, 0};
                resume(*fibers[i]);
                left -= fibers[i]->done ? 1 : 0;
            }
        }
    }
}

}  // namespace

void __syncthreads() {
    pause();
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
