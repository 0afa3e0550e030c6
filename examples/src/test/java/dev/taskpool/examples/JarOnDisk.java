package dev.taskpool.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A jar made for a test.
 *
 * @param file where it is
 */
record JarOnDisk(Path file) {
    /**
     * Something to put into it.
     *
     * @param name the entry's name
     * @param major the class file's major version, -1 for bytes that are no class file
     */
    record Entry(String name, int major) {
        byte[] bytes() {
            ByteBuffer header = ByteBuffer.allocate(16);
            header.putInt(0, major < 0 ? 0x12345678 : 0xCAFEBABE);
            header.putShort(6, (short) major);
            return header.array();
        }
    }

    JarOnDisk write(List<Entry> entries) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Entry entry : entries) {
                jar.putNextEntry(new JarEntry(entry.name()));
                jar.write(entry.bytes());
                jar.closeEntry();
            }
        }
        return this;
    }

    /** Cuts off its second half, where the directory of its entries is. */
    void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }
}
