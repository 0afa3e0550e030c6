package dev.taskpool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotsTest {
    private final Map<String, String> plots = Plots.ofPools(Samples.results());

    private static List<Element> elements(String svg, String name) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList nodes = document.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void plots_areThoseOfWhatWasMeasured() {
        assertThat(plots).containsOnlyKeys("latency", "map");
    }

    @Test
    void bars_areAsLongAsTheirFigures_theBestFirst() throws Exception {
        List<Double> lengths = elements(plots.get("latency"), "rect").stream()
                .skip(1) // the page
                .map(bar -> number(bar, "width"))
                .toList();
        assertThat(lengths).hasSize(5).isSorted();
        assertThat(lengths.get(0)).as("5 us on an axis from 1 to 1000").isCloseTo(480 * Math.log10(5) / 3, within());
        assertThat(lengths.get(4)).as("200 us").isCloseTo(480 * Math.log10(200) / 3, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1.0);
    }

    @Test
    void lines_goThroughTheirPoints_andLeaveOutWhatHasNoNumber() throws Exception {
        List<Element> lines = elements(plots.get("map"), "polyline");
        assertThat(lines).hasSize(2);
        assertThat(lines).allMatch(line -> line.getAttribute("points").split(" ", -1).length == 2);
        assertThat(elements(plots.get("map"), "text"))
                .extracting(Element::getTextContent)
                .contains("map of small items", "items in a chunk", "1", "1000", "Taskpool", "mp.Pool/fork");
    }

    @Test
    void plots_areLegibleOnDarkGroundToo() {
        assertThat(plots.values()).allMatch(svg -> svg.contains("prefers-color-scheme: dark"));
    }

    @Test
    void numbers_areFoundInParameters() {
        assertThat(Plots.number("16 MB")).hasValue(16e6);
        assertThat(Plots.number("0.1 ms tasks")).hasValue(0.1);
        assertThat(Plots.number("chunks of 100")).hasValue(100);
        assertThat(Plots.number("1,000,000 items")).hasValue(1e6);
        assertThat(Plots.number("default chunks")).isEmpty();
    }

    @Test
    void scales_beginAndEndAtRoundNumbers() {
        assertThat(Scale.around(List.of(30.0, 4_000.0), true, 0, 300).ticks()).containsExactly(10.0, 100.0, 1e3, 1e4);
        assertThat(Scale.around(List.of(30.0, 88.0), false, 0, 300).most()).isEqualTo(90);
        assertThat(Scale.around(List.of(10.0), true, 0, 300).at(10)).isZero();
    }

    @Test
    void simulation_hasALineForEachNumberOfWorkers() throws Exception {
        var results = new Results(
                Map.of(),
                List.of(
                        new Result("10 workers", Figure.with("map, time", "1,000 items", "ns/item", 100)),
                        new Result("10 workers", Figure.with("map, time", "10,000 items", "ns/item", 90)),
                        new Result("100 workers", Figure.with("map, time", "1,000 items", "ns/item", 120))));
        Map<String, String> drawn = Plots.ofSimulation(results);
        assertThat(drawn).containsOnlyKeys("schedule-map-time");
        assertThat(elements(drawn.get("schedule-map-time"), "polyline")).hasSize(2);
    }
}
