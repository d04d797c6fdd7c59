package org.seqnet.cudnn.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that have the headers of NVIDIA's libraries and what is looked at, and nothing else. */
final class FakeLibraries {
    private static final int ROOM = 512;

    private FakeLibraries() {}

    /** Writes a whole cuDNN 9. */
    static void cudnn(Path folder, Platform platform, int cuda) {
        for (var part : Platform.CUDNN_PARTS) {
            var constants = part.equals("adv") ? "cannot load\0" + platform.cublasLt(cuda) + "\0" : "";
            library(folder.resolve(platform.cudnnPart(part)), platform, constants);
        }
        library(folder.resolve(platform.cudnn(9)), platform, "");
    }

    /** Writes a cuBLAS and the library that it needs. */
    static void cublas(Path folder, Platform platform, int cuda) {
        library(folder.resolve(platform.cublas(cuda)), platform, "");
        library(folder.resolve(platform.cublasLt(cuda)), platform, "");
    }

    static void driver(Path folder, Platform platform) {
        library(folder.resolve(platform.driver()), platform, "");
    }

    /** Writes a library with these constants. */
    static void library(Path file, Platform platform, String constants) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, platform.isWindows() ? pe(platform, constants) : elf(platform, constants));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] elf(Platform platform, String constants) {
        var names = "\0.rodata\0.shstrtab\0";
        var file = ByteBuffer.allocate(ROOM + 3 * 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(18, (short) platform.machine());
        file.putLong(40, ROOM).putShort(58, (short) 64).putShort(60, (short) 3).putShort(62, (short) 2);
        file.position(64).put(ascii(names)).put(ascii(constants));
        section(file, 1, 1, 64 + names.length(), constants.length());
        section(file, 2, names.indexOf(".shstrtab"), 64, names.length());
        return file.array();
    }

    private static void section(ByteBuffer file, int number, int name, long start, long length) {
        int at = ROOM + 64 * number;
        file.putInt(at, name).putLong(at + 24, start).putLong(at + 32, length);
    }

    private static byte[] pe(Platform platform, String constants) {
        var file = ByteBuffer.allocate(ROOM).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("MZ")).putInt(0x3C, 0x80);
        file.position(0x80)
                .put(ascii("PE\0\0"))
                .putShort((short) platform.machine())
                .putShort((short) 1);
        file.putShort(0x80 + 20, (short) 16);
        int section = 0x80 + 24 + 16;
        file.position(section).put(ascii(".rdata"));
        file.putInt(section + 16, ROOM - 256).putInt(section + 20, 256);
        file.position(256).put(ascii(constants));
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
