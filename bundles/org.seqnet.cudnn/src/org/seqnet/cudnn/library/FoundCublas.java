package org.seqnet.cudnn.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cuBLAS that was found.
 *
 * @param place what belongs to it
 * @param light the library beside it that it multiplies matrices with
 * @param cuda its major version, which is that of CUDA
 * @param defect why it cannot be loaded, as a sentence; empty if nothing speaks against it
 */
record FoundCublas(Place place, Path file, Path light, int cuda, Optional<String> defect) {
    /** The major versions that compute, the preferred one first. */
    static final List<Integer> VERSIONS = List.of(13, 12);

    /** Returns all that are in these places. */
    static List<FoundCublas> in(List<Place> places, Platform platform) {
        var found = new ArrayList<FoundCublas>();
        for (var place : places) {
            for (var folder : place.folders()) {
                for (int cuda : VERSIONS) {
                    if (Files.isRegularFile(folder.resolve(platform.cublas(cuda)))) {
                        found.add(at(place, folder, platform, cuda));
                    }
                }
            }
        }
        return found;
    }

    private static FoundCublas at(Place place, Path folder, Platform platform, int cuda) {
        var file = folder.resolve(platform.cublas(cuda));
        var light = folder.resolve(platform.cublasLt(cuda));
        var defect = Files.isRegularFile(light)
                ? List.of(light, file).stream()
                        .flatMap(library ->
                                LibraryFile.defect(library, platform).map(text -> library + " " + text + ".").stream())
                        .findFirst()
                : Optional.of("%s is there, but %s is not beside it.".formatted(file, light.getFileName()));
        return new FoundCublas(place, file, light, cuda, defect);
    }
}
