package org.knime.core.embedded.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What {@code http://knime.org/node/v5.3} demands of a description. KNIME logs a coding problem for one that breaks its
 * schema; the schema itself is KNIME's, so here are rules of our own that refuse the same.
 */
public final class DescriptionRules {

    private static final String FONTS = "b|i|u|tt|s";

    private static final String PHRASES = "em|code|samp|sup|sub";

    private static final String LISTS = "ul|ol|dl";

    private static final String INLINE = "a|br|" + FONTS + "|" + PHRASES;

    private static final String BLOCKS = INLINE + "|p|hr|pre|" + LISTS;

    /** Types that no description can choose. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("Meta", "Missing", "Subnode", "VirtualIn", "VirtualOut");

    /** Elements whose content is elements only. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "knimeNode",
            "fullDescription",
            "tab",
            "ports",
            "views",
            "keywords",
            "ul",
            "ol",
            "dl",
            "table",
            "tr",
            "pre",
            "br");

    /** The children that each element may have, as a pattern over their names, each with a blank behind it. */
    private static final Map<String, Pattern> CONTENT = new HashMap<>();

    /** The attributes that an element must have. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "tab", Set.of("name"),
            "option", Set.of("name"),
            "inPort", Set.of("index", "name"),
            "outPort", Set.of("index", "name"),
            "dynInPort", Set.of("insert-before", "name", "group-identifier"),
            "dynOutPort", Set.of("insert-before", "name", "group-identifier"),
            "interactiveView", Set.of("name"),
            "view", Set.of("index", "name"),
            "a", Set.of("href"),
            "link", Set.of("href"));

    /** The attributes that an element may have beside those. */
    private static final Map<String, Set<String>> OPTIONAL = Map.ofEntries(
            Map.entry("knimeNode", Set.of("icon", "type", "deprecated")),
            Map.entry("option", Set.of("optional")),
            Map.entry("dynInPort", Set.of("configurable-via-menu")),
            Map.entry("dynOutPort", Set.of("configurable-via-menu")),
            Map.entry("p", Set.of("id")),
            Map.entry("ul", Set.of("id")),
            Map.entry("ol", Set.of("id")),
            Map.entry("table", Set.of("id")),
            Map.entry("td", Set.of("align", "colspan", "rowspan")),
            Map.entry("th", Set.of("align", "colspan", "rowspan")));

    private static final Set<String> NUMBERS = Set.of("index", "insert-before");

    private static final Set<String> TRUTHS = Set.of("deprecated", "optional", "configurable-via-menu");

    static {
        allow(
                "(name )(shortDescription )(fullDescription )(interactiveView )?(ports )(views )?(keywords )?",
                "knimeNode");
        allow("(intro )((option )*|(tab )*)(link )*", "fullDescription");
        allow("(description )?(option )+", "tab");
        allow("(inPort )*(dynInPort )*(outPort )*(dynOutPort )*", "ports");
        allow("(view )+", "views");
        allow("(keyword )+", "keywords");
        allow("", "name", "shortDescription", "keyword", "link", "hr", "br");
        allow(any(BLOCKS + "|h3|h4|table"), "intro", "dd", "td", "th");
        allow(any(BLOCKS), "option", "inPort", "outPort", "dynInPort", "dynOutPort", "view", "interactiveView");
        allow(any(INLINE + "|" + LISTS), "description", "p", "li");
        allow(any(INLINE), "h3", "h4", "dt", "b", "i", "u", "tt", "s", "em", "code", "samp", "sup", "sub");
        allow(any(FONTS + "|" + PHRASES), "a");
        allow("((" + FONTS + "|a|br|em|code|samp) )", "pre");
        allow("(li )+", "ul", "ol");
        allow("((dt|dd) )+", "dl");
        allow("(tr )+", "table");
        allow("((th|td) )+", "tr");
    }

    private final List<String> violations = new ArrayList<>();

    private DescriptionRules() {}

    private static String any(String names) {
        return "((" + names + ") )*";
    }

    private static void allow(String content, String... elements) {
        for (String element : elements) {
            CONTENT.put(element, Pattern.compile(content));
        }
    }

    /** Returns what is wrong with a description, a sentence each; nothing for one that KNIME takes. */
    public static List<String> violations(Element root) {
        var rules = new DescriptionRules();
        String type = root.getAttribute("type");
        if (!type.isEmpty() && (OF_THE_PLATFORM.contains(type) || !isType(type))) {
            rules.violations.add("There is no type of nodes \"" + type + "\".");
        }
        rules.check(root);
        if (rules.violations.isEmpty()) {
            rules.checkPlaces(root);
        }
        return rules.violations;
    }

    private static boolean isType(String name) {
        return Arrays.stream(NodeType.values()).anyMatch(type -> type.name().equals(name));
    }

    private void check(Element element) {
        String name = tag(element);
        var allowed = CONTENT.get(name);
        if (allowed == null) {
            return; // its parent has been told
        }
        var children = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.append(tag(inner)).append(' ');
                check(inner);
            } else if (child.getNodeType() == Node.TEXT_NODE
                    && WITHOUT_TEXT.contains(name)
                    && !child.getNodeValue().isBlank()) {
                violations.add("<" + name + "> cannot hold the text \""
                        + child.getNodeValue().strip() + "\".");
            }
        }
        if (!allowed.matcher(children).matches()) {
            violations.add("<" + name + "> cannot hold these elements in this order: "
                    + (children.isEmpty() ? "none" : children.toString().strip()) + ".");
        }
        if (name.equals("keyword") && element.getTextContent().isBlank()) {
            violations.add("<keyword> cannot be empty.");
        }
        checkAttributes(element, name);
    }

    private void checkAttributes(Element element, String name) {
        var required = REQUIRED.getOrDefault(name, Set.of());
        for (String attribute : new TreeSet<>(required)) {
            if (element.getAttribute(attribute).isBlank()) {
                violations.add("<" + name + "> lacks the attribute \"" + attribute + "\".");
            }
        }
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String attribute = attributes.item(i).getNodeName();
            String value = attributes.item(i).getNodeValue();
            boolean ofXml = attribute.equals("xmlns") || attribute.startsWith("xmlns:") || attribute.startsWith("xsi:");
            if (!ofXml
                    && !required.contains(attribute)
                    && !OPTIONAL.getOrDefault(name, Set.of()).contains(attribute)) {
                violations.add("<" + name + "> cannot have the attribute \"" + attribute + "\".");
            } else if (NUMBERS.contains(attribute) && !value.matches("\\d{1,9}")
                    || TRUTHS.contains(attribute) && !value.matches("true|false|0|1")) {
                violations.add("<" + name + "> cannot have \"" + value + "\" as its " + attribute + ".");
            }
        }
    }

    /** Ports and views are numbered each once; a group of ports stands before a port or right behind the last one. */
    private void checkPlaces(Element root) {
        children(root, "views").forEach(views -> checkNumbers(views, "view"));
        children(root, "ports").forEach(ports -> {
            checkNumbers(ports, "inPort");
            checkNumbers(ports, "outPort");
            checkInsertion(ports, "dynInPort", "inPort");
            checkInsertion(ports, "dynOutPort", "outPort");
        });
    }

    private void checkNumbers(Element parent, String name) {
        var seen = new HashSet<String>();
        children(parent, name)
                .map(child -> child.getAttribute("index"))
                .filter(index -> !seen.add(index))
                .forEach(index -> violations.add("There are two <" + name + "> of index " + index + "."));
    }

    private void checkInsertion(Element ports, String groupName, String portName) {
        int behindLast = children(ports, portName)
                        .mapToInt(port -> Integer.parseInt(port.getAttribute("index")))
                        .max()
                        .orElse(-1)
                + 1;
        children(ports, groupName)
                .map(group -> group.getAttribute("insert-before"))
                .filter(place -> Integer.parseInt(place) > behindLast)
                .forEach(place -> violations.add("<" + groupName + "> cannot be inserted before " + place
                        + ", more than one behind the last <" + portName + ">."));
    }

    /** Documents that are made, not parsed, may know no namespaces, and then no local names either. */
    public static String tag(Element element) {
        return element.getLocalName() == null ? element.getTagName() : element.getLocalName();
    }

    public static Stream<Element> children(Element parent, String... names) {
        var found = new ArrayList<Element>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element element && List.of(names).contains(tag(element))) {
                found.add(element);
            }
        }
        return found.stream();
    }
}
