package org.seqnet.engine.model;

import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Everything of a network but its parameters, as a text that files of other formats may hold: what the manifest of our
 * own archive says. The state of its updater is left out, and so is how many mini-batches this has seen.
 */
public final class NetworkDescription {
    private final Manifest manifest;
    private final String place;
    private final int parameterCount;

    private NetworkDescription(Manifest manifest, String place) throws MalformedModelException {
        this.manifest = manifest;
        this.place = place;
        this.parameterCount = (int) manifest.parameterCount(place);
        try {
            manifest.architecture().head().requireFor(manifest.input().shape());
        } catch (SeqNetException e) {
            throw new MalformedModelException(place + ": " + e.getMessage(), e);
        }
    }

    /** Returns the text that describes a network: lines of {@code key=value}, as {@link ModelArchive} has them. */
    public static String text(TrainedNetwork network) {
        var text = new Manifest(
                        network.architecture(),
                        network.input(),
                        network.labels(),
                        network.labelName(),
                        0,
                        network.provenance(),
                        Checksum.ofParameters(network),
                        0,
                        Checksum.of(new float[0]))
                .toFields()
                .text();
        return text + ModelFormat.CHECKSUM_KEY + Checksum.of(text) + "\n";
    }

    /**
     * Reads what {@link #text} returned.
     *
     * @param place what messages call the text
     * @throws MalformedException if it is anything else, or a later version wrote it
     */
    public static NetworkDescription parse(String text, String place) throws MalformedException {
        if (text.length() > ModelFormat.MOST_MANIFEST_BYTES) {
            throw new MalformedModelException(place + ": the description of the network is too long.");
        }
        int end = text.length() - ModelFormat.CHECKSUM_KEY.length() - Checksum.DIGITS - 1;
        var lines = text.substring(0, Math.max(0, end));
        if (!text.equals(lines + ModelFormat.CHECKSUM_KEY + Checksum.of(lines) + "\n")) {
            throw new MalformedModelException(
                    place + ": the checksum in the last line of the description does not match its content. The file "
                            + "is damaged, or was changed after it was written.");
        }
        return new NetworkDescription(Manifest.of(Fields.parse(lines, place)), place);
    }

    /** Returns how the network is built. */
    public Architecture architecture() {
        return manifest.architecture();
    }

    /** Returns what it reads. */
    public NetworkInput input() {
        return manifest.input();
    }

    /** Returns its labels. */
    public LabelDomain labels() {
        return manifest.labels();
    }

    /** Returns how many parameters it has. */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * Returns the network, which keeps the array of its parameters.
     *
     * @param parameters those of the network, in its order; nobody changes them any more
     * @throws MalformedException if they are not those that are described
     */
    public TrainedNetwork with(float[] parameters) throws MalformedException {
        if (!Checksum.of(parameters).equals(manifest.parameters())) {
            throw new MalformedModelException(
                    place + ": the weights do not match their checksum. The file is damaged, or was changed after it "
                            + "was written.");
        }
        try {
            return TrainedNetwork.keeping(
                            parameters,
                            manifest.architecture(),
                            manifest.input(),
                            manifest.labels(),
                            manifest.provenance())
                    .withLabelName(manifest.labelName());
        } catch (SeqNetException e) {
            throw new MalformedModelException(place + ": " + e.getMessage(), e);
        }
    }
}
