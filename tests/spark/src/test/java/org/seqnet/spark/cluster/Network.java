package org.seqnet.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;

/** What a network file holds of numbers: not where and when they were learned. */
record Network(byte[] parameters, byte[] updaterState) {
    static Network of(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            return new Network(bytes(zip, "parameters.f32"), bytes(zip, "updater.f32"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && Arrays.equals(parameters, network.parameters)
                && Arrays.equals(updaterState, network.updaterState);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return parameters.length + " bytes of parameters with the hash " + hashCode();
    }
}
