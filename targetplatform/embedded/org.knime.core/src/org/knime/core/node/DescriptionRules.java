package org.knime.core.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What {@code http://knime.org/node/v5.3} demands of a description. KNIME logs a coding problem for one that breaks its
 * schema; the schema itself is KNIME's, so here are rules of our own that refuse the same.
 */
final class DescriptionRules {

    private static final String FONTS = "b|i|u|tt|s";

    private static final String PHRASES = "em|code|samp|sup|sub";

    private static final String LISTS = "ul|ol|dl";

    private static final String INLINE = "a|br|" + FONTS + "|" + PHRASES;

    private static final String BLOCKS = INLINE + "|p|hr|pre|" + LISTS;

    /** Types that no description can choose. */
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("Meta", "Missing", "Subnode", "VirtualIn", "VirtualOut");

    /** Elements whose content is elements only. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "knimeNode", "fullDescription", "tab", "ports", "views", "keywords", "ul", "ol", "dl", "table", "tr", "pre",
            "br");

    /** The children that each element may have, as a pattern over their names, each with a blank behind it. */
    private static final Map<String, Pattern> CONTENT = new HashMap<>();

    private static final Map<String, List<String>> ATTRIBUTES = Map.of(
            "tab", List.of("name"),
            "option", List.of("name"),
            "inPort", List.of("index", "name"),
            "outPort", List.of("index", "name"),
            "dynInPort", List.of("insert-before", "name", "group-identifier"),
            "dynOutPort", List.of("insert-before", "name", "group-identifier"),
            "interactiveView", List.of("name"),
            "view", List.of("index", "name"),
            "a", List.of("href"),
            "link", List.of("href"));

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
    static List<String> violations(Element root) {
        var rules = new DescriptionRules();
        String type = root.getAttribute("type");
        if (!type.isEmpty() && (OF_THE_PLATFORM.contains(type) || !isType(type))) {
            rules.violations.add("There is no type of nodes \"" + type + "\".");
        }
        rules.check(root);
        return rules.violations;
    }

    private static boolean isType(String name) {
        return Arrays.stream(NodeType.values()).anyMatch(type -> type.name().equals(name));
    }

    private void check(Element element) {
        String name = NodeDescription53Proxy.tag(element);
        var allowed = CONTENT.get(name);
        if (allowed == null) {
            return; // its parent has been told
        }
        var children = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.append(NodeDescription53Proxy.tag(inner)).append(' ');
                check(inner);
            } else if (child.getNodeType() == Node.TEXT_NODE
                    && WITHOUT_TEXT.contains(name)
                    && !child.getNodeValue().isBlank()) {
                violations.add("<" + name + "> cannot hold the text \"" + child.getNodeValue().strip() + "\".");
            }
        }
        if (!allowed.matcher(children).matches()) {
            violations.add("<" + name + "> cannot hold these elements in this order: "
                    + (children.isEmpty() ? "none" : children.toString().strip()) + ".");
        }
        for (String attribute : ATTRIBUTES.getOrDefault(name, List.of())) {
            if (element.getAttribute(attribute).isBlank()) {
                violations.add("<" + name + "> lacks the attribute \"" + attribute + "\".");
            }
        }
    }
}
