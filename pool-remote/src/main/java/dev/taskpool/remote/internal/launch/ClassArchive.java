package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file from which children map their classes instead of loading and verifying them one by one: a dynamic class data
 * archive, since Java 25 an ahead-of-time cache.
 *
 * <p>It lies in the user's cache folder under a name that is made of what it depends on (the JVM, its options that
 * matter, and the jars with their sizes and times), so a stale one is never found; and of the checksum of its content,
 * so a damaged one is known. The JVM checks the jars and itself once more, and does without an archive that does not
 * fit. Thread-safe; every method may block.
 *
 * @param folder where it lies
 * @param key names what it depends on
 * @param feature the version of the Java that maps it
 * @see <a href="https://openjdk.org/jeps/350">JEP 350</a>, <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public record ClassArchive(Path folder, String key, int feature) {
    private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);

    /** Changes whenever what the making JVM does, or what is kept, changes. */
    private static final int FORMAT = 1;

    private static final int FIRST_WITH_CACHE = 25;
    private static final int KEY_BYTES = 12;
    private static final int KEPT = 8;
    private static final Duration FAILURE_COUNTS = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{24}-([0-9a-f]{8})\\.jsa");
    private static final Map<Path, Boolean> sound = new ConcurrentHashMap<>();

    /**
     * The archive of children that run with a class path.
     *
     * @param folder where archives lie
     * @param jars what the class path begins with
     * @param jvm what else the archive depends on: the JVM and its options
     * @param feature the version of that JVM's Java
     * @return the archive, which may not have been made yet
     * @throws IOException if a jar cannot be looked at
     */
    static ClassArchive of(Path folder, List<String> jars, List<String> jvm, int feature) throws IOException {
        var parts = new ArrayList<String>(jvm);
        parts.add("format " + FORMAT);
        for (String jar : jars) {
            Path path = Path.of(jar);
            parts.add(jar + " " + Files.size(path) + " "
                    + Files.getLastModifiedTime(path).toMillis());
        }
        byte[] hash = sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return new ClassArchive(folder, HexFormat.of().formatHex(hash, 0, KEY_BYTES), feature);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * Looks for it.
     *
     * @return the file, if it has been made and is not damaged; a damaged one is deleted
     */
    public Optional<Path> find() {
        try {
            return UserCache.isOwn(folder) ? named().filter(this::isSound) : Optional.empty();
        } catch (IOException e) {
            log.debug("no class archive folder={}", folder, e);
            return Optional.empty();
        }
    }

    private Optional<Path> named() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, key + "-*.jsa")) {
            for (Path file : files) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isSound(Path file) {
        return sound.computeIfAbsent(file, this::check);
    }

    private boolean check(Path file) {
        try {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches() && name.group(1).equals(checksum(file))) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return true;
            }
            log.warn("class archive is damaged and is made anew file={}", file);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("class archive cannot be read file={}", file, e);
        }
        return false;
    }

    private static String checksum(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MappedByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            var sum = new CRC32C();
            sum.update(content);
            return HexFormat.of().toHexDigits((int) sum.getValue());
        }
    }

    /**
     * What makes a JVM map it.
     *
     * @param file as found
     * @return JVM options
     */
    public List<String> optionsToUse(Path file) {
        return feature < FIRST_WITH_CACHE
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /**
     * What makes a JVM write it when it exits.
     *
     * @param file the file to write, in {@link #folder}
     * @return JVM options
     */
    public List<String> optionsToMake(Path file) {
        return List.of(
                (feature < FIRST_WITH_CACHE ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=") + file,
                "-Xlog:disable",
                "-Xlog:all=off");
    }

    /** Whether making it has failed so lately that it would again. */
    public boolean hasFailed() {
        try {
            Instant failed = Files.getLastModifiedTime(failure()).toInstant();
            return failed.isAfter(Instant.now().minus(FAILURE_COUNTS));
        } catch (IOException e) {
            return false;
        }
    }

    private Path failure() {
        return folder.resolve(key + ".failed");
    }

    /**
     * Makes it, unless it is there, or another process is making one.
     *
     * @param maker writes it
     * @return whether it was made now
     * @throws IOException if it cannot be made
     * @throws InterruptedException if the maker was interrupted
     */
    public boolean make(Maker maker) throws IOException, InterruptedException {
        UserCache.prepare(folder);
        Path file = folder.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null || named().isPresent()) {
                return false;
            }
            makeLocked(maker);
            return true;
        } catch (OverlappingFileLockException e) {
            log.debug("a class archive is being made in this JVM folder={}", folder, e);
            return false;
        }
    }

    private void makeLocked(Maker maker) throws IOException, InterruptedException {
        Path unfinished = folder.resolve(key + ".new");
        Files.deleteIfExists(unfinished);
        try {
            maker.make(unfinished);
            if (!Files.exists(unfinished)) {
                Files.writeString(failure(), "no archive was written\n");
                throw new IOException("no archive was written");
            }
            Path file = folder.resolve(key + "-" + checksum(unfinished) + ".jsa");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(failure());
            sound.put(file, true);
            deleteUnused();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Writes an archive. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Writes it. If there is no file when it returns, there will be none next time either: it is not tried again soon.
         *
         * @param file the file to write
         * @throws IOException if that fails this time
         * @throws InterruptedException if the thread was interrupted
         */
        void make(Path file) throws IOException, InterruptedException;
    }

    /** Each build of a program makes new jars, and each of these a new archive. */
    private void deleteUnused() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> archives = files.filter(
                            it -> NAME.matcher(it.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(ClassArchive::lastUse).reversed())
                    .toList();
            for (Path archive : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            log.debug("unused class archives not deleted folder={}", folder, e); // one may be mapped, on some systems
        }
    }

    private static Instant lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // another process was quicker to delete it
        }
    }
}
