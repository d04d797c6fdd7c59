package org.seqnet.cudnn.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqnet.cudnn.library.DriverFacts.FoundCard;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.Finding;
import org.seqnet.engine.backend.NamedFolders;

/** Finds out whether cuDNN can compute on this machine. Nothing is loaded but the driver, and that only where it is. */
public final class CardSearch {
    /** CUDA's major versions need at least their own first driver each. */
    private static final int LEAST_CUDA = 12000;

    private static final int LEAST_CAPABILITY = 75;
    /** What one small training takes, after the card has started. */
    private static final long LEAST_FREE_MEGABYTES = 500;

    static final String UPDATE =
            "Update NVIDIA's driver: version 525.60.13 or later on Linux, 527.41 or later on Windows.";

    /**
     * From this compute capability on (Blackwell), NVIDIA lists cards as supported with CUDA 12.8 or later only.
     *
     * <p>Source: cuDNN's support matrices of 9.5.1, which ends at 9.0, and of 9.10.2.
     */
    private static final int NEW_MAJOR = 10;

    private static final Finding OLD_LIBRARIES = Finding.present(
            "Libraries for this card",
            "CUDA 12.6 and cuDNN 9.5 are older than this card, which NVIDIA supports with CUDA 12.8 or later: the "
                    + "first training may start slowly, or fail. Install a PyTorch for CUDA 12.8 or later, and enter "
                    + "its folder in the preference \"CUDA libraries folder\".");

    private static final String DRIVER = "NVIDIA driver";
    static final String CARD = "Graphics card";

    private final Optional<Platform> platform;
    private final Optional<SearchPlaces> places;
    private final int card;
    private final DriverQuery query;

    CardSearch(Optional<SearchPlaces> places, int card, DriverQuery query) {
        this.platform = places.map(SearchPlaces::platform);
        this.places = places;
        this.card = card;
        this.query = query;
    }

    /** Returns a search on this machine. */
    public static CardSearch here(ComputeSettings settings) {
        var places = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"))
                .map(platform -> new SearchPlaces(
                        platform,
                        settings.cudaLibraries(),
                        Path.of(System.getProperty("user.home")),
                        Path.of("/"),
                        NamedFolders.ofProcess()));
        return new CardSearch(places, settings.gpuCard(), new LoadedDriver());
    }

    /**
     * What was found.
     *
     * @param findings in the order in which a user would put things right
     * @param libraries what can be loaded; empty if anything is missing
     * @param hasCard whether there is a card, as far as the driver tells
     */
    public record Outcome(List<Finding> findings, Optional<CudaLibraries> libraries, boolean hasCard) {
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    /** Looks for everything, for a report. */
    public Outcome search() {
        return search(true);
    }

    /** Looks for what computing needs; where there is no driver, nothing else is looked for. */
    public Outcome searchToStart() {
        return search(false);
    }

    private Outcome search(boolean goesOn) {
        if (places.isEmpty()) {
            var none = Finding.missing(
                    "cuDNN",
                    "not available for this system: there is cuDNN only for Linux on x86-64 and ARM, and for Windows "
                            + "on x86-64.",
                    "Use the CPU on this machine.");
            return new Outcome(List.of(none), Optional.empty(), false);
        }
        var findings = new ArrayList<Finding>();
        var drivers = drivers();
        var driver = drivers.stream()
                .filter(file -> LibraryFile.defect(file, platform.get()).isEmpty())
                .findFirst();
        findings.add(
                driver.map(file -> Finding.present(DRIVER, file.toString())).orElseGet(() -> withoutDriver(drivers)));
        if (driver.isEmpty() && !goesOn) {
            return new Outcome(findings, Optional.empty(), false);
        }
        var cuda = OptionalInt.empty();
        boolean isCardMissing = false;
        boolean isCardNew = false;
        if (driver.isPresent()) {
            try {
                var facts = query.ask(driver.get(), card);
                cuda = OptionalInt.of(facts.version() / 1000);
                isCardNew = isNew(facts);
                addFacts(facts, findings);
            } catch (ShortcomingException e) {
                findings.removeIf(
                        finding -> finding.subject().equals(e.finding().subject()));
                findings.add(e.finding());
                isCardMissing = e.finding().subject().equals(CARD);
            }
        }
        var there = places.get();
        var found = new LibrarySearch(platform.get(), there.libraries(isCardNew), there.system(), cuda).search();
        findings.addAll(found.findings());
        if (isCardNew) {
            found.libraries()
                    .filter(set ->
                            there.ofScript().folders().contains(set.cudnn().getParent()))
                    .ifPresent(set -> findings.add(OLD_LIBRARIES));
        }
        boolean whole = findings.stream().allMatch(Finding::present);
        return new Outcome(
                findings,
                found.libraries().filter(set -> whole).map(set -> new CudaLibraries(driver.orElseThrow(), set, card)),
                driver.isPresent() && !isCardMissing);
    }

