package org.seqnet.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.ValueErrors.OfTarget;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.EpochSums;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * A checkpoint without its networks and mean weights, as fields of a file.
 *
 * @param latest the checksum of the latest network
 * @param best that of the best one, if there is one
 * @param mean that of the mean weights, if there are any
 */
record CheckpointFields(
        int epochsBefore,
        int batches,
        EpochSums sums,
        long rounds,
        int interval,
        int shards,
        String fingerprint,
        String latest,
        Optional<String> best,
        Optional<String> mean,
        long meanSteps) {
    private static final String BEST = "best.sha256";
    private static final String MEAN = "mean.sha256";

    static Fields write(Checkpoint checkpoint, String latest, Optional<String> best, Optional<String> mean) {
        var sums = checkpoint.sums();
        var fields = new Fields("")
                .with("format", CheckpointArchive.FORMAT)
                .with("version", CheckpointArchive.VERSION)
                .with("epochsBefore", checkpoint.epochsBefore())
                .with("batches", checkpoint.batches())
                .with("rounds", checkpoint.rounds())
                .with("interval", checkpoint.interval())
                .with("shards", checkpoint.shards())
                .with("fingerprint", checkpoint.fingerprint())
                .with("sums.sequences", sums.sequences())
                .with("sums.correct", sums.correct())
                .with("sums.loss", sums.lossSum())
                .with("sums.nanos", sums.nanos());
        var targets = sums.errors().targets();
        for (int i = 0; i < targets.size(); i++) {
            fields.with("errors." + (i + 1), line(targets.get(i)));
        }
        fields.with("latest.sha256", latest);
        best.ifPresent(sum -> fields.with(BEST, sum));
        checkpoint.mean().ifPresent(weights -> fields.with("mean.steps", weights.steps()));
        mean.ifPresent(sum -> fields.with(MEAN, sum));
        return fields;
    }

    private static String line(OfTarget target) {
        return target.count() + " " + target.absolute() + " " + target.squared() + " " + target.mean() + " "
                + target.variation();
    }

    static CheckpointFields of(Fields fields) throws MalformedModelException {
        requireVersion(fields);
        try {
            boolean hasMean = fields.has(MEAN);
            var found = new CheckpointFields(
                    fields.takeInt("epochsBefore"),
                    fields.takeInt("batches"),
                    new EpochSums(
                            fields.takeLong("sums.sequences"),
                            fields.takeDouble("sums.correct"),
                            fields.takeDouble("sums.loss"),
                            new ValueErrors(targets(fields)),
                            fields.takeLong("sums.nanos")),
                    fields.takeLong("rounds"),
                    fields.takeInt("interval"),
                    fields.takeInt("shards"),
                    fields.take("fingerprint"),
                    fields.take("latest.sha256"),
                    fields.has(BEST) ? Optional.of(fields.take(BEST)) : Optional.empty(),
                    hasMean ? Optional.of(fields.take(MEAN)) : Optional.empty(),
                    hasMean ? fields.takeLong("mean.steps") : 0);
            fields.requireEmpty();
            return found;
        } catch (SeqNetException e) {
            throw fields.fault(e.getMessage(), e);
        }
    }

    private static void requireVersion(Fields fields) throws MalformedModelException {
        var format = fields.take("format");
        if (!format.equals(CheckpointArchive.FORMAT)) {
            throw fields.fault("the format is " + Quoted.of(format) + ", not '" + CheckpointArchive.FORMAT + "'.");
        }
        int version = fields.takeInt("version");
        if (version != CheckpointArchive.VERSION) {
            throw fields.fault("version " + version + " of the format is not supported; this version of Sequence "
                    + "Networks supports version " + CheckpointArchive.VERSION + ".");
        }
    }

    private static List<OfTarget> targets(Fields fields) throws MalformedModelException {
        var targets = new ArrayList<OfTarget>();
        while (fields.has("errors." + (targets.size() + 1))) {
            targets.add(fields.take("errors." + (targets.size() + 1), "a count and four numbers", line -> {
                var parts = line.split(" ", -1);
                long count = Long.parseLong(parts[0]);
                if (parts.length != 5 || count < 0) {
                    throw new IllegalArgumentException(line);
                }
                return new OfTarget(
                        count,
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]),
                        Double.parseDouble(parts[4]));
            }));
        }
        return targets;
    }

    /** Returns the whole checkpoint. */
    Checkpoint checkpoint(TrainedNetwork network, Optional<TrainedNetwork> bestNetwork, Optional<float[]> meanWeights) {
        return new Checkpoint(
                network,
                bestNetwork,
                meanWeights.map(values -> new MeanWeights(values, meanSteps)),
                epochsBefore,
                batches,
                sums,
                rounds,
                interval,
                shards,
                fingerprint);
    }
}
