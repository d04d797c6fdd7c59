package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortUtil;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.NetworkView;

/** The spec of a network at a port: KNIME's XML in KNIME's zip file. */
final class SpecTarget implements Target {
    private static final String ENTRY = "content.xml";
    private static final Pattern ATTRIBUTE = Pattern.compile("(key|type|value)=\"([^\"]*)\"");
    private static final List<String> TYPES = List.of(
            "xint", "xlong", "xdouble", "xstring", "xboolean", "xbyte", "xshort", "xfloat", "xchar", "xpassword", "x");

    private static final List<Head> HEADS =
            List.of(new IndependentLabels(List.of(0.5f)), new LabelPath(1, 2, 3, List.of()));

    private final NetworkPortObjectSpec.Serializer serializer = new NetworkPortObjectSpec.Serializer();

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var network : Samples.networks()) {
            var spec = new NetworkPortObject(network).getSpec();
            corpus.add(written(spec));
            corpus.add(written(spec(spec, spec.head(), Optional.empty(), Optional.empty())));
            for (var head : HEADS) {
                corpus.add(written(spec(spec, new HeadKind(head), spec.inputShape(), spec.labels())));
            }
        }
        return corpus;
    }

    private static NetworkPortObjectSpec spec(
            NetworkPortObjectSpec spec, HeadKind head, Optional<SequenceShape> shape, Optional<LabelDomain> labels) {
        return new NetworkPortObjectSpec(spec.encoder(), head, spec.labelColumn(), shape, labels);
    }

    private byte[] written(NetworkPortObjectSpec spec) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            serializer.savePortObjectSpec(spec, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (mutator.oneIn(8)) {
            return mutator.bytes(valid);
        }
        var zip = Zip.of(valid);
        if (mutator.oneIn(6)) {
            zip = zip.damaged(mutator);
        }
        return zip.with(ENTRY, xml -> xml(xml, mutator)).bytes();
    }

    private static byte[] xml(byte[] xml, Mutator mutator) {
        if (mutator.oneIn(8)) {
            return mutator.bytes(xml);
        }
        List<String> lines =
                new ArrayList<>(new String(xml, StandardCharsets.UTF_8).lines().toList());
        for (int n = 1 + mutator.below(3); n > 0 && !lines.isEmpty(); n--) {
            int at = mutator.below(lines.size());
            if (mutator.oneIn(4)) {
                lines = mutator.list(lines);
            } else {
                lines.set(at, mutator.oneIn(6) ? asNull(lines.get(at)) : line(lines.get(at), mutator));
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String asNull(String line) {
        return line.replaceFirst("value=\".*\"", "isnull=\"true\" value=\"\"");
    }

    private static String line(String line, Mutator mutator) {
        var attributes = ATTRIBUTE.matcher(line).results().toList();
        if (attributes.isEmpty()) {
            return line;
        }
        var attribute = attributes.get(mutator.below(attributes.size()));
        var text = attribute.group(1).equals("type") ? mutator.oneOf(TYPES) : escaped(mutator.word());
        return line.substring(0, attribute.start(2)) + text + line.substring(attribute.end(2));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        PortObjectSpecZipInputStream in;
        try {
            in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException e) {
            return; // KNIME's own part
        }
        try (in) {
            var spec = serializer.loadPortObjectSpec(in);
            assertThat(spec.labelColumn()).isNotNull();
            assertThat(NetworkView.ofSpec(spec).toString()).startsWith("{").endsWith("}");
            assertThat(spec).hasSameHashCodeAs(spec);
        }
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException;
    }
}
