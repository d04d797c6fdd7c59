package org.seqnet.engine.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.ValueErrors;

/**
 * Computes an ensemble: members of one architecture, whose parameters and gradients stand one after another. Each
 * learns by its own loss, on the same mini-batches but with other dropout, and they answer by the mean of their outputs
 * (Lakshminarayanan, Pritzel and Blundell, 2017, arXiv:1612.01474). The first member draws what a network by itself
 * would, and so computes the same to the bit.
 *
 * <p>One kernel computes the members in turn: it takes the memory of one, and laying out its weights anew is little
 * beside the sequences of a mini-batch.
 */
public final class EnsembleKernel implements NetworkKernel {
    private final NetworkKernel kernel;
    private final int members;
    private final Head head;
    /** Those of the member whose turn it is. */
    private float[] parameters = new float[0];

    private float[] gradients = new float[0];
    private float[] loaded = new float[0];
    private float[] answers = new float[0];

    private EnsembleKernel(NetworkKernel kernel, int members, Head head) {
        this.kernel = kernel;
        this.members = members;
        this.head = head;
    }

    /** Returns the kernel of a network, be it an ensemble or not, by what makes that of a single one. */
    public static NetworkKernel of(Architecture architecture, Function<Architecture, NetworkKernel> maker) {
        var kernel = maker.apply(architecture.member());
        return architecture.members() == 1
                ? kernel
                : new EnsembleKernel(kernel, architecture.members(), architecture.head());
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(members, kernel.parameterCount());
    }

    @Override
    public void load(float[] all) {
        requireAll(all);
        loaded = all;
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        int size = head.starts(timeSteps, count)[count];
        if (answers.length < size) {
            answers = new float[size];
        }
        predictMember(0, source, timeSteps, count, target, offset);
        for (int member = 1; member < members; member++) {
            predictMember(member, source, timeSteps, count, answers, 0);
            for (int i = 0; i < size; i++) {
                target[offset + i] += answers[i];
            }
        }
        for (int i = offset; i < offset + size; i++) {
            target[i] /= members;
        }
    }

    @Override
    public void predictMember(
            int member, SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        kernel.load(parametersOf(member, loaded));
        kernel.predict(source, timeSteps, count, target, offset);
    }

    /** Returns the mean of what the members attend to. */
    @Override
    public List<float[]> attention(SequenceSource source, int[] timeSteps, int count) {
        var mean =
                IntStream.range(0, count).mapToObj(n -> new float[timeSteps[n]]).toList();
        for (int member = 0; member < members; member++) {
            kernel.load(parametersOf(member, loaded));
            var own = kernel.attention(source, timeSteps, count);
            for (int n = 0; n < count; n++) {
                for (int t = 0; t < timeSteps[n]; t++) {
                    mean.get(n)[t] += own.get(n)[t] / members;
                }
            }
        }
        return mean;
    }

    private float[] parametersOf(int member, float[] all) {
        if (parameters.length == 0) {
            parameters = new float[kernel.parameterCount()];
        }
        System.arraycopy(all, member * parameters.length, parameters, 0, parameters.length);
        return parameters;
    }

    @Override
    public int batchSize(int asked) {
        return kernel.batchSize(asked);
    }

    @Override
    public Outcome differentiate(float[] all, MiniBatch batch, SeedStream dropout, float[] allGradients) {
        requireAll(all);
        if (gradients.length == 0) {
            gradients = new float[kernel.parameterCount()];
        }
        double lossSum = 0;
        double correct = 0;
        var errors = ValueErrors.NONE;
        // The first member last: drawing moves the stream, from whose place those of the others branch off.
        for (int member = members - 1; member >= 0; member--) {
            var own = member == 0 ? dropout : dropout.branch(member);
            var outcome = kernel.differentiate(parametersOf(member, all), batch, own, gradients);
            System.arraycopy(gradients, 0, allGradients, member * gradients.length, gradients.length);
            lossSum += outcome.lossSum();
            correct += outcome.correct();
            errors = errors.plus(outcome.errors());
        }
        return new Outcome(lossSum / members, correct / members, errors);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
