package org.seqnet.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A training that all tests share: three shards of 480 waves, twelve epochs of five rounds. */
record Training(Path folder) {
    private static final int ROWS = 480;
    private static final int STEPS = 20;

    /** Writes the data. */
    static Training in(Path folder) {
        var random = new Random(7);
        var lines = new ArrayList<String>();
        lines.add(IntStream.range(0, STEPS).mapToObj(step -> "x_" + step).collect(Collectors.joining(",")) + ",wave");
        for (int row = 0; row < ROWS; row++) {
            lines.add(line(row % 3, random));
        }
        try {
            Files.write(Files.createDirectories(folder).resolve("waves.csv"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Training(folder.toAbsolutePath());
    }

    private static String line(int kind, Random random) {
        double phase = random.nextDouble() * 2 * Math.PI;
        return IntStream.range(0, STEPS)
                        .mapToDouble(step -> wave(kind, phase + step * 0.6) + 0.3 * random.nextGaussian())
                        .mapToObj(value -> String.format(Locale.ROOT, "%.4f", value))
                        .collect(Collectors.joining(","))
                + "," + List.of("sine", "square", "saw").get(kind);
    }

    private static double wave(int kind, double angle) {
        return switch (kind) {
            case 0 -> Math.sin(angle);
            case 1 -> Math.signum(Math.sin(angle));
            default -> angle / Math.PI % 2 - 1;
        };
    }

    /** Returns the arguments of train that write a network to this place, and further ones. */
    List<String> arguments(String network, String... others) {
        var arguments = new ArrayList<String>();
        Collections.addAll(arguments, "train", "--events", "--data", file("waves.csv"), "--format", "csv");
        Collections.addAll(arguments, "--layout", "wide", "--columns", "x_*", "--label", "wave");
        Collections.addAll(arguments, "--layers", "1", "--hidden-units", "16", "--dropout", "0.1");
        Collections.addAll(arguments, "--epochs", "12", "--batch-size", "16", "--interval", "2", "--shards", "3");
        Collections.addAll(arguments, "--validation-share", "0.1", "--no-early-stopping");
        Collections.addAll(arguments, "--output", network);
        Collections.addAll(arguments, others);
        return arguments;
    }

    /** Returns the path of a file beside the data, as an argument. */
    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Reads the network of this name. */
    Network network(String name) {
        return Network.of(folder.resolve(name));
    }

    /** Recognizes the line that tells of the end of an epoch. */
    static boolean isEndOfEpoch(int epoch, String line) {
        return isEndOfEpoch(line) && line.contains("\"epoch\":" + epoch + ",");
    }

    /** Recognizes each line that tells of the end of an epoch. */
    static boolean isEndOfEpoch(String line) {
        return line.startsWith("seqnet-event ") && line.contains("\"event\":\"epoch\"");
    }
}
