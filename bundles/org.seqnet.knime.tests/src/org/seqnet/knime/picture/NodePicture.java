package org.seqnet.knime.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.seqnet.knime.WorkflowsTest;

/**
 * A node as KNIME 5.8 draws it: a tile of 32 x 32 in shape and colour of its kind with its icon, its ports and its
 * name. Sizes and places are those of knime-ui's {@code shapes.ts} and {@code portShift.ts}, colours those of KNIME's
 * design system.
 *
 * @param in the input ports' types, without the one for flow variables; {@code out} likewise
 * @param extensible whether more ports can be added
 */
record NodePicture(
        String name,
        NodeFactory.NodeType kind,
        String icon,
        List<PortType> in,
        List<PortType> out,
        boolean extensible) {
    static final int TILE = 32;
    static final double PORT = 9;
    /** Where the ports for flow variables are, at the tile's upper corners. */
    private static final Point VARIABLES_IN = new Point(0, -PORT / 2);

    private static final Point VARIABLES_OUT = new Point(TILE, -PORT / 2);
    static final String VARIABLES_COLOUR = "#ff4b4b";
    private static final int NAME_WIDTH = 100;

    static NodePicture of(Node node) throws IOException {
        var factory = node.getFactory();
        return new NodePicture(
                node.getName(),
                factory.getType(),
                icon(factory),
                IntStream.range(1, node.getNrInPorts())
                        .mapToObj(node::getInputType)
                        .toList(),
                IntStream.range(1, node.getNrOutPorts())
                        .mapToObj(node::getOutputType)
                        .toList(),
                factory.getXMLDescription().getElementsByTagName("dynInPort").getLength() > 0);
    }

    private static String colour(NodeFactory.NodeType type) {
        return switch (type) {
            case Source -> "#ff9632";
            case Manipulator -> "#ffd800";
            case Learner -> "#c8e632";
            case Predictor -> "#3cb44b";
            case Sink -> "#ff4b4b";
            case LoopStart, LoopEnd -> "#88d8e4";
            case Other -> "#d2a384";
            default -> throw new IllegalArgumentException("No colour for a node of type " + type + ".");
        };
    }

    /** Returns the tile: a loop's start has a notch at its right, its end a point at its left. */
    private static String tile(NodeFactory.NodeType type) {
        var shape =
                switch (type) {
                    case LoopStart -> "path d=\"M32 0l-4 16l4 16h-29.2a2.8 2.8 0 0 1-2.8-2.8v-26.4a2.8 2.8 0 0 "
                            + "1 2.8-2.8z\"";
                    case LoopEnd -> "path d=\"M4 0h25.2a2.8 2.8 0 0 1 2.8 2.8v26.4a2.8 2.8 0 0 1-2.8 "
                            + "2.8h-25.2l-4-16z\"";
                    default -> "rect width=\"32\" height=\"32\" rx=\"2.8\"";
                };
        return "<%s fill=\"%s\"/>\n".formatted(shape, colour(type));
    }

    /**
     * Returns the drawing that the factory's icon is made of, without the element around it; KNIME's own have none
     * here.
     */
    private static String icon(NodeFactory<?> factory) throws IOException {
        if (factory.getIcon() == null) {
            return "";
        }
        var png = Path.of(factory.getIcon().getPath()).getFileName().toString();
        var drawing = Files.readString(icons().resolve(png.replace(".png", ".svg")));
        return drawing.replaceAll("(?s)^<svg[^>]*>\\s*|\\s*</svg>\\s*$", "");
    }

    /** Returns the picture of a node whose ports are all there already. */
    NodePicture withoutDots() {
        return new NodePicture(name, kind, icon, in, out, false);
    }

    static Path icons() {
        return WorkflowsTest.repository().resolve("bundles/org.seqnet.knime/icons");
    }

    /** Returns where an input port's outer edge is, relative to the tile; port 0 is the one for flow variables. */
    Point input(int port) {
        return port == 0 ? VARIABLES_IN : new Point(-PORT, shift(port - 1, in.size()));
    }

    /** Returns where an output port's outer edge is, relative to the tile; port 0 is the one for flow variables. */
    Point output(int port) {
        return port == 0 ? VARIABLES_OUT : new Point(TILE + PORT, shift(port - 1, out.size()));
    }

    /** Returns whether flow variables go out of a port. */
    boolean passesVariables(int port) {
        return port == 0 || out.get(port - 1).getPortObjectClass() == FlowVariablePortObject.class;
    }

    private static double shift(int port, int ports) {
        int slot = ports == 1 ? 1 : ports == 2 ? 2 * port : port;
        return TILE / 2.0 + (slot - 1) * (PORT + 1.5);
    }

    /** Returns the drawing with the tile's upper left corner at the origin. */
    String svg() {
        var lines = Text.wrap(name, NAME_WIDTH, Text.BOLD);
        var svg = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            svg.append(Text.centred(lines.get(i), TILE / 2, -9 - 14 * (lines.size() - 1 - i), 12, "bold"));
        }
        svg.append(tile(kind));
        svg.append("<g transform=\"translate(8 8)\">\n%s\n</g>\n".formatted(icon));
        svg.append(ports(in, -PORT / 2)).append(ports(out, TILE + PORT / 2));
        if (extensible) {
            svg.append(
                    """
                    <circle r="1.2" cx="4" cy="27"/>
                    <circle r="1.2" cx="9" cy="27"/>
                    <circle r="1.2" cx="14" cy="27"/>
                    """);
        }
        return svg.toString();
    }

    private static String ports(List<PortType> ports, double x) {
        return IntStream.range(0, ports.size())
                .mapToObj(i -> port(ports.get(i), x, shift(i, ports.size())))
                .collect(Collectors.joining());
    }

    private static String port(PortType type, double x, double y) {
        boolean table = type.getPortObjectClass() == BufferedDataTable.class;
        var path = table ? "M-4.5-4.5L4.5 0L-4.5 4.5z" : "M-4.5-4.5h9v9h-9z";
        int colour = table ? 0x1a1a1a : type.getColor();
        return String.format(
                Locale.ROOT,
                "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"#%06x\"/>\n",
                x,
                y,
                path,
                colour & 0xffffff);
    }
}
