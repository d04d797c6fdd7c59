package org.seqnet.cudnn.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqnet.engine.backend.ComputeSetting;
import org.seqnet.engine.backend.Finding;

/**
 * Looks for a cuDNN 9 and a cuBLAS that fit together, and loads nothing: the first cuDNN in the order of the places for
 * which there is a cuBLAS of the CUDA that it was built for, the nearer the better.
 */
final class LibrarySearch {
    private static final String CURE = "Get the libraries with tools/cuda-libs, or enter the folder of an installed "
            + "PyTorch or of cuDNN 9 in the preference \"CUDA libraries folder\" or in "
            + ComputeSetting.CUDA_LIBRARIES.environmentVariable() + ".";

    private static final String REPAIR = "Install it again, or get the libraries with tools/cuda-libs.";

    private final Platform platform;
    private final List<Place> places;
    private final Place system;
    private final OptionalInt driver;

    /**
     * @param system where the linker finds libraries by itself
     * @param driver the newest major version of CUDA that the driver supports, if it is known
     */
    LibrarySearch(Platform platform, List<Place> places, Place system, OptionalInt driver) {
        this.platform = platform;
        this.places = List.copyOf(places);
        this.system = system;
        this.driver = driver;
    }

    /**
     * What was found.
     *
     * @param libraries what can be loaded, if it is complete
     * @param findings what is there and what is missing
     */
    record Outcome(Optional<LibrarySet> libraries, List<Finding> findings) {}

    Outcome search() {
        var cudnns = FoundCudnn.in(places, platform);
        var sound = cudnns.stream().filter(cudnn -> cudnn.defect().isEmpty()).toList();
        if (sound.isEmpty()) {
            return missing(cudnns.stream()
                    .findFirst()
                    .map(cudnn -> Finding.missing("cuDNN", cudnn.defect().orElseThrow(), REPAIR))
                    .orElseGet(() -> Finding.missing("cuDNN", absent(), CURE)));
        }
        var cublases = FoundCublas.in(places, platform);
        for (var cudnn : sound) {
            var fitting = nearest(cudnn, cublases)
                    .filter(cublas -> cublas.defect().isEmpty() && isDriven(cublas))
                    .findFirst();
            if (fitting.isPresent()) {
                return found(cudnn, fitting.get(), passedOver(cudnn, cudnns));
            }
        }
        return missing(unmatched(sound.get(0), cublases));
    }

    /** Returns those of its CUDA: in its folder, then in its place, then elsewhere. */
    private static Stream<FoundCublas> nearest(FoundCudnn cudnn, List<FoundCublas> cublases) {
        var folder = cudnn.file().getParent();
        return cublases.stream()
                .filter(cudnn::fits)
                .sorted(Comparator.comparing(
                                (FoundCublas cublas) -> cublas.place().equals(cudnn.place()))
                        .thenComparing(cublas -> cublas.file().getParent().equals(folder))
                        .reversed());
    }

    private boolean isDriven(FoundCublas cublas) {
        return driver.isEmpty() || cublas.cuda() <= driver.getAsInt();
    }

    private static String passedOver(FoundCudnn chosen, List<FoundCudnn> cudnns) {
        return cudnns.stream()
                .takeWhile(cudnn -> cudnn != chosen)
                .flatMap(cudnn -> cudnn.defect().stream())
                .findFirst()
                .map(defect -> "; passed over: " + defect)
                .orElse("");
    }

    private Outcome found(FoundCudnn cudnn, FoundCublas cublas, String passedOver) {
        var set = new LibrarySet(
                cublas.cuda(), cublas.light(), cublas.file(), optional(cudnn, cublas), cudnn.parts(), cudnn.file());
        var findings = new ArrayList<Finding>();
        findings.add(Finding.present("cuDNN", cudnn.version() + ", " + cudnn.file() + passedOver));
        findings.add(Finding.present("cuBLAS", cublas.cuda() + ", " + cublas.file()));
        cudnn.strangePart(system, platform)
                .ifPresent(part -> findings.add(Finding.present(
                        "cuDNN parts",
                        ("%s is part of another cuDNN than %s, which has no such part. If two versions of cuDNN are "
                                        + "reported to be mixed, remove the other one.")
                                .formatted(part, cudnn.file()))));
        return new Outcome(Optional.of(set), findings);
    }

    /** Returns those that lie where the others do, of one folder, and each after what it needs. */
    private List<Path> optional(FoundCudnn cudnn, FoundCublas cublas) {
        var folders = Stream.of(
                        List.of(cublas.file().getParent(), cudnn.file().getParent()),
                        cublas.place().folders(),
                        cudnn.place().folders())
                .flatMap(List::stream);
        return folders.map(folder -> Folders.files(folder, platform.optional(cublas.cuda())))
                .filter(files -> !files.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Outcome missing(Finding finding) {
        return new Outcome(Optional.empty(), List.of(finding));
    }

    private String absent() {
        var old = places.stream()
                .flatMap(place -> place.folders().stream())
                .map(folder -> folder.resolve(platform.cudnn(8)))
                .filter(Files::isRegularFile)
                .findFirst();
        return old.map(file -> "version 9 not found; there is only version 8, " + file + ".")
                .orElseGet(() -> "not found; " + searched() + ".");
    }

    private String searched() {
        var folders = places.stream()
                .flatMap(place -> place.folders().stream())
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        return folders.isEmpty() ? "no library folder exists" : "searched in " + folders;
    }

    private Finding unmatched(FoundCudnn cudnn, List<FoundCublas> cublases) {
        var fitting = nearest(cudnn, cublases).toList();
        var old = fitting.stream().filter(cublas -> !isDriven(cublas)).findFirst();
        if (old.isPresent()) {
            return Finding.missing(
                    "cuDNN",
                    "%s is built for CUDA %d; the driver supports only CUDA %d."
                            .formatted(cudnn.file(), old.get().cuda(), driver.getAsInt()),
                    "Update NVIDIA's driver, or get the libraries of CUDA 12 with tools/cuda-libs.");
        }
        if (!fitting.isEmpty()) {
            return Finding.missing("cuBLAS", fitting.get(0).defect().orElseThrow(), REPAIR);
        }
        var name = cudnn.cuda().isPresent() ? platform.cublas(cudnn.cuda().getAsInt()) : "cuBLAS";
        var others = cublases.stream().map(cublas -> cublas.file().toString()).collect(Collectors.joining(", "));
        return Finding.missing(
                "cuBLAS",
                "%s requires %s, which was not found; %s."
                        .formatted(cudnn.file(), name, others.isEmpty() ? searched() : "there is only " + others),
                "Install the cuBLAS of that CUDA version, or get the libraries with tools/cuda-libs.");
    }
}
