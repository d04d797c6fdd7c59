package org.seqnet.cudnn.library;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.seqnet.cudnn.binding.Driver;
import org.seqnet.cudnn.binding.SharedLibrary;
import org.seqnet.cudnn.library.DriverFacts.CardStart;
import org.seqnet.cudnn.library.DriverFacts.FoundCard;

/** The driver of this machine. */
final class LoadedDriver implements DriverQuery {
    private static final int NO_DEVICE = 100;
    private static final int MAJOR = 75;
    private static final int MINOR = 76;
    /** Starting takes up to some seconds where no other program uses the cards; one that hangs must not hang KNIME. */
    private static final long LONGEST_SECONDS = 30;

    private static final String NATIVE_ACCESS = "Native access";
    private static final String SUBJECT = "NVIDIA driver";
    private static final String REINSTALL =
            "Restart the machine; if this does not help, install NVIDIA's driver again.";

    private static Optional<ShortcomingException> withoutJna = Optional.empty();
    private static boolean loaded;
    private static boolean hangs;

    private final long longestSeconds;

    LoadedDriver() {
        this(LONGEST_SECONDS);
    }

    /** @param longestSeconds how long to wait for an answer */
    LoadedDriver(long longestSeconds) {
        this.longestSeconds = longestSeconds;
    }

    /** Loads the driver's library, unless a driver is. */
    static synchronized void load(Path driver) throws ShortcomingException {
        if (loaded) {
            return;
        }
        startJna();
        try {
            SharedLibrary.open(driver);
        } catch (LinkageError e) {
            throw new ShortcomingException(SUBJECT, driver + " does not load: " + reason(e) + ".", REINSTALL);
        }
        try {
            Driver.load(driver);
            loaded = true;
        } catch (LinkageError e) {
            throw new ShortcomingException(
                    "Driver version",
                    "too old: " + driver + " lacks a function of CUDA 12 (" + reason(e) + ").",
                    CardSearch.UPDATE);
        }
    }

