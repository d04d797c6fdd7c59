package org.seqnet.cudnn.network;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.accelerator.BatchSource;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.augmentation.Augmenter;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;

/** Something small to learn, by the processor or by a card. */
record Lesson(
        Architecture architecture,
        TrainingOptions options,
        Sequences sequences,
        Targets targets,
        boolean trainsEncoder,
        Start start) {

    /** Where it starts. */
    record Start(float[] parameters, float[] updaterState, long steps, int epochs) {}

    /** What came out of it. */
    record Result(float[] parameters, float[] average, float[] state, long steps, Figures figures) {}

    /** What learns. */
    interface Learner {
        Learning learn(LearningPlan plan);
    }

    Lesson(Architecture architecture, TrainingOptions options, Sequences sequences, Targets targets) {
        this(
                architecture,
                options,
                sequences,
                targets,
                true,
                new Start(
                        StartWeights.of(
                                architecture, architecture.encoder().inputShape(SequenceFacts.of(sequences)), 5),
                        new float[0],
                        0,
                        0));
    }

    Lesson with(UnaryOperator<TrainingOptions> change) {
        return new Lesson(architecture, change.apply(options), sequences, targets, trainsEncoder, start);
    }

    Lesson of(Sequences others) {
        return new Lesson(architecture, options, others, targets, trainsEncoder, start);
    }

    Lesson withFixedEncoder() {
        return new Lesson(architecture, options, sequences, targets, false, start);
    }

    /** Goes on after so many epochs. */
    Lesson after(Result result, int epochs) {
        var next = new Start(result.parameters(), result.state(), result.steps(), start.epochs() + epochs);
        return new Lesson(architecture, options, sequences, targets, trainsEncoder, next);
    }

    /** Learns on a card. */
    Result on(Card card, int steps) {
        return run(plan -> new CudnnLearning(card, plan), steps);
    }

    /** Learns on the processor. */
    Result onProcessor(int steps) {
        return run(Lesson::processor, steps);
    }

    Result run(Learner learner, int steps) {
        var batches = batches();
        try (var learning = learner.learn(plan(batches))) {
            for (int done = 0, epoch = start.epochs() + 1; done < steps; epoch++) {
                learning.beginEpoch(epoch, order(epoch));
                for (int n = 0; n < learning.batches() && done < steps; n++, done++) {
                    learning.step(options.learningRate());
                }
            }
            var figures = learning.figures();
            return new Result(
                    learning.parameters(Which.LATEST),
                    learning.parameters(Which.AVERAGED),
                    learning.updaterState(),
                    learning.steps(),
                    figures);
        } finally {
            close(batches);
        }
    }

    LearningPlan plan(BatchSource batches) {
        return new LearningPlan(
                architecture,
                architecture.encoder().inputShape(SequenceFacts.of(sequences)),
                start.parameters(),
                start.updaterState(),
                start.steps(),
                trainsEncoder ? LearnedLayers.ALL : LearnedLayers.HEAD,
                options,
                sequences,
                targets,
                batches);
    }

    int[] order(int epoch) {
        var order = IntStream.range(0, sequences.size()).toArray();
        new SeedStream(options.seed(), Purpose.ORDER, epoch).shuffle(order);
        return order;
    }

    /** Returns the engine's own mini-batches, which are not for other bundles. */
    BatchSource batches() {
        var augmenter = Optional.of(options.augmentation())
                .filter(augmentation -> !augmentation.isNone())
                .map(augmentation -> new Augmenter(
                        augmentation,
                        options.seed(),
                        architecture.encoder(),
                        sequences.shape().features(),
                        0));
        try {
            Constructor<?> maker = Class.forName("org.seqnet.engine.training.MiniBatches")
                    .getDeclaredConstructor(Sequences.class, Targets.class, int.class, Optional.class);
            maker.setAccessible(true);
            return (BatchSource) maker.newInstance(sequences, targets, options.batchSize(), augmenter);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static void close(BatchSource batches) {
        try {
            ((AutoCloseable) batches).close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the engine's own learning by the processor, which is not for other bundles. */
    private static Learning processor(LearningPlan plan) {
        try {
            var maker = Class.forName("org.seqnet.engine.training.HeapLearning")
                    .getDeclaredMethod("of", LearningPlan.class);
            maker.setAccessible(true);
            return (Learning) maker.invoke(null, plan);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
