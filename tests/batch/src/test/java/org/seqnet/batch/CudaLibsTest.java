package org.seqnet.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code tools/cuda-libs}, with two small libraries in the place of CUDA's and a repository on this machine.
 */
class CudaLibsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final String JAR = "/org/bytedeco/cuda/12.6-9.5-1.5.11/cuda-12.6-9.5-1.5.11-linux-x86_64-redist.jar";
    private static final String OLD_JAR =
            "/org/bytedeco/cuda/11.6-8.3-1.5.7/cuda-11.6-8.3-1.5.7-linux-x86_64-redist.jar";

    private static final String NEEDED_ON_LINUX =
            "libcublasLt.so.12 libcublas.so.12 libnvrtc-builtins.so.12.6 libnvrtc.so.12 libcudnn_graph.so.9 "
                    + "libcudnn_ops.so.9 libcudnn_cnn.so.9 libcudnn_adv.so.9 libcudnn_engines_precompiled.so.9 "
                    + "libcudnn_engines_runtime_compiled.so.9 libcudnn_heuristic.so.9 libcudnn.so.9";

    private final Library first = Library.of("libfirst.so.12", 1, 1000);
    private final Library second = Library.of("libsecond.so.12", 2, 300_000);
    private final byte[] jar = join(new byte[17], first.compressed(), new byte[5], second.compressed(), new byte[9]);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path home;

    private Path folder;
    private HttpServer repository;
    private boolean knowsRanges = true;

    /** A file made up of bytes that look random and, half of them, compress. */
    private record Library(String name, byte[] content, byte[] compressed) {
        static Library of(String name, long seed, int size) {
            var content = new byte[size];
            new Random(seed).nextBytes(content);
            Arrays.fill(content, size / 2, size, (byte) 7);
            var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            deflater.setInput(content);
            deflater.finish();
            var room = new byte[size + 100];
            int length = deflater.deflate(room);
            deflater.end();
            return new Library(name, content, Arrays.copyOf(room, length));
        }

        String line(int offset) {
            var crc = new CRC32();
            crc.update(content);
            return "12.6 linux-x86_64 %s %d %d %d %08x %s\n"
                    .formatted(name, offset, compressed.length, content.length, crc.getValue(), sha256(content));
        }
    }

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void lay_out_the_script_and_open_the_repository() throws IOException {
        folder = home.resolve("filled");
        Files.createDirectory(home.resolve("tools"));
        Files.copy(ROOT.resolve("tools/cuda-libs"), home.resolve("tools/cuda-libs"));
        writeTable(first.line(17) + second.line(17 + first.compressed().length + 5));
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext(JAR, this::answer);
        repository.createContext(OLD_JAR, this::answer);
        repository.start();
    }

    @AfterEach
    void close_the_repository() {
        repository.stop(0);
    }

    @Test
    void a_folder_is_filled_from_parts_of_the_file() throws Exception {
        var run = fill();

        assertThat(run.output())
                .endsWith(
                        """
                %s contains the complete and verified libraries of CUDA 12.6 and cuDNN 9.5 for linux-x86_64.
                Set this folder in KNIME's preferences (KNIME > Sequence Networks) or in SEQNET_CUDA_LIBRARIES.
                """
                                .formatted(folder));
        assertThat(run.exitCode()).isZero();
        assertFilled();
        assertThat(asked).hasSize(2).first().isEqualTo("bytes=17-" + (17 + first.compressed().length - 1));
    }

    @Test
    void a_complete_folder_is_only_checked() throws Exception {
        fill();
        asked.clear();

        assertThat(fill().exitCode()).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void an_interrupted_download_goes_on_where_it_was() throws Exception {
        Files.createDirectory(folder);
        Files.write(folder.resolve(".libsecond.so.12.part"), Arrays.copyOf(second.compressed(), 100_000));

        assertThat(fill().exitCode()).isZero();

        assertFilled();
        assertThat(asked.stream().skip(1))
                .singleElement()
                .asString()
                .startsWith("bytes=" + (17 + first.compressed().length + 5 + 100_000) + "-");
    }

    @Test
    void a_damaged_library_is_replaced() throws Exception {
        fill();
        var damaged = second.content().clone();
        damaged[1234]++;
        Files.write(folder.resolve(second.name()), damaged);

        assertThat(fill().output())
                .contains(folder.resolve(second.name()) + " is damaged or a different version; it is replaced.");
        assertFilled();
    }

    @Test
    void what_is_not_the_expected_library_is_refused_and_not_kept() throws Exception {
        jar[40]++;

        var run = fill();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .endsWith(
                        """
                libfirst.so.12 from %s is damaged: its SHA-256 checksum is wrong.
                It was deleted. Try again, or use another repository or file.
                """
                                .formatted(url()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_repository_that_knows_no_ranges_is_told_from_one_that_does() throws Exception {
        knowsRanges = false;

        var run = fill();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .endsWith(
                        url()
                                + """
                 provides only the complete file.
                To use it, download the complete file (2.0 GB) with Maven, then run this script again:
                  ./mvnw dependency:get -Dartifact=org.bytedeco:cuda:12.6-9.5-1.5.11:jar:linux-x86_64-redist
                """);
    }

    @Test
    void the_whole_file_serves_too_and_so_does_the_one_that_maven_keeps() throws Exception {
        var file = Files.write(home.resolve("redist.jar"), jar);
        assertThat(run(folder.toString(), "--jar", file.toString()).exitCode()).isZero();
        assertFilled();

        folder = home.resolve("filled again");
        var kept = home.resolve(".m2/repository" + JAR);
        Files.createDirectories(kept.getParent());
        Files.move(file, kept);
        assertThat(run(folder.toString()).exitCode()).isZero();
        assertFilled();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_repository_without_the_file_is_named() throws Exception {
        var run = run(folder.toString(), "--repository", url() + "/elsewhere");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("libfirst.so.12 could not be downloaded from " + url() + "/elsewhere: curl: (22)", "404")
                .contains("The partial download is kept; run this script again to resume it.");
    }

    @Test
    void a_disk_that_is_too_small_is_noticed_before_anything_is_loaded() throws Exception {
        writeTable(first.line(17).replace(" 1000 ", " 900000000000000 "));

        var run = fill();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .matches("(?s)The disk of " + folder + " has \\d+ MB free;\n900000000 MB are required\\. "
                        + "Free disk space, or specify a folder on another disk\\.\n");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_misspelt_option_is_named() throws Exception {
        var run = run("--platfrom", "windows-x86_64");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output())
                .startsWith("There is no option --platfrom.\nUsage: tools/cuda-libs [folder] [options]\n");
    }

    @Test
    void the_libraries_of_an_older_cuda_come_from_their_own_file() throws Exception {
        writeTable(
                first.line(17) + second.line(17 + first.compressed().length + 5).replace("12.6 ", "11.6 "));

        var run = run(folder.toString(), "--cuda", "11.6", "--repository", url());

        assertThat(run.output())
                .contains(folder + " contains the complete and verified libraries of CUDA 11.6 for linux-x86_64.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve(second.name())).hasBinaryContent(second.content());
        assertThat(folder.resolve(first.name())).doesNotExist();
    }

    @Test
    void without_a_folder_the_one_is_filled_that_is_found_by_itself() throws Exception {
        assertThat(run("--repository", url()).output())
                .endsWith(home.resolve(".seqnet/cuda-12.6")
                        + " contains the complete and verified libraries of CUDA 12.6 and cuDNN 9.5 for "
                        + "linux-x86_64.\n");
        folder = home.resolve(".seqnet/cuda-12.6");
        assertFilled();
    }

    @Test
    void a_version_or_platform_that_there_is_nothing_for_is_named() throws Exception {
        var version = run("--cuda", "10.2");
        var platform = run("--cuda", "11.6", "--platform", "linux-arm64");

        assertThat(version.output()).startsWith("Unknown CUDA version: 10.2.\nUsage: ");
        assertThat(platform.output()).startsWith("Unknown platform for CUDA 11.6: linux-arm64.\nUsage: ");
        assertThat(List.of(version.exitCode(), platform.exitCode())).containsExactly(2, 2);
    }

    @Test
    void the_list_names_the_libraries_for_each_platform() throws IOException {
        var lines = Files.readAllLines(ROOT.resolve("tools/cuda-libraries")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(lines)
                .allMatch(line -> line.matches(
                        "1[12]\\.6 +(linux|windows)-(x86_64|arm64) +\\S+( +\\d+){3} [0-9a-f]{8} [0-9a-f]{64}"));
        var names = lines.stream()
                .map(line -> line.split(" +"))
                .collect(Collectors.groupingBy(
                        field -> field[0] + " " + field[1],
                        Collectors.mapping(field -> field[2], Collectors.joining(" "))));
        assertThat(names)
                .isEqualTo(Map.of(
                        "11.6 linux-x86_64",
                        "libcudart.so.11.0 libcublasLt.so.11 libcublas.so.11 libcusparse.so.11 libcusolver.so.11 "
                                + "libcusolverMg.so.11",
                        "11.6 windows-x86_64",
                        "cudart64_110.dll cublasLt64_11.dll cublas64_11.dll cusparse64_11.dll cusolver64_11.dll "
                                + "cusolverMg64_11.dll",
                        "12.6 linux-arm64",
                        NEEDED_ON_LINUX,
                        "12.6 linux-x86_64",
                        NEEDED_ON_LINUX,
                        "12.6 windows-x86_64",
                        "cublasLt64_12.dll cublas64_12.dll nvrtc-builtins64_126.dll nvrtc64_120_0.dll zlibwapi.dll "
                                + "cudnn_graph64_9.dll cudnn_ops64_9.dll cudnn_cnn64_9.dll cudnn_adv64_9.dll "
                                + "cudnn_engines_precompiled64_9.dll cudnn_engines_runtime_compiled64_9.dll "
                                + "cudnn_heuristic64_9.dll cudnn64_9.dll"));
    }

    private Run fill() throws IOException, InterruptedException {
        return run(folder.toString(), "--repository", url());
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of("bash", home.resolve("tools/cuda-libs").toString()));
        command.addAll(List.of(arguments));
        var log = home.resolve("log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("no_proxy", "*");
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), Files.readString(log));
    }

    private String url() {
        return "http://" + repository.getAddress().getAddress().getHostAddress() + ":"
                + repository.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range);
        var bounds = range.substring("bytes=".length()).split("-");
        var body = knowsRanges
                ? Arrays.copyOfRange(jar, Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]) + 1)
                : jar;
        exchange.sendResponseHeaders(knowsRanges ? 206 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException e) {
            // It did not want the whole file.
        } finally {
            exchange.close();
        }
    }

    private void assertFilled() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(first.name(), second.name());
        }
        assertThat(folder.resolve(first.name())).hasBinaryContent(first.content());
        assertThat(folder.resolve(second.name())).hasBinaryContent(second.content());
    }

    private void writeTable(String lines) throws IOException {
        Files.writeString(home.resolve("tools/cuda-libraries"), "# a heading\n" + lines, UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
