package dev.taskpool.benchmarks.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places that are written anew, each between two comments: {@code <!-- NAME -->} and {@code <!-- end -->}. */
public final class Document {
    private String text;

    /**
     * A document.
     *
     * @param text as it is
     */
    public Document(String text) {
        this.text = text;
    }

    /**
     * Replaces what stands at a place.
     *
     * @param place its name
     * @param content what is to stand there
     * @throws IllegalArgumentException if the document has no such place
     */
    public void write(String place, String content) {
        Matcher matcher = Pattern.compile("(<!-- " + Pattern.quote(place) + " -->\n).*?(<!-- end -->)", Pattern.DOTALL)
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("place: " + place + " (expected: one that is marked in the document)");
        }
        text = matcher.replaceFirst("$1" + Matcher.quoteReplacement("\n" + content.strip() + "\n\n") + "$2");
    }

    /**
     * What it has become.
     *
     * @return the text
     */
    public String text() {
        return text;
    }
}
