import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Compares the batch options {@code -option=<node>,<key>,<value>,<type>} with the workflow that they are for, and ends
 * with 2 and a message if one of them fits no setting: KNIME passes over it, with a warning at most, and runs on.
 *
 * <p>Arguments: the workflow's folder, a folder with the settings that the nodes have today (a workflow that an older
 * version saved may lack some), and the batch options.
 */
final class CheckOptions {

    private static final String PREFIX = "-option=";

    /** What {@code -option} calls the types of settings files; it makes a double of a float. */
    private static final Map<String, String> TYPES = Map.of(
            "int",
            "xint",
            "long",
            "xlong",
            "short",
            "xshort",
            "byte",
            "xbyte",
            "boolean",
            "xboolean",
            "char",
            "xchar",
            "double",
            "xdouble",
            "float",
            "xdouble",
            "String",
            "xstring");

    /** Types of a setting that is a cell, which settings files keep as a group. */
    private static final Set<String> CELLS = Set.of("StringCell", "DoubleCell", "IntCell", "LongCell");

    private final Path workflow;
    private final Path known;

    private CheckOptions(Path workflow, Path known) {
        this.workflow = workflow;
        this.known = known;
    }

    public static void main(String[] arguments) {
        try {
            check(arguments);
        } catch (Exception unreadable) {
            // KNIME will say what is wrong with the workflow.
            System.err.println("The options could not be compared with " + arguments[0] + " (" + unreadable + ").");
        }
    }

