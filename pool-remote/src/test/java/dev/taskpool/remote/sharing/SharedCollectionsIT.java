package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.sync.SharedNamespace;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Shared maps, lists and namespaces hold copies, and other shared objects. */
class SharedCollectionsIT extends SharingFixture {
    @Test
    @Case("MGR-01")
    void aList_isChangedAsAListIs() {
        List<Integer> list = manager.list();
        assertThat(list).isEmpty();
        list.addAll(List.of(0, 1, 2, 3, 4));
        list.add(5);
        list.add(0, -1);
        assertThat(list).containsExactly(-1, 0, 1, 2, 3, 4, 5);
        assertThat(list.set(0, 9)).isEqualTo(-1);
        assertThat(list.remove(0)).isEqualTo(9);
        assertThat(list.remove((Object) 5)).isTrue();
        assertThat(list.remove((Object) 5)).isFalse();
        assertThat(list.get(3)).isEqualTo(3);
        assertThat(list.subList(1, 3)).containsExactly(1, 2);
        assertThat(list.indexOf(4)).isEqualTo(4);
        assertThat(list.contains(7)).isFalse();
        list.replaceAll(element -> element * 10);
        list.sort(Comparator.reverseOrder());
        assertThat(list).containsExactly(40, 30, 20, 10, 0);
        assertThat(list.removeIf(element -> element > 20)).isTrue();
        assertThat(list.addAll(1, List.of(7, 8))).isTrue();
        assertThat(new ArrayList<>(list)).containsExactly(20, 7, 8, 10, 0);
        list.add(null);
        assertThat(list.get(5)).isNull();
        assertThat(list.size()).isEqualTo(6);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(6));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.set(-1, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.add(9, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.remove(6));
        list.clear();
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    @Case("MGR-01")
    void aListInAList_isTheSameListLater_andAnIterationIsAsItBegan() {
        List<Object> outer = manager.list();
        List<Integer> inner = manager.list();
        outer.add(inner);
        inner.add(1);
        assertThat(outer.get(0)).asInstanceOf(InstanceOfAssertFactories.LIST).containsExactly(1);
        var iterator = inner.iterator();
        inner.add(2);
        assertThat(iterator.next()).isEqualTo(1);
        assertThat(iterator.hasNext()).isFalse();
        assertThat(outer.get(0)).isEqualTo(inner);
    }

    @Test
    void elements_areCopies() {
        List<List<Integer>> list = manager.list();
        List<Integer> element = new ArrayList<>(List.of(1));
        list.add(element);
        element.add(2);
        list.get(0).add(3);
        assertThat(list.get(0)).containsExactly(1);
    }

    @Test
    @Case("MGR-02")
    void aMap_isChangedAsAConcurrentMapIs() {
        ConcurrentMap<Integer, String> map = manager.map();
        for (int i = 65; i < 70; i++) {
            assertThat(map.put(i, Character.toString(i))).isNull();
        }
        assertThat(map).containsEntry(65, "A").hasSize(5);
        assertThat(map.keySet()).containsExactlyInAnyOrder(65, 66, 67, 68, 69);
        assertThat(map.values()).containsExactlyInAnyOrder("A", "B", "C", "D", "E");
        assertThat(map.putIfAbsent(65, "a")).isEqualTo("A");
        assertThat(map.putIfAbsent(70, "F")).isNull();
        assertThat(map.replace(65, "a", "b")).isFalse();
        assertThat(map.replace(65, "A", "b")).isTrue();
        assertThat(map.replace(66, "c")).isEqualTo("B");
        assertThat(map.replace(1, "x")).isNull();
        assertThat(map.remove(67, "c")).isFalse();
        assertThat(map.remove(67, "C")).isTrue();
        assertThat(map.remove(68)).isEqualTo("D");
        assertThat(map.merge(65, "!", String::concat)).isEqualTo("b!");
        assertThat(map.compute(69, (key, value) -> null)).isNull();
        assertThat(map.computeIfAbsent(71, key -> "G")).isEqualTo("G");
        assertThat(map.computeIfPresent(71, (key, value) -> value + key)).isEqualTo("G71");
        assertThat(map.getOrDefault(1, "none")).isEqualTo("none");
        assertThat(map).isEqualTo(Map.of(65, "b!", 66, "c", 70, "F", 71, "G71"));
        assertThat(map.containsKey(66)).isTrue();
        assertThat(map.containsValue("F")).isTrue();
        assertThatNullPointerException().isThrownBy(() -> map.put(1, null));
        assertThatNullPointerException().isThrownBy(() -> map.get(null));
        map.clear();
        assertThat(map).isEmpty();
    }

    @Test
    @Case("MGR-02")
    void anIterationOfAMap_isAsItBegan() {
        ConcurrentMap<String, Integer> map = manager.map();
        map.putAll(Map.of("one", 1, "two", 2));
        var iterator = map.entrySet().iterator();
        map.put("three", 3);
        assertThat(iterator.next().getValue() + iterator.next().getValue()).isEqualTo(3);
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    @Case("MGR-02")
    void sharedObjects_standInSharedCollections() throws Exception {
        ConcurrentMap<String, Object> map = manager.map();
        List<SharedQueue<String>> list = manager.list();
        SharedQueue<String> queue = manager.queue();
        map.put("queue", queue);
        list.add(queue);
        queue.put("in both");
        assertThat(((SharedQueue<?>) map.get("queue")).size()).isEqualTo(1);
        assertThat(list.get(0).take()).isEqualTo("in both");
        ConcurrentMap<String, Object> inner = manager.map();
        map.put("map", inner);
        inner.put("later", 1);
        assertThat(map.get("map")).isEqualTo(Map.of("later", 1));
    }

    @Test
    @Case("MGR-02")
    void aNamespace_hasNamedValues() {
        SharedNamespace namespace = manager.namespace();
        assertThat(namespace.names()).isEmpty();
        namespace.set("x", 10);
        namespace.set("nothing", null);
        assertThat(namespace.get("x")).isEqualTo(10);
        assertThat(namespace.get("nothing")).isNull();
        assertThat(namespace.names()).containsExactlyInAnyOrder("x", "nothing");
        namespace.remove("x");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> namespace.get("x"));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> namespace.remove("x"));
        assertThat(namespace.names()).containsExactly("nothing");
    }

