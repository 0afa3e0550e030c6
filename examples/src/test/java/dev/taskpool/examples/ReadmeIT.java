package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskPool;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What the README tells a newcomer to copy. */
class ReadmeIT {
    /** By a call that only one snippet makes: the whole of what that snippet prints, as a pattern. */
    private static final Map<String, String> PRINTED = Map.ofEntries(
            Map.entry("pool.map(", "\\[0, 1, 8, 27, 64]"),
            Map.entry("pool.applyAsync(", "42 42\na callback runs .*|a callback runs .*\n42 42"),
            Map.entry("pool.imap(", "1\n4\n9\n16\n25"),
            Map.entry(".mapSettled(", "item 1\nfailed: .*\nitem 3"),
            Map.entry(".asExecutorService(", "3"),
            Map.entry("SharedLongArray.create(", "42 true 0"),
            Map.entry("pool.manager()", "11 \\[ONE, THREE, TWO]"),
            Map.entry("Pipe.open()", "you said hello"),
            Map.entry("TaskPool.shared()", "144"),
            Map.entry("Broadcast.of(", "3 5"),
            Map.entry("TaskPool.builder(", "2 yes"));

    private static final List<ReadmeBlock> BLOCKS = ReadmeBlock.all();
    static final List<ReadmeBlock> JAVA = blocksIn("java");
    static final List<ReadmeBlock> HOCON = blocksIn("hocon");
    static final List<ReadmeBlock> XML = blocksIn("xml");
    static final List<ReadmeBlock> SHELL = blocksIn("sh");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("JAVA")
    void javaBlock_copiedIntoAMain_printsWhatItShould(ReadmeBlock block) throws Exception {
        List<String> expected = PRINTED.keySet().stream()
                .filter(block.text()::contains)
                .map(PRINTED::get)
                .toList();
        assertThat(expected).as(block + ": what is known of its output").hasSize(1);
        if (block.text().contains(".name(\"nightly\")")) {
            Files.writeString(folder.resolve("application.conf"), HOCON.get(0).text());
        }
        var program = new SnippetProgram(block, folder);

        program.compile();

        assertThat(String.join("\n", program.run())).as(block.toString()).matches(expected.get(0));
    }

    @ParameterizedTest
    @FieldSource("HOCON")
    void hoconBlock_isAcceptedForEachPoolItNames(ReadmeBlock block) {
        Config config = ConfigFactory.parseString(block.text());

        assertThat(workers(TaskPool.builder().config(config))).isEqualTo(config.getInt("taskpool.workers"));
        for (String name : config.getObject("taskpool.pools").keySet()) {
            assertThat(workers(TaskPool.builder().config(config).name(name)))
                    .isEqualTo(config.getInt("taskpool.pools." + name + ".workers"));
        }
    }

    @ParameterizedTest
    @FieldSource("XML")
    void xmlBlock_namesAModuleOfThisVersion(ReadmeBlock block) throws Exception {
        Element dependency = parse(block.text());
        Element parent = parse(Files.readString(ReadmeBlock.ROOT.resolve("pom.xml")));
        String module = child(dependency, "artifactId");

        assertThat(child(dependency, "groupId")).isEqualTo(child(parent, "groupId"));
        assertThat(child(dependency, "version")).isEqualTo(child(parent, "version"));
        Path pom = ReadmeBlock.ROOT.resolve(module).resolve("pom.xml");
        assertThat(child(parse(Files.readString(pom)), "artifactId")).isEqualTo(module);
    }

    @ParameterizedTest
    @FieldSource("SHELL")
    void shellBlock_runsWhatIsThere(ReadmeBlock block) throws Exception {
        if (block.text().startsWith("./")) {
            String script = block.text().substring(0, block.text().indexOf(' '));
            assertThat(ReadmeBlock.ROOT.resolve(script)).as(block.toString()).isExecutable();
            return;
        }
        List<String> checks = Files.readAllLines(ReadmeBlock.ROOT.resolve(".ci/run"));
        assertThat(checks)
                .extracting(ReadmeIT::withoutOptions)
                .as(block.toString())
                .contains(block.text());
    }

    @Test
    void everyBlock_isOfAKindThatIsTried() {
        assertThat(BLOCKS).extracting(ReadmeBlock::language).containsOnly("java", "hocon", "xml", "sh");
        assertThat(JAVA).hasSameSizeAs(PRINTED.keySet());
    }

    private static List<ReadmeBlock> blocksIn(String language) {
        return BLOCKS.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static int workers(TaskPool.Builder builder) {
        try (TaskPool pool = builder.inProcess().build()) {
            return pool.workers();
        }
    }

    private static String withoutOptions(String command) {
        return command.replaceAll(" -\\S+", "");
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    /** The text of the element of that name right below it, not deeper. */
    private static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        throw new AssertionError(element.getNodeName() + " without " + name);
    }
}
