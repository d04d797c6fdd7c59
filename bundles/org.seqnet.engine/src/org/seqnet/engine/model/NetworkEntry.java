package org.seqnet.engine.model;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.seqnet.engine.trained.TrainedNetwork;

/** A network as a whole file within another file, whose length and checksums must be known before it is written. */
record NetworkEntry(TrainedNetwork network, long bytes, long crc32, String sha256) {

    static NetworkEntry of(TrainedNetwork network) throws IOException {
        var digest = Checksum.begin();
        var counted = new Counted();
        var checked = new CheckedOutputStream(new DigestOutputStream(counted, digest), new CRC32());
        ModelArchive.write(network, checked);
        return new NetworkEntry(network, counted.count, checked.getChecksum().getValue(), Checksum.of(digest));
    }

    private static final class Counted extends OutputStream {
        private long count;

        @Override
        public void write(int value) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    void write(OutputStream out) throws IOException {
        ModelArchive.write(network, out);
    }
}
