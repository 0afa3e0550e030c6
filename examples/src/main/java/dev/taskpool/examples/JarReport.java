package dev.taskpool.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is in one jar. The maps count ordinary classes; what is not one is counted apart, so that none counts twice.
 *
 * @param sha256 the file's hash, in hexadecimal
 * @param sizeBytes the file's size
 * @param byLevel classes by the major version of their class file, 52 for Java 8
 * @param byPackage classes by package
 * @param variants classes of a multi-release jar that replace others on newer JVMs
 * @param modules module descriptors
 * @param oddities entries that are named like classes but are none
 */
record JarReport(
        String sha256,
        long sizeBytes,
        Map<Integer, Integer> byLevel,
        Map<String, Integer> byPackage,
        int variants,
        int modules,
        int oddities) {
    private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;
    private static final Pattern VARIANT = Pattern.compile("META-INF/versions/\\d+/(.*)");

    /** Reads a jar, in a worker; a damaged one is an {@link IOException}. */
    static JarReport read(Path jar) throws IOException {
        Map<Integer, Integer> byLevel = new TreeMap<>();
        Map<String, Integer> byPackage = new TreeMap<>();
        int variants = 0;
        int modules = 0;
        int oddities = 0;
        String sha256 = sha256(jar);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.isDirectory() || !entry.getName().endsWith(".class")) {
                    continue;
                }
                Matcher variant = VARIANT.matcher(entry.getName());
                String name = variant.matches() ? variant.group(1) : entry.getName();
                int level = majorVersion(zip, entry);
                if (level < 0) {
                    oddities++;
                } else if (name.equals("module-info.class")) {
                    modules++;
                } else if (variant.matches()) {
                    variants++;
                } else {
                    byLevel.merge(level, 1, Integer::sum);
                    byPackage.merge(packageOf(name), 1, Integer::sum);
                }
            }
        }
        return new JarReport(sha256, Files.size(jar), byLevel, byPackage, variants, modules, oddities);
    }

    /** The class file's major version, or -1 if the entry is no class file. */
    private static int majorVersion(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream bytes = zip.getInputStream(entry)) {
            byte[] header = bytes.readNBytes(8);
            if (header.length < 8) {
                return -1;
            }
            ByteBuffer fields = ByteBuffer.wrap(header);
            return fields.getInt(0) == CLASS_FILE_MAGIC ? fields.getShort(6) : -1;
        }
    }

    private static String packageOf(String name) {
        int end = name.lastIndexOf('/');
        return end < 0 ? "(unnamed)" : name.substring(0, end).replace('/', '.');
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
