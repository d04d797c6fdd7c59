package org.seqnet.knime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortUtil;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.learner.Trainings;

/**
 * Networks that a workflow kept, damaged. KNIME 5.8 loads a workflow whose port cannot be read and asks to execute the
 * node again. It calls all but {@link IOException} and {@link InvalidSettingsException} unexpected, with no more than
 * the exception's own text, and an error such as an {@link OutOfMemoryError} ends the loading of the whole workflow.
 */
class DamagedPortTest {
    private static final String AGAIN = " Execute the node again.";

    private final NetworkPortObject network =
            new NetworkPortObject(Trainings.of(2, true, 1, StopReason.STOPPED_EARLY), "shape");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "key='labelColumn' type='xstring' value='label'|key='labelColumn' type='xstring' isnull='true'"
                        + " value=''|The network is damaged: 'labelColumn' is empty.",
                "key='labelColumn' type='xstring' value='label'|key='labelColumn' type='xint' value='7'|The "
                        + "network is damaged: 'labelColumn' is missing or has a different type.",
                "key='features'|key='other'|The network is damaged: 'features' is missing or has a different type.",
                "key='features' type='xint'|key='features' type='xlong'|The network is damaged: 'features' is "
                        + "missing or has a different type.",
                "key='features' type='xint' value='14'|key='features' type='xint' value='2147483647'|The "
                        + "network is damaged: A sequence of 28 time steps x 2147483647 features is "
                        + "too long; the maximum is 2^31 - 9 values per sequence.",
                "key='timeSteps' type='xint' value='28'|key='timeSteps' type='xint' value='-1'|The network is damaged:"
                        + " 'timeSteps' is -1, not at least 1.",
                "key='timeSteps' type='xint' value='28'|key='timeSteps' type='xint' value='-2147483648'|The network is"
                        + " damaged: 'timeSteps' is -2147483648, not at least 1.",
                "key='0' type='xstring' value='T-shirt'|key='0' type='xstring' isnull='true' value=''|The "
                        + "network is damaged: 'labels' has a missing entry.",
                "key='0' type='xstring' value='T-shirt'|key='1' type='xstring' value='T-shirt'|The network is damaged:"
                        + " 'labels' declares 2 entries but has 1.",
                "key='0' type='xstring' value='T-shirt'|key='2' type='xstring' value='T-shirt'|The network is "
                        + "damaged: 'labels' is missing or has a different type.",
                "key='array-size' type='xint' value='2'|key='array-size' type='xint' value='2147483647'|The network is"
                        + " damaged: 'labels' declares 2,147,483,647 entries but has 2.",
                "key='array-size' type='xint' value='2'|key='array-size' type='xint' value='-7'|The network is"
                        + " damaged: 'labels' declares -7 entries but has 2.",
                "key='array-size' type='xint' value='2'|key='array-size' type='xint' value='-1'|The network is"
                        + " damaged: 'labels' declares -1 entries but has 2.",
                "key='array-size' type='xint' value='2'|key='array-size' type='xint' value='0'|The network is damaged:"
                        + " 'labels' declares 0 entries but has 2.",
                "key='labelType' type='xstring' value='TEXT'|key='labelType' type='xstring' isnull='true' value=''|The"
                        + " network is damaged: 'labelType' is empty.",
                "key='labelType' type='xstring' value='TEXT'|key='labelType' type='xstring' value='INTEGER'|The "
                        + "network is damaged: Label 'T-shirt' is not a 32-bit integer, the type of the labels.",
                "key='kind' type='xstring' value='recurrent'|key='kind' type='xstring' isnull='true' value=''|The"
                        + " network is damaged: 'kind' is empty.",
                "key='cell' type='xstring' value='LSTM'|key='cell' type='xstring' isnull='true' value=''|The network"
                        + " is damaged: 'cell' is empty.",
                "key='cell' type='xstring' value='LSTM'|key='cell' type='xstring' value='GRU9'|The network's cell "
                        + "'GRU9' is not supported by this version of Sequence Networks; update the extension.",
                "key='layers' type='xint' value='3'|key='layers' type='xint' value='2147483647'|The network's"
                        + " architecture is damaged: Layers: 2147483647 is not between 1 and 16.",
                "key='hiddenUnits' type='xint' value='17'|key='hiddenUnits' type='xint' value='-17'|The network's"
                        + " architecture is damaged: Hidden units: -17 is not between 1 and 8192.",
                "key='dropout' type='xdouble' value='0.25'|key='dropout' type='xdouble' value='NaN'|The network's"
                        + " architecture is damaged: Dropout: NaN is not at least 0 and below 1.",
                "key='forgetGateBias' type='xdouble' value='1.5'|key='forgetGateBias' type='xdouble' "
                        + "value='-Infinity'|The network's architecture is damaged: Initial forget "
                        + "gate bias: -Infinity is not a finite number.",
                "key='architecture'|key='building'|The network is damaged: 'architecture' is missing or has a "
                        + "different type.",
            })
    void a_damaged_spec_is_refused_in_one_sentence(String right, String wrong, String message) throws IOException {
        var spec = new NetworkPortObjectSpec(
                new Recurrent(Cell.LSTM, 3, 17, 0.25, 1.5),
                HeadKind.CLASSES,
                "label",
                Optional.of(new SequenceShape(28, 14)),
                Optional.of(LabelDomain.of("T-shirt", "Bag")));

        assertRefused(spec, text -> text.replace(quoted(right), quoted(wrong)), message);
    }

    private static String quoted(String attributes) {
        return attributes.replace('\'', '"');
    }

    @ParameterizedTest(name = "{0}, array {1}")
    @CsvSource({
        "filters, null", "filters, huge", "filters, gone",
        "kernelSizes, null", "kernelSizes, huge", "kernelSizes, gone",
        "strides, null", "strides, huge", "strides, gone",
        "pooling, null", "pooling, huge", "pooling, gone",
        "dropout, null", "dropout, huge", "dropout, gone",
        "batchNormalization, null", "batchNormalization, huge"
    })
    void damaged_convolution_blocks_are_refused(String key, String damage) throws Exception {
        var content = new ModelContent("spec");
        new NetworkPortObjectSpec(
                        Convolutional.reference(), HeadKind.CLASSES, "label", Optional.empty(), Optional.empty())
                .save(content);
        var architecture = content.getModelContent("architecture");
        var array = architecture.getConfig(key);
        switch (damage) {
            case "null" -> architecture.addConfig(key);
            case "huge" -> array.addInt("array-size", Integer.MAX_VALUE);
            default -> architecture.removeConfig(key);
        }

        assertThatThrownBy(() -> new NetworkPortObjectSpec().load(content))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The network is damaged: '" + key + "' "
                        + switch (damage) {
                            case "null" -> "is empty.";
                            case "huge" -> "declares 2,147,483,647 entries but has 2.";
                            default -> "is missing or has a different type.";
                        });
    }

    private static void assertRefused(NetworkPortObjectSpec spec, UnaryOperator<String> damage, String message)
            throws IOException {
        var content = new ModelContent("spec");
        spec.save(content);
        var xml = new ByteArrayOutputStream();
        content.saveToXML(xml);
        var text = xml.toString(StandardCharsets.UTF_8);
        var damaged = ModelContent.loadFromXML(
                new ByteArrayInputStream(damage.apply(text).getBytes(StandardCharsets.UTF_8)));

        assertThat(damage.apply(text)).isNotEqualTo(text);
        assertThatThrownBy(() -> new NetworkPortObjectSpec().load(damaged))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(message);
    }

    @Test
    void a_spec_that_knime_cannot_read_is_refused_in_one_sentence() throws Exception {
        assumeTrue(Platform.isRunning(), "specs are found by their extensions");
        assertSpecRefused(zip -> zip.replace("content.xml", "content\u00ffxml"));
        assertSpecRefused(zip -> zip.replace("NetworkPortObjectSpec", "NetworkPortObjectSpac")); // of as many letters
        assertSpecRefused(zip -> zip.substring(0, zip.indexOf("features")));
    }

    private void assertSpecRefused(UnaryOperator<String> damage) throws Exception {
        var stored = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(stored)) {
            out.setLevel(0);
            new NetworkPortObjectSpec.Serializer().savePortObjectSpec(network.getSpec(), out);
        }
        try (var in = PortUtil.getPortObjectSpecZipInputStream(damaged(stored, damage))) {
            assertThatThrownBy(() -> new NetworkPortObjectSpec.Serializer().loadPortObjectSpec(in))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("The spec of a network at a port cannot be loaded. The file is damaged or cannot be "
                            + "read." + AGAIN);
        }
    }

    @Test
    void a_damaged_file_is_refused_in_one_sentence() throws Exception {
        assertRefused(
                zip -> zip.replace("network.seqnet", "network\u00ffseqnet"),
                network.getSpec(),
                "The network at a port cannot be loaded. The file is damaged or cannot be read." + AGAIN);
        assertRefused(
                zip -> zip.replace("network.seqnet", "network\nseqnet"),
                network.getSpec(),
                "The network at a port cannot be loaded. The file of the port has no entry 'network.seqnet'." + AGAIN);
        assertRefused(
                zip -> zip.substring(0, zip.indexOf("network.seqnet") + 14),
                network.getSpec(),
                "The network at a port cannot be loaded. network.seqnet is not a network file: it does not "
                        + "start like a zip file. Select a file written by the Network Writer." + AGAIN);
    }

    @Test
    void a_network_that_the_heap_is_too_small_for_does_not_end_the_loading_of_its_workflow() throws Exception {
        var file = new FilterInputStream(damaged(stored(), UnaryOperator.identity())) {
            private int left = 1000;

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                if (left <= 0) {
                    throw new OutOfMemoryError("Java heap space");
                }
                int read = super.read(target, from, Math.min(length, left));
                left -= read;
                return read;
            }
        };

        try (var in = PortUtil.getPortObjectZipInputStream(file)) {
            assertThatThrownBy(() -> new NetworkPortObject.Serializer()
                            .loadPortObject(in, network.getSpec(), new ExecutionMonitor()))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage(String.format(
                            Locale.ROOT,
                            "The network at a port requires more memory than available: a Java heap of at most %,d MB "
                                    + "(Java heap space). Increase -Xmx in knime.ini. Then reopen the workflow.",
                            Runtime.getRuntime().maxMemory() >> 20));
        }
    }

    @Test
    void a_spec_of_another_kind_is_refused() throws Exception {
        var message =
                "The network at a port cannot be loaded. The spec of the port does not describe a network." + AGAIN;

        assertRefused(UnaryOperator.identity(), null, message);
        assertRefused(UnaryOperator.identity(), new DataTableSpec(), message);
    }

    @Test
    void a_spec_of_another_network_is_refused() throws Exception {
        var spec = network.getSpec();
        var message = "The network at a port cannot be loaded. The file of the port contains a different "
                + "network than its spec describes." + AGAIN;

        assertRefused(
                UnaryOperator.identity(),
                new NetworkPortObjectSpec(
                        spec.encoder(),
                        spec.head(),
                        "shape",
                        spec.inputShape(),
                        Optional.of(LabelDomain.of("falling", "flat"))),
                message);
        assertRefused(
                UnaryOperator.identity(),
                new NetworkPortObjectSpec(
                        new Recurrent(Cell.LSTM, 1, 3, 0, 1),
                        HeadKind.CLASSES,
                        "shape",
                        spec.inputShape(),
                        spec.labels()),
                message);
        assertRefused(
                UnaryOperator.identity(),
                new NetworkPortObjectSpec(spec.encoder(), spec.head(), "shape", Optional.empty(), spec.labels()),
                message);
        assertRefused(
                UnaryOperator.identity(),
                new NetworkPortObjectSpec(
                        spec.encoder(), HeadKind.INDEPENDENT_LABELS, "shape", spec.inputShape(), spec.labels()),
                message);
    }

    private void assertRefused(UnaryOperator<String> damage, PortObjectSpec spec, String message) throws Exception {
        try (var in = PortUtil.getPortObjectZipInputStream(damaged(stored(), damage))) {
            assertThatThrownBy(
                            () -> new NetworkPortObject.Serializer().loadPortObject(in, spec, new ExecutionMonitor()))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage(message);
        }
    }

    private ByteArrayOutputStream stored() throws Exception {
        var stored = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(stored)) {
            out.setLevel(0);
            new NetworkPortObject.Serializer().savePortObject(network, out, new ExecutionMonitor());
        }
        return stored;
    }

    private static ByteArrayInputStream damaged(ByteArrayOutputStream zip, UnaryOperator<String> damage) {
        var bytes = damage.apply(zip.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        return new ByteArrayInputStream(bytes);
    }
}