    @Test
    void collections_thatHoldThemselves_areEqualToTheirHandles() {
        ConcurrentMap<String, Object> map = manager.map();
        List<Object> list = manager.list();
        map.put("map", map);
        map.put("list", list);
        list.add(list);
        list.add(map);
        assertThat(map.get("map").equals(map)).isTrue();
        assertThat(list.get(0).equals(list)).isTrue();
        assertThat(map.remove("map", map)).isTrue();
        assertThat(list.remove(list)).isTrue();
        assertThat(list.contains(map)).isTrue();
    }

    @Test
    void whatCannotTravel_isRefused_andChangesNothing() {
        ConcurrentMap<String, Object> map = manager.map();
        List<Object> list = manager.list();
        SharedNamespace namespace = manager.namespace();
        Thread bad = Thread.currentThread();
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> map.put("bad", bad));
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> list.add(bad));
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> namespace.set("bad", bad));
        assertThat(map).isEmpty();
        assertThat(list).isEmpty();
        assertThat(namespace.names()).isEmpty();
    }

    @Test
    void changes_byManyThreads_areAtomic() throws Exception {
        ConcurrentMap<String, Integer> map = manager.map();
        List<Integer> list = manager.list();
        list.add(0);
        List<Caller<Boolean>> changers = IntStream.range(0, 3)
                .mapToObj(i -> Caller.of(() -> change(map, list)))
                .toList();
        for (Caller<Boolean> changer : changers) {
            changer.value();
        }
        assertThat(map).containsEntry("sum", 150).hasSize(1);
        assertThat(list).hasSize(301).startsWith(150);
    }

    private static boolean change(ConcurrentMap<String, Integer> map, List<Integer> list) {
        for (int i = 0; i < 50; i++) {
            map.merge("sum", 1, Integer::sum);
            list.addAll(List.of(-1, -2));
            list.replaceAll(element -> element < 0 ? element : element + 1);
        }
        return true;
    }
}