    private static void check(String[] arguments) throws Exception {
        var check = new CheckOptions(Path.of(arguments[0]), Path.of(arguments[1]));
        var faults = new ArrayList<String>();
        for (var argument : List.of(arguments).subList(2, arguments.length)) {
            if (argument.startsWith(PREFIX)) {
                check.fault(argument.substring(PREFIX.length()))
                        .ifPresent(fault -> faults.add(argument + ": " + fault));
            }
        }
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.err.println("Nothing was run. KNIME itself would ignore an unknown node or setting.");
            System.exit(2);
        }
    }

    private Optional<String> fault(String option) throws Exception {
        var key = option.indexOf(',');
        var value = option.indexOf(',', key + 1);
        var type = option.lastIndexOf(',');
        if (key < 0 || value < 0 || type <= value) {
            return Optional.of("four parts are expected: node,key,value,type, for example 3,training/epochs,5,int.");
        }
        return fault(
                option.substring(0, key),
                option.substring(key + 1, value),
                option.substring(value + 1, type),
                option.substring(type + 1));
    }

    private Optional<String> fault(String id, String key, String value, String type) throws Exception {
        if (!id.matches("\\d{1,9}(/\\d{1,9})*")) {
            return Optional.of("\"" + id + "\" is not a node ID. Use its number, or 5/3 for a node in a metanode.");
        }
        var folder = workflow;
        var ids = id.split("/");
        for (var depth = 0; depth < ids.length; depth++) {
            var nodes = nodes(folder);
            var settings = nodes.get(Integer.parseInt(ids[depth]));
            if (settings == null) {
                return Optional.of("there is no node " + id + ". The nodes are " + named(nodes) + ".");
            }
            var isMetanode = settings.getFileName().toString().equals("workflow.knime");
            if (isMetanode != depth < ids.length - 1) {
                var node = "node " + String.join("/", List.of(ids).subList(0, depth + 1));
                return Optional.of(
                        isMetanode
                                ? node + " is a metanode, which has no settings. Specify a node inside it, for example "
                                        + id + "/1."
                                : node + " is not a metanode; the batch option supports only nodes in metanodes.");
            }
            folder = isMetanode ? settings.getParent() : settings;
        }
        return fault(folder, id, key, value, type);
    }

    private Optional<String> fault(Path settings, String id, String key, String value, String type) throws Exception {
        var entries = entries(settings);
        var node = "node " + id + ", " + title(settings);
        if (CELLS.contains(type) && entries.containsKey(key + "/datacell")) {
            return Optional.empty();
        }
        var found = entries.get(key);
        if (found == null) {
            return Optional.of("there is no setting \"" + key + "\" in " + node + "."
                    + didYouMean(key, entries.keySet())
                    + " Its settings are " + String.join(", ", entries.keySet()) + ".");
        }
        var fits = TYPES.get(type);
        if (!found.equals(fits)) {
            var right = TYPES.entrySet().stream()
                    .filter(entry ->
                            entry.getValue().equals(found) && !entry.getKey().equals("float"))
                    .map(Map.Entry::getKey)
                    .findFirst();
            var cure = right.map(name -> " Write -option=" + String.join(",", id, key, value, name) + ".");
            return Optional.of("\"" + key + "\" of " + node + " is of type " + right.orElse(found) + ", not \"" + type
                    + "\"." + cure.orElse(""));
        }
        return isOfType(value, type)
                ? Optional.empty()
                : Optional.of("\"" + value + "\" is not a valid value of type " + type + ".");
    }

    private static boolean isOfType(String value, String type) {
        try {
            switch (type) {
                case "int" -> Integer.parseInt(value);
                case "long" -> Long.parseLong(value);
                case "short" -> Short.parseShort(value);
                case "byte" -> Byte.parseByte(value);
                case "double", "float" -> Double.parseDouble(value);
                case "boolean" -> {
                    return value.equals("true") || value.equals("false");
                }
                case "char" -> {
                    return value.length() == 1;
                }
                default -> {}
            }
            return true;
        } catch (NumberFormatException other) {
            return false;
        }
    }

    // ------------------------------------------------------------------------------------------- what is there

    /** Returns the settings file of each node of a workflow, or the workflow file of a metanode. */
    private static Map<Integer, Path> nodes(Path folder) throws Exception {
        var nodes = new TreeMap<Integer, Path>();
        for (var node : children(child(read(folder.resolve("workflow.knime")), "nodes"))) {
            nodes.put(Integer.valueOf(value(node, "id")), folder.resolve(value(node, "node_settings_file")));
        }
        return nodes;
    }

    private static String named(Map<Integer, Path> nodes) throws Exception {
        var named = new ArrayList<String>();
        for (var node : nodes.entrySet()) {
            named.add(node.getKey() + " (" + title(node.getValue()) + ")");
        }
        return String.join(", ", named);
    }

    private static String title(Path settings) {
        return settings.getParent().getFileName().toString().replaceAll(" \\(#\\d+\\)$", "");
    }

    /** Returns the keys of a node's settings with their types: those saved with it, then those it has today. */
    private Map<String, String> entries(Path settings) throws Exception {
        var root = read(settings);
        var entries = new LinkedHashMap<String, String>();
        collect(child(root, "model"), "", entries);
        var today = known.resolve(value(root, "factory").replaceAll("^.*\\.|NodeFactory$", "") + "Parameters.xml");
        if (value(root, "factory").startsWith("org.seqnet.") && Files.exists(today)) {
            collect(read(today), "", entries);
        }
        return entries;
    }

    private static void collect(Element config, String path, Map<String, String> entries) {
        for (var element : children(config)) {
            var key = path + element.getAttribute("key");
            if (element.getTagName().equals("entry")) {
                entries.putIfAbsent(key, element.getAttribute("type"));
            } else {
                collect(element, key + "/", entries);
            }
        }
    }

    private static String didYouMean(String key, Iterable<String> keys) {
        var last = key.substring(key.lastIndexOf('/') + 1);
        String nearest = null;
        var least = Integer.MAX_VALUE;
        for (var candidate : keys) {
            var name = candidate.substring(candidate.lastIndexOf('/') + 1);
            // The name counts for more than the way to it: "epochs" means "training/epochs".
            var distance = 100 * distance(last.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                    + distance(key, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return least < 100 * (1 + last.length() / 2) ? " Did you mean " + nearest + "?" : "";
    }

    /** The number of letters to insert, leave out or replace. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    // ------------------------------------------------------------------------------------------- KNIME's XML

    private static Element read(Path file) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        try (var in = Files.newInputStream(file)) {
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
    }

    private static List<Element> children(Element config) {
        var nodes = config.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .collect(Collectors.toList());
    }

    private static Element child(Element config, String key) {
        return children(config).stream()
                .filter(element -> element.getAttribute("key").equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("KNIME's file has no " + key));
    }

    private static String value(Element config, String key) {
        return child(config, key).getAttribute("value");
    }
}