    private boolean isNew(DriverFacts facts) {
        return card < facts.cards().size() && facts.cards().get(card).major() >= NEW_MAJOR;
    }

    private List<Path> drivers() {
        return places.get().driver().stream()
                .map(folder -> folder.resolve(platform.get().driver()))
                .filter(Files::isRegularFile)
                .toList();
    }

    private Finding withoutDriver(List<Path> unusable) {
        var found = unusable.stream()
                .findFirst()
                .flatMap(file -> LibraryFile.defect(file, platform.get()).map(defect -> file + " " + defect + "."))
                .orElse("no " + platform.get().driver() + " found.");
        return Finding.missing(
                DRIVER,
                found,
                "Install NVIDIA's driver and restart the machine; in a container, pass the card through (--gpus all).");
    }

    private void addFacts(DriverFacts facts, List<Finding> findings) {
        var version = "%d.%d".formatted(facts.version() / 1000, facts.version() % 1000 / 10);
        findings.add(
                facts.version() >= LEAST_CUDA
                        ? Finding.present("Driver version", "supports CUDA " + version)
                        : Finding.missing(
                                "Driver version",
                                "supports CUDA " + version + "; CUDA 12.0 or later is required.",
                                UPDATE));
        var cards = facts.cards();
        findings.add(card(cards));
        if (card < cards.size()) {
            findings.add(capability(cards.get(card)));
            facts.start().ifPresent(start -> findings.add(memory(start)));
        }
    }

    private Finding card(List<FoundCard> cards) {
        var list = IntStream.range(0, cards.size())
                .mapToObj(i -> i + " " + cards.get(i).name())
                .collect(Collectors.joining(", "));
        if (card < cards.size()) {
            var name = cards.get(card).name();
            return Finding.present(CARD, cards.size() == 1 ? name : name + ", which is number " + card + " of " + list);
        }
        return Finding.missing(
                CARD, "there is no number " + card + "; there are " + list + ".", "Choose one of these.");
    }

    private static Finding capability(FoundCard found) {
        var capability = found.major() + "." + found.minor();
        return 10 * found.major() + found.minor() >= LEAST_CAPABILITY
                ? Finding.present("Compute capability", capability)
                : Finding.missing(
                        "Compute capability",
                        capability + "; 7.5 (Turing) or later is required.",
                        "This card is too old for the cuDNN kernels; use the CPU.");
    }

    private static Finding memory(DriverFacts.CardStart start) {
        var subject = CardSupport.MEMORY;
        if (start.status() == 2) {
            return Finding.missing(
                    subject, "too little is free to start the card.", "Close other programs that use the card.");
        }
        if (start.status() == 46) {
            return Finding.missing(
                    CARD,
                    "another program uses it exclusively.",
                    "Close that program (nvidia-smi lists it), or set the card's compute mode to default.");
        }
        if (start.status() != 0) {
            return Finding.missing(
                    CARD,
                    "it does not start: the driver returned error " + start.status() + ".",
                    "Run nvidia-smi in a terminal; if it reports an error, restart the machine.");
        }
        long free = start.freeBytes() >> 20;
        var found = String.format(Locale.ROOT, "%,d of %,d MB are free", free, start.totalBytes() >> 20);
        return free >= LEAST_FREE_MEGABYTES
                ? Finding.present(subject, found)
                : Finding.missing(
                        subject,
                        String.format(Locale.ROOT, "%s; %,d MB are required.", found, LEAST_FREE_MEGABYTES),
                        "Close other programs that use the card (nvidia-smi lists them).");
    }
}
