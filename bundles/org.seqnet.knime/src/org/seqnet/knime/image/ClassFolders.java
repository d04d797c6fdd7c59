package org.seqnet.knime.image;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.sequence.LabelDomain;

/**
 * The image files of a folder with one subfolder per class, in the order of their classes and then of their names. What
 * lies deeper belongs to the class, too; what is hidden is left out.
 *
 * @param ignored the other files
 * @param withoutClass the image files outside of all subfolders
 */
record ClassFolders(List<ImageOfClass> images, List<String> ignored, List<String> withoutClass) {
    private static final Pattern IMAGE_NAME = Pattern.compile(".*\\.(png|jpe?g|jpe|jfif)", Pattern.CASE_INSENSITIVE);

    /**
     * An image file.
     *
     * @param label the name of the subfolder that it is in
     * @param file its path relative to the folder, with slashes
     */
    record ImageOfClass(String label, String file) {}

    /**
     * Looks through a folder.
     *
     * @param stop asked before each file and folder, to end by its exception
     * @throws IOException if a folder cannot be read; the message names it
     */
    static ClassFolders in(Path folder, Stop stop) throws IOException {
        var found = new ClassFolders(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Files.walkFileTree(
                folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found.visitor(folder, stop));
        found.images.sort(Comparator.comparing(ImageOfClass::label).thenComparing(ImageOfClass::file));
        found.ignored.sort(null);
        found.withoutClass.sort(null);
        return found;
    }

    /** Ends a search early. */
    @FunctionalInterface
    interface Stop {
        /** Throws an exception if the search is to end. */
        void orGoOn() throws IOException;
    }

    private SimpleFileVisitor<Path> visitor(Path folder, Stop stop) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                stop.orGoOn();
                boolean isHidden = !inner.equals(folder) && isHidden(inner);
                return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                stop.orGoOn();
                if (!isHidden(file)) {
                    add(names(folder.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE; // a link to a folder that is looked through anyway
                }
                throw Unreadable.explained(file.toString(), failure);
            }
        };
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static List<String> names(Path relative) {
        return IntStream.range(0, relative.getNameCount())
                .mapToObj(i -> relative.getName(i).toString())
                .toList();
    }

    private void add(List<String> names) {
        var file = String.join("/", names);
        if (!IMAGE_NAME.matcher(file).matches()) {
            ignored.add(file);
        } else if (names.size() == 1) {
            withoutClass.add(file);
        } else {
            images.add(new ImageOfClass(names.get(0), file));
        }
    }

    /** Returns the classes, in their order. */
    LabelDomain labels() {
        return new LabelDomain(
                images.stream().map(ImageOfClass::label).distinct().toList());
    }

    /** Returns what is in the folder and was not read. */
    Optional<String> warning() {
        return Stream.of(
                        warning(ignored, "they are neither PNG nor JPEG files", "it is neither a PNG nor a JPEG file"),
                        warning(
                                withoutClass,
                                "they lie in no subfolder, which would be their class",
                                "it lies in no subfolder, which would be its class"))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private static Optional<String> warning(List<String> files, String reason, String reasonOfOne) {
        return switch (files.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("1 file was ignored because %s: %s.".formatted(reasonOfOne, some(files)));
            default -> Optional.of(String.format(
                    Locale.ROOT, "%,d files were ignored because %s: %s.", files.size(), reason, some(files)));
        };
    }

    /** Returns the first files, and that there are more if there are. */
    static String some(List<String> files) {
        var first = files.stream().limit(3).map(Quoted::of).collect(Collectors.joining(", "));
        return files.size() > 3 ? first + " and others" : first;
    }
}
