package org.seqnet.cudnn.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A cuDNN 9 that was found.
 *
 * @param place what belongs to it
 * @param file the library that loads the others
 * @param parts the others, which lie beside it, in an order in which each finds those that it needs already loaded,
 *     with those that only newer ones have
 * @param cuda the major version of CUDA that it was built for, if it says so
 * @param defect why it cannot be loaded, as a sentence; empty if nothing speaks against it
 */
record FoundCudnn(Place place, Path file, List<Path> parts, OptionalInt cuda, Optional<String> defect) {

    /** Returns all that are in these places. */
    static List<FoundCudnn> in(List<Place> places, Platform platform) {
        var found = new ArrayList<FoundCudnn>();
        for (var place : places) {
            for (var folder : place.folders()) {
                if (Files.isRegularFile(folder.resolve(platform.cudnn(9)))) {
                    found.add(at(place, folder, platform));
                }
            }
        }
        return found;
    }

    private static FoundCudnn at(Place place, Path folder, Platform platform) {
        var file = folder.resolve(platform.cudnn(9));
        var parts = Platform.CUDNN_PARTS.stream()
                .map(part -> folder.resolve(platform.cudnnPart(part)))
                .toList();
        var absent = parts.stream()
                .filter(part -> !Files.isRegularFile(part))
                .map(part -> part.getFileName().toString())
                .toList();
        if (!absent.isEmpty()) {
            var defect = "%s is there, but %s not beside it."
                    .formatted(file, String.join(", ", absent) + (absent.size() == 1 ? " is" : " are"));
            return new FoundCudnn(place, file, parts, OptionalInt.empty(), Optional.of(defect));
        }
        var all = new ArrayList<>(parts);
        all.addAll(newerParts(folder, platform));
        var present = List.copyOf(all);
        all.add(file);
        for (var library : all) {
            var defect = LibraryFile.defect(library, platform);
            if (defect.isPresent()) {
                var sentence = library + " " + defect.get() + ".";
                return new FoundCudnn(place, file, present, OptionalInt.empty(), Optional.of(sentence));
            }
        }
        var cuda = LibraryFile.cuda(folder.resolve(platform.cudnnPart("adv")), platform);
        return new FoundCudnn(place, file, present, cuda, Optional.empty());
    }

    private static List<Path> newerParts(Path folder, Platform platform) {
        return Platform.NEWER_CUDNN_PARTS.stream()
                .map(part -> folder.resolve(platform.cudnnPart(part)))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Returns a part that this one lacks and another, in whose folders the linker searches, has. */
    Optional<Path> strangePart(Place system, Platform platform) {
        return system.folders().stream()
                .flatMap(folder -> newerParts(folder, platform).stream())
                .filter(part -> !Files.exists(file.resolveSibling(part.getFileName())))
                .findFirst();
    }

    /** Returns whether it computes with this cuBLAS. */
    boolean fits(FoundCublas cublas) {
        return cuda.isPresent() ? cuda.getAsInt() == cublas.cuda() : place.equals(cublas.place());
    }

    /** Returns which it is, such as {@code 9 for CUDA 13}. */
    String version() {
        return "9" + (cuda.isPresent() ? " for CUDA " + cuda.getAsInt() : "");
    }
}
