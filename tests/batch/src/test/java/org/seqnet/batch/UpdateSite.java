package org.seqnet.batch;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the zip that this build made tells p2 and holds. */
final class UpdateSite {
    static final Path ZIP = Installation.ROOT.resolve("update-site/target/org.seqnet.update.zip");
    static final String ADDRESS = "jar:" + ZIP.toUri() + "!/";

    private UpdateSite() {}

    /** What p2 knows a bundle, a feature or a category by. */
    record Unit(Element element) {
        String id() {
            return element.getAttribute("id");
        }

        String version() {
            return element.getAttribute("version");
        }

        String property(String name) {
            return in(element, "properties", "property")
                    .filter(property -> property.getAttribute("name").equals(name))
                    .map(property -> property.getAttribute("value"))
                    .findFirst()
                    .orElse("");
        }

        String text(String child) {
            return children(element, child)
                    .map(Node::getTextContent)
                    .map(String::strip)
                    .findFirst()
                    .orElse("");
        }

        String license() {
            return in(element, "licenses", "license")
                    .map(Node::getTextContent)
                    .map(String::strip)
                    .findFirst()
                    .orElse("");
        }

        Stream<Capability> provided() {
            return in(element, "provides", "provided").map(Capability::new);
        }

        Stream<Requirement> required() {
            return in(element, "requires", "required").map(Requirement::new);
        }

        /** Returns the conditions of requirements that are not by name, such as the Java that a bundle needs. */
        Stream<String> conditions() {
            return in(element, "requires", "requiredProperties").map(condition -> condition.getAttribute("match"));
        }
    }

    record Capability(Element element) {
        boolean isFor(Requirement requirement) {
            return Stream.of("namespace", "name")
                    .allMatch(key -> element.getAttribute(key).equals(requirement.element.getAttribute(key)));
        }
    }

    record Requirement(Element element) {
        String name() {
            return element.getAttribute("name");
        }

        boolean optional() {
            return element.getAttribute("optional").equals("true");
        }

        @Override
        public String toString() {
            return element.getAttribute("namespace") + " " + element.getAttribute("name") + " "
                    + element.getAttribute("range");
        }
    }

    static List<Unit> units() {
        return inside(site -> in(xml(site.resolve("content.jar"), "content.xml"), "units", "unit")
                .map(Unit::new)
                .toList());
    }

    static Unit unit(String id) {
        return units().stream().filter(unit -> unit.id().equals(id)).findFirst().orElseThrow();
    }

    /** Returns the identifiers of what is there to download, with a slash and the kind before each. */
    static List<String> artifacts() {
        return inside(site -> in(xml(site.resolve("artifacts.jar"), "artifacts.xml"), "artifacts", "artifact")
                .map(artifact -> artifact.getAttribute("classifier") + "/" + artifact.getAttribute("id"))
                .toList());
    }

    /** Returns what {@code read} makes of the zip's root. */
    static <T> T inside(Function<Path, T> read) {
        try (var zip = FileSystems.newFileSystem(ZIP)) {
            return read.apply(zip.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> bundles(Path site) {
        try (var files = Files.list(site.resolve("plugins"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an entry of a jar in the zip as text. */
    static String text(Path jar, String entry) {
        try (var in = new ZipInputStream(Files.newInputStream(jar))) {
            for (var next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
                if (next.getName().equals(entry)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            throw new IllegalStateException(jar + " holds no " + entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element xml(Path jar, String entry) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text(jar, entry))))
                    .getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Element> in(Element parent, String list, String name) {
        return children(parent, list).flatMap(child -> children(child, name));
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast);
    }
}