    /** Only the first failure to start JNA says why. */
    private static void startJna() throws ShortcomingException {
        if (withoutJna.isPresent()) {
            throw withoutJna.get();
        }
        try {
            Native.getNativeSize(int.class);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (LinkageError e) {
            withoutJna = Optional.of(new ShortcomingException(
                    NATIVE_ACCESS,
                    "the library of JNA does not load: " + reason(e) + ".",
                    "Set a folder that programs may be run from with -Djna.tmpdir=... in knime.ini, and restart."));
            throw withoutJna.get();
        } catch (Error e) {
            // JNA throws it itself if the library that it was told to load is of another version.
            withoutJna = Optional.of(new ShortcomingException(
                    NATIVE_ACCESS,
                    "another version of JNA is forced by a Java system property" + forcing() + ".",
                    "Remove jna.boot.library.path and jna.nosys from knime.ini, and restart."));
            throw withoutJna.get();
        }
    }

    private static String forcing() {
        return Stream.of("jna.boot.library.path", "jna.nosys")
                .filter(name -> System.getProperty(name) != null)
                .findFirst()
                .map(name -> ", " + name + "=" + System.getProperty(name))
                .orElse("");
    }

    /** Returns the linker's own words. */
    static String reason(LinkageError error) {
        return String.valueOf(error.getMessage())
                .lines()
                .filter(line -> !line.startsWith("Unable to load library"))
                .findFirst()
                .orElse(String.valueOf(error.getMessage()))
                .strip();
    }

    @Override
    public DriverFacts ask(Path driver, int card) throws ShortcomingException {
        load(driver);
        // On a thread of its own, whose current card is nobody else's, and which can be left behind.
        var task = new FutureTask<>(() -> facts(card));
        var thread = new Thread(task, "seqnet-cuda-driver");
        thread.setDaemon(true);
        synchronized (LoadedDriver.class) {
            if (hangs) {
                throw hanging(driver);
            }
            thread.start();
            return answer(task, driver);
        }
    }

    private DriverFacts answer(FutureTask<DriverFacts> task, Path driver) throws ShortcomingException {
        try {
            return task.get(longestSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            hangs = true;
            throw hanging(driver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShortcomingException(SUBJECT, driver + " was not asked: this was canceled.", "Try again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShortcomingException shortcoming) {
                throw shortcoming;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private ShortcomingException hanging(Path driver) {
        return new ShortcomingException(
                SUBJECT, driver + " does not answer within " + longestSeconds + " seconds.", REINSTALL);
    }

    private static DriverFacts facts(int card) throws ShortcomingException {
        int status = Driver.cuInit(0);
        if (status != Driver.SUCCESS) {
            throw refused(status);
        }
        var version = new int[1];
        require(Driver.cuDriverGetVersion(version), "cuDriverGetVersion");
        var count = new int[1];
        require(Driver.cuDeviceGetCount(count), "cuDeviceGetCount");
        if (count[0] == 0) {
            throw refused(NO_DEVICE);
        }
        var cards = new ArrayList<FoundCard>();
        for (int i = 0; i < count[0]; i++) {
            cards.add(card(i));
        }
        var start = card < count[0] ? Optional.of(start(device(card))) : Optional.<CardStart>empty();
        return new DriverFacts(version[0], cards, start);
    }

    private static int device(int card) throws ShortcomingException {
        var device = new int[1];
        require(Driver.cuDeviceGet(device, card), "cuDeviceGet");
        return device[0];
    }

    private static FoundCard card(int number) throws ShortcomingException {
        int device = device(number);
        var name = new byte[256];
        require(Driver.cuDeviceGetName(name, name.length, device), "cuDeviceGetName");
        var text = new String(name, StandardCharsets.UTF_8).split("\0", 2)[0].strip();
        return new FoundCard(text, attribute(MAJOR, device), attribute(MINOR, device));
    }

    private static int attribute(int which, int device) throws ShortcomingException {
        var value = new int[1];
        require(Driver.cuDeviceGetAttribute(value, which, device), "cuDeviceGetAttribute");
        return value[0];
    }

    private static CardStart start(int device) {
        var context = new long[1];
        int status = Driver.cuDevicePrimaryCtxRetain(context, device);
        if (status != Driver.SUCCESS) {
            return new CardStart(status, 0, 0);
        }
        var free = new long[1];
        var total = new long[1];
        status = Driver.cuCtxSetCurrent(context[0]);
        if (status == Driver.SUCCESS) {
            status = Driver.cuMemGetInfo_v2(free, total);
            Driver.cuCtxSetCurrent(0);
        }
        Driver.cuDevicePrimaryCtxRelease_v2(device);
        return new CardStart(status, free[0], total[0]);
    }

    private static void require(int status, String call) throws ShortcomingException {
        if (status != Driver.SUCCESS) {
            throw new ShortcomingException(SUBJECT, call + " returned error " + status + ".", REINSTALL);
        }
    }

    /** Tells the common reasons for which the driver does not start. */
    private static ShortcomingException refused(int status) {
        return switch (status) {
            case 34 -> new ShortcomingException(
                    SUBJECT,
                    "the library found is only a stand-in that programs are linked with.",
                    "Remove CUDA's folder \"stubs\" from LD_LIBRARY_PATH.");
            case NO_DEVICE -> new ShortcomingException(
                    CardSearch.CARD,
                    "the driver does not find any.",
                    "Run nvidia-smi in a terminal to see the reason. In a container or virtual machine, the card "
                            + "must be passed through; CUDA_VISIBLE_DEVICES must not be empty.");
            case 802 -> new ShortcomingException(
                    SUBJECT,
                    "the cards are not ready yet (error 802).",
                    "Start the service NVIDIA Fabric Manager, or wait until it has started.");
            case 803, 804 -> new ShortcomingException(
                    SUBJECT,
                    "its library does not fit its kernel module (error " + status + ").",
                    "Restart the machine after an update of the driver; in a container, use a libcuda that is not "
                            + "newer than the driver of the machine.");
            default -> new ShortcomingException(
                    SUBJECT, "it does not start: cuInit returned error " + status + ".", REINSTALL);
        };
    }
}
