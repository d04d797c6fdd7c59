package org.seqnet.knime.comparison;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.TrainedNetwork;

/** Tells that training times are not comparable. */
final class DevicesWarning {
    private DevicesWarning() {}

    /** Returns a warning if the networks were trained on different devices or in different precisions. */
    static Optional<String> of(List<TrainedNetwork> networks) {
        var devices = distinct(networks, EpochRecord::device);
        if (devices.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                distinct(networks, EpochRecord::processor).size() < 2
                        ? "The networks were trained in different precisions, so their training times are not "
                                + "comparable: " + String.join("; ", devices)
                                + ". To compare them, set Precision to \"Single\" in all learners."
                        : "The networks were trained on different devices, so their training times are not comparable: "
                                + String.join("; ", devices) + ".");
    }

    private static List<String> distinct(List<TrainedNetwork> networks, Function<EpochRecord, String> name) {
        return networks.stream()
                .flatMap(network -> network.provenance().history().stream())
                .map(name)
                .distinct()
                .toList();
    }
}
