package org.seqnet.walls;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages of a bundle and which of them each one uses, as the code has it or as {@code ARCHITECTURE.md} draws it:
 * {@code learner -> label, message}, the outermost package by the last part of its name.
 */
record Rooms(Bundle bundle, Map<String, Set<String>> used) {
    /** Returns the rooms as the code has them. */
    static Rooms inCode(Bundle bundle) {
        var used = new TreeMap<String, Set<String>>();
        for (var type : bundle.classes()) {
            var room = used.computeIfAbsent(room(bundle, type.getPackageName()), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .filter(target ->
                            (target + ".").startsWith(bundle.title + ".") && !target.equals(type.getPackageName()))
                    .map(target -> room(bundle, target))
                    .forEach(room::add);
        }
        return new Rooms(bundle, used);
    }

    private static String room(Bundle bundle, String packageName) {
        int shared = packageName.equals(bundle.title) ? bundle.title.lastIndexOf('.') : bundle.title.length();
        return packageName.substring(shared + 1);
    }

    /** Returns the rooms as they are drawn. */
    static Rooms drawn(Bundle bundle) throws IOException {
        var page = Files.readString(Bundle.REPOSITORY.resolve("ARCHITECTURE.md"));
        var block = Pattern.compile("(?s)```rooms " + Pattern.quote(bundle.title) + "\n(.*?)```")
                .matcher(page);
        var used = new TreeMap<String, Set<String>>();
        if (block.find()) {
            block.group(1).lines().forEach(line -> {
                var sides = line.split("->");
                used.put(
                        sides[0].strip(),
                        Stream.of(sides)
                                .skip(1)
                                .flatMap(right -> Stream.of(right.split(",")))
                                .map(String::strip)
                                .collect(toCollection(TreeSet::new)));
            });
        }
        return new Rooms(bundle, used);
    }

    /** Returns the block for the drawing; unless rooms use each other in a circle, all arrows lead down. */
    String drawing() {
        int width = used.keySet().stream().mapToInt(String::length).max().orElse(0);
        var lines = new StringBuilder("```rooms " + bundle.title + "\n");
        for (var room : fromTheTop()) {
            var line = ("%-" + width + "s -> %s").formatted(room, String.join(", ", used.get(room)));
            lines.append(line.replaceFirst(" *-> $", "")).append('\n');
        }
        return lines + "```";
    }

    private List<String> fromTheTop() {
        var order = new ArrayList<String>();
        var left = new TreeMap<>(used);
        while (!left.isEmpty()) {
            var top = left.keySet().stream()
                    .filter(room -> left.values().stream().noneMatch(users -> users.contains(room)))
                    .toList();
            order.addAll(top.isEmpty() ? left.keySet() : top);
            left.keySet().removeAll(List.copyOf(order));
        }
        return order;
    }
}
