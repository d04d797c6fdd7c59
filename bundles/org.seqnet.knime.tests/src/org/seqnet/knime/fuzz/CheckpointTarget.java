package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.model.CheckpointArchive;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.ValueErrors.OfTarget;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.EpochSums;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.TrainedNetwork;

/** Checkpoints of trainings on a cluster; the checksums of damaged parts are put right mostly. */
final class CheckpointTarget implements Target {
    private static final String MANIFEST = "checkpoint.txt";

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var network : Samples.networks()) {
            corpus.add(of(checkpoint(network, corpus.size())));
        }
        return corpus;
    }

    private static Checkpoint checkpoint(TrainedNetwork network, int number) {
        var head = network.architecture().head();
        int targets = head.fold(
                classes -> 0,
                independent -> 0,
                path -> 0,
                values -> values.standards().size(),
                steps -> 0);
        var errors = new ValueErrors(Collections.nCopies(targets, new OfTarget(2, 0.5, 0.25, -1, 1e300)));
        return new Checkpoint(
                network,
                number % 2 == 0 ? Optional.of(network) : Optional.empty(),
                number % 3 == 0 ? Optional.of(new MeanWeights(network.parameters(), 9)) : Optional.empty(),
                0,
                3,
                new EpochSums(24, 12.5, 33.25, errors, 1_000_000),
                17,
                20,
                4,
                "rows=60000\nseed=1");
    }

    private static byte[] of(Checkpoint checkpoint) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CheckpointArchive.write(checkpoint, bytes);
        return bytes.toByteArray();
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (mutator.oneIn(8)) {
            return mutator.bytes(valid);
        }
        var zip = Zip.of(valid);
        if (mutator.oneIn(4)) {
            zip = zip.damaged(mutator);
        }
        if (mutator.oneIn(4)) {
            zip = zip.with("mean.f32", mutator::bytes);
        }
        if (mutator.oneIn(2)) {
            zip = zip.with(mutator.oneIn(2) ? "latest.seqnet" : "best.seqnet", network -> network(network, mutator));
        }
        if (mutator.below(4) > 0) {
            zip = zip.with(MANIFEST, text -> ModelBytes.lines(text, mutator));
        }
        var bytes = (mutator.oneIn(16) ? zip : repaired(zip)).bytes();
        return mutator.oneIn(16) ? mutator.bytes(bytes) : bytes;
    }

    private static byte[] network(byte[] valid, Mutator mutator) {
        try {
            return ModelBytes.damaged(valid, mutator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file with its checksums put right. */
    private static Zip repaired(Zip zip) {
        var repaired = zip;
        for (var entry : zip.entries()) {
            var name = new String(entry.name(), StandardCharsets.UTF_8);
            if (List.of("latest.seqnet", "best.seqnet", "mean.f32").contains(name)) {
                var key = name.substring(0, name.indexOf('.')) + ".sha256=";
                repaired = repaired.with(MANIFEST, text -> new String(text, StandardCharsets.UTF_8)
                        .replaceFirst("(?m)^" + key + ".*", key + ModelBytes.sha256(entry.content()))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return repaired.with(MANIFEST, ModelBytes::summed);
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        var checkpoint = read(bytes, "c");
        assertThat(read(of(checkpoint), "copy")).isEqualTo(checkpoint);
        ArchiveTarget.use(checkpoint.latest());
        if (checkpoint.best().isPresent()) {
            ArchiveTarget.use(checkpoint.best().get());
        }
    }

    private static Checkpoint read(byte[] bytes, String name) throws IOException {
        return CheckpointArchive.read(new ByteArrayInputStream(bytes), name);
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof MalformedException;
    }
}
