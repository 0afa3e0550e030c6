package dev.taskpool.internal.supervise;

import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The items of a call that may still be asked for, in the segments in which they were added. */
final class CallItems {
    private final TreeMap<Integer, Segment> segments = new TreeMap<>();
    private int added;

    private static final class Segment {
        final int first;
        final Items items;
        int left;

        Segment(int first, Items items) {
            this.first = first;
            this.items = items;
            this.left = items.size();
        }
    }

    void add(Items items) {
        segments.put(added, new Segment(added, items));
        added += items.size();
    }

    /** Passes over an item that could not be written; returns its index. */
    int skip() {
        return added++;
    }

    /** Some items, which may lie in several segments. */
    Items slice(int first, int count) {
        Segment segment = segment(first);
        int from = first - segment.first;
        if (from + count <= segment.items.size()) {
            return segment.items.slice(from, from + count);
        }
        var parts = new ArrayList<Items>();
        for (int at = first; at < first + count; ) {
            Segment next = segment(at);
            int to = Math.min(first + count, next.first + next.items.size());
            parts.add(next.items.slice(at - next.first, to - next.first));
            at = to;
        }
        return joined(parts, count);
    }

    private Segment segment(int index) {
        Map.Entry<Integer, Segment> entry = segments.floorEntry(index);
        if (entry == null
                || index >= entry.getValue().first + entry.getValue().items.size()) {
            throw new IllegalStateException("item " + index + " is gone (" + added + " were added)");
        }
        return entry.getValue();
    }

    private static Items joined(List<Items> parts, int count) {
        if (parts.get(0) instanceof Items.Referenced) {
            var values = new @Nullable Object[count];
            int at = 0;
            for (Items part : parts) {
                for (int i = 0; i < part.size(); i++) {
                    values[at++] = ((Items.Referenced) part).value(i);
                }
            }
            return new Items.Referenced(values, 0, count);
        }
        long bytes = parts.stream().mapToLong(Items::bytes).sum();
        byte[] data = new byte[Math.toIntExact(bytes)];
        int[] ends = new int[count];
        int at = 0;
        int end = 0;
        for (Items part : parts) {
            Items.Encoded encoded = (Items.Encoded) part;
            System.arraycopy(encoded.data(), encoded.start(0), data, end, (int) encoded.bytes());
            for (int i = 0; i < encoded.size(); i++) {
                end += encoded.length(i);
                ends[at++] = end;
            }
        }
        return new Items.Encoded(data, ends, 0, count);
    }

    /** Notes that items have ended; returns the segments that nobody will ask for again. */
    List<Items> ended(int first, int count) {
        List<Items> free = List.of();
        for (int at = first; at < first + count; ) {
            Segment segment = segment(at);
            int to = Math.min(first + count, segment.first + segment.items.size());
            segment.left -= to - at;
            if (segment.left == 0) {
                segments.remove(segment.first);
                free = free.isEmpty() ? List.of(segment.items) : plus(free, segment.items);
            }
            at = to;
        }
        return free;
    }

    private static List<Items> plus(List<Items> some, Items more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    static void discard(Codec codec, List<Items> free) {
        free.forEach(codec::discard);
    }
}
