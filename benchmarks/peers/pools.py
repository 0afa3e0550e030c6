"""Measures a pool of Python's as benchmarks/run measures Taskpool; prints one line of JSON a figure.

Usage: pools.py PEER full|quick|smoke BENCH,BENCH,...
PEER: mp.Pool/fork, mp.Pool/spawn, mp.Pool/forkserver, ProcessPoolExecutor/ with the same, loky or pebble.
What a pool has no call for is left out; so is a pool that this Python has not got, with exit code 3.
"""
import concurrent.futures
import functools
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
import traceback

WORKERS = 2
CHUNKS = 4 * WORKERS  # what mp.Pool makes of a map, where a pool has to be told
KB, MB = 1_000, 1_000_000
# As in Plan.java: runs, warm-up, run, most items, calls, work, starts, payloads, table, its items, queued, many, recycled
PLANS = {
    "full": (5, 0.5, 0.7, 4_000_000, 5_000, 1.5, 5, [KB, 64 * KB, MB, 16 * MB, 100 * MB, 1_000 * MB], 50 * MB, 10_000,
             1_000_000, 64, 20),
    "quick": (3, 0.1, 0.1, 1_000_000, 500, 0.2, 1, [KB, 64 * KB, MB, 16 * MB, 100 * MB], 50 * MB, 10_000, 100_000, 4, 3),
    "smoke": (1, 0.0, 0.001, 50, 5, 0.002, 1, [KB, 100 * KB], KB, 10, 50, 2, 2),
}
(RUNS, WARM_UP, RUN, MOST_ITEMS, CALLS, WORK, STARTS, PAYLOADS, TABLE, TABLE_ITEMS, QUEUED, MANY, RECYCLED) = PLANS[
    sys.argv[2] if len(sys.argv) > 2 and sys.argv[2] in PLANS else "quick"]
ITEMS = 200  # of a skewed map
MASK = (1 << 64) - 1


class Missing(Exception):
    """The pool has no such thing."""


# ---- tasks


def same(x):
    return x


def length(data):
    return len(data)


def zeros(count):
    return bytes(count)


def pid_of(_):
    return os.getpid()


def nap_and_pid(seconds):
    time.sleep(seconds)
    return os.getpid()


def chain(steps):
    x = steps
    for _ in range(steps):
        x = (x * 6364136223846793005 + 1442695040888963407) & MASK
    return x


def chain_seconds(each):
    begun = time.perf_counter()
    for steps in each:
        chain(steps)
    return time.perf_counter() - begun


def chain_steps(seconds):
    return max(1, int(100_000 * seconds / min(chain_seconds([100_000]) for _ in range(5))))


def look_up(table, i):
    return table[i % len(table)]


# ---- pools


class MpPool:
    """multiprocessing.Pool"""

    def __init__(self, method, workers, tasks_per_worker=None):
        self.pool = multiprocessing.get_context(method).Pool(workers, maxtasksperchild=tasks_per_worker)

    def apply(self, function, item):
        return self.pool.apply(function, (item,))

    def submit(self, function, item):
        return self.pool.apply_async(function, (item,))

    @staticmethod
    def result(future):
        return future.get()

    @staticmethod
    def done(future):
        return future.ready()

    def map(self, function, items, chunk_size):
        return self.pool.map(function, items, chunk_size or None)

    def stream(self, function, items, chunk_size, ordered):
        return (self.pool.imap if ordered else self.pool.imap_unordered)(function, items, chunk_size or 1)

    def pids(self):
        return [worker.pid for worker in self.pool._pool]

    def close(self):
        self.pool.terminate()
        self.pool.join()

    kill = close


class Executor:
    """Whatever is like concurrent.futures.ProcessPoolExecutor; items of its map are a task each, if nothing is said."""

    def __init__(self, executor, **at_once):
        self.executor = executor
        self.at_once = at_once

    def apply(self, function, item):
        return self.executor.submit(function, item).result()

    def submit(self, function, item):
        return self.executor.submit(function, item)

    @staticmethod
    def result(future):
        return future.result()

    @staticmethod
    def done(future):
        return future.done()

    def map(self, function, items, chunk_size):
        return list(self.executor.map(function, items, chunksize=chunk_size or 1))

    def stream(self, function, items, chunk_size, ordered):
        raise Missing("a map that reads as it goes")

    def pids(self):
        return list(self.executor._processes)

    def close(self):
        self.executor.shutdown()

    def kill(self):
        for process in list(self.executor._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
        self.executor.shutdown(wait=False, **self.at_once)


class Pebble(Executor):
    """pebble.ProcessPool"""

    def __init__(self, workers, tasks_per_worker=0):
        from pebble import ProcessPool
        super().__init__(ProcessPool(workers, max_tasks=tasks_per_worker))

    def apply(self, function, item):
        return self.submit(function, item).result()

    def submit(self, function, item):
        return self.executor.schedule(function, args=[item])

    def map(self, function, items, chunk_size):
        return list(self.executor.map(function, items, chunksize=chunk_size or 1).result())

    def pids(self):
        return list(self.executor._pool_manager.worker_manager.workers)

    def close(self):
        self.executor.stop()
        self.executor.join()

    kill = close


def opener(peer):
    kind, _, method = peer.partition("/")
    if kind == "mp.Pool":
        return lambda workers, once=False: MpPool(method, workers, 1 if once else None)
    if kind == "ProcessPoolExecutor":
        context = multiprocessing.get_context(method)

        def executor(workers, once=False):
            if once and method == "fork":
                raise Missing("workers that leave")
            more = {"max_tasks_per_child": 1} if once else {}
            return Executor(concurrent.futures.ProcessPoolExecutor(workers, mp_context=context, **more))

        return executor
    if kind == "loky":
        from joblib.externals.loky import ProcessPoolExecutor

        def loky(workers, once=False):
            if once:
                raise Missing("workers that leave")
            return Executor(ProcessPoolExecutor(workers), kill_workers=True)

        return loky
    import pebble  # noqa: F401, so that a missing one is noticed
    return lambda workers, once=False: Pebble(workers, 1 if once else 0)


# ---- how it is measured


def show(peer, bench, parameter, unit, values):
    ordered = sorted(values)
    print(json.dumps({"bench": bench, "parameter": parameter, "peer": peer,
                      "value": float("%.4g" % ordered[len(ordered) // 2]), "min": float("%.4g" % ordered[0]),
                      "max": float("%.4g" % ordered[-1]), "n": len(ordered), "unit": unit}), flush=True)


def seconds(work, *args):
    begun = time.perf_counter()
    work(*args)
    return time.perf_counter() - begun


def runs(run):
    run()  # may wait for processes to start
    begun = time.perf_counter()
    while time.perf_counter() - begun < WARM_UP:
        run()
    return [run() for _ in range(RUNS)]


def per_second(most, work):
    work(1)  # may wait for processes to start
    many, begun = 1, time.perf_counter()
    while True:
        took = seconds(work, many)
        if time.perf_counter() - begun > WARM_UP and (many == most or took > RUN / 2):
            return [many / seconds(work, many) for _ in range(RUNS)]
        wanted = RUN / max(1e-9, took)
        if wanted > 1 or wanted < 1 / 8:
            many = int(max(1, min(most, many * min(8, wanted))))


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def size(count):
    if count >= 1_000 * MB:
        return "%d GB" % (count // (1_000 * MB))
    return "%d MB" % (count // MB) if count >= MB else "%d KB" % (count // KB)


def chunks(chunk_size):
    return "chunks of %d" % chunk_size if chunk_size else "default chunks"


class Session:
    """One peer being measured."""

    def __init__(self, peer):
        self.peer = peer
        self.open = opener(peer)
        self.shared = None

    def pool(self):
        if self.shared is None:
            self.shared = self.open(WORKERS)
        return self.shared

    def rest(self):
        if self.shared is not None:
            self.shared.close()
            self.shared = None

    def show(self, bench, parameter, unit, values):
        show(self.peer, bench, parameter, unit, values)

    # ---- the benches, by the names of Benches.java

    def start(self):
        for workers in (1, 2):
            first, later = [], []
            for _ in range(STARTS):
                words = subprocess.run([sys.executable, __file__, "--probe", self.peer, str(workers)], check=True,
                                       stdout=subprocess.PIPE).stdout.split()
                first.append(float(words[0]))
                later.append(float(words[1]))
            name = "1 worker" if workers == 1 else "%d workers" % workers
            self.show("start to first result", name, "ms", first)
            self.show("start to first result", name + ", next pool", "ms", later)

    def apply(self):
        pool = self.pool()

        def micros():
            return [1e6 * seconds(pool.apply, same, i) for i in range(CALLS)]

        blocks = runs(micros)
        self.show("apply", "p50", "us", [percentile(block, 50) for block in blocks])
        self.show("apply", "p99", "us", [percentile(block, 99) for block in blocks])

    def throughput(self):
        pool = self.pool()

        def work(many):
            for future in [pool.submit(same, i) for i in range(many)]:
                pool.result(future)

        self.show("applyAsync", "", "tasks/s", per_second(min(100_000, MOST_ITEMS), work))

    def map(self):
        for chunk_size in (1, 10, 100, 1_000, 0):
            self.show("map", chunks(chunk_size), "items/s", per_second(
                MOST_ITEMS, lambda many: self.pool().map(same, range(many), chunk_size)))

    def imap(self):
        for ordered in (True, False):
            for chunk_size in (1, 0):
                def work(many):
                    for _ in self.pool().stream(same, range(many), chunk_size, ordered):
                        pass

                self.show("imap" if ordered else "imapUnordered", chunks(chunk_size), "items/s",
                          per_second(MOST_ITEMS, work))

    def efficiency(self):
        pool = self.pool()
        for millis in ("0.1", "1", "5", "50"):
            steps = pool.apply(chain_steps, float(millis) / 1e3)
            tasks = [steps] * int(max(2 * WORKERS, WORK * 1e3 / float(millis)))
            self.show("efficiency", millis + " ms tasks", "% of ideal", runs(
                lambda: 100 * pool.apply(chain_seconds, tasks) / WORKERS / seconds(pool.map, chain, tasks, 0)))

    def skew(self):
        pool = self.pool()
        chosen = random.Random(7)
        weights = [min(40, (1 - chosen.random()) ** (-1 / 1.3)) for _ in range(ITEMS)]
        steps = pool.apply(chain_steps, WORK)
        mixed = [int(steps * weight / sum(weights)) for weight in weights]
        for order, tasks in (("in any order", mixed), ("the longest last", sorted(mixed))):
            def percent():
                alone = pool.apply(chain_seconds, tasks)
                best = max(alone / WORKERS, alone * max(tasks) / sum(tasks))
                return 100 * best / seconds(pool.map, chain, tasks, 0)

            self.show("skewed tasks", order, "% of ideal", runs(percent))

    def trip(self):
        raise Missing("its threads have other names")

    def computing(self):
        raise Missing("other languages compute other things")

    def table(self):
        function = functools.partial(look_up, bytes(TABLE))
        self.show("captured table", size(TABLE) + ", %d items" % TABLE_ITEMS, "s", runs(
            lambda: seconds(self.pool().map, function, range(TABLE_ITEMS), max(1, TABLE_ITEMS // CHUNKS))))

    def ping(self):
        pool = self.pool()
        large = bytes(100 * MB if RUNS > 1 else 100 * KB)

        def p99():
            millis = []
            for _ in range(3):
                transfer = threading.Thread(target=pool.apply, args=(length, large))
                transfer.start()
                while True:
                    millis.append(1e3 * seconds(pool.apply, same, 1))
                    if not transfer.is_alive():
                        break
                transfer.join()
            return percentile(millis, 99)

        self.show("ping while 100 MB flow", "p99", "ms", runs(p99))

    def payloads(self):
        self.rest()
        pool = self.open(1)
        for count in PAYLOADS:
            argument = bytes(count)

            def arguments(many):
                for _ in range(many):
                    assert pool.apply(length, argument) == count

            def results(many):
                for _ in range(many):
                    assert len(pool.apply(zeros, count)) == count

            for bench, work in (("arguments", arguments), ("results", results)):
                self.show(bench, size(count), "MB/s", [each * count / 1e6 for each in per_second(20_000, work)])
        pool.close()

    def queued(self):
        self.rest()
        pool = self.open(WORKERS)
        futures = [pool.submit(time.sleep, 3600) for _ in range(WORKERS)]
        futures += [pool.submit(same, i) for i in range(QUEUED // 10)]
        before = resident_bytes()
        futures += [pool.submit(same, i) for i in range(QUEUED)]
        self.show("queued tasks", "{:,}".format(QUEUED), "bytes/task", [(resident_bytes() - before) / QUEUED])
        sys.stdout.flush()
        pool.kill()

    def idle(self):
        self.rest()
        pool = self.open(WORKERS)
        pool.map(same, [1] * 1_000, 10)
        pids = ready(pool, WORKERS)
        self.show("idle worker, PSS", "", "MB", [pss_megabytes(pid) for pid in pids])
        self.show("idle worker, threads", "", "threads", [len(os.listdir("/proc/%d/task" % pid)) for pid in pids])
        pool.close()

    def many(self):
        self.rest()
        begun = time.perf_counter()
        pool = self.open(MANY)
        pids = ready(pool, MANY)
        name = "%d workers" % MANY
        self.show("many workers, start", name, "s", [time.perf_counter() - begun])
        self.show("many workers, PSS of each", name, "MB", [pss_megabytes(pid) for pid in pids])
        pool.close()

    def recycling(self):
        self.rest()
        pool = self.open(WORKERS, True)
        self.show("recycling", "a worker a task", "tasks/s", [
            RECYCLED / seconds(pool.map, pid_of, range(RECYCLED), 1) for _ in range(STARTS)])
        pool.close()

    def replacement(self):
        raise Missing("a worker that can be killed without harm to the pool")


def ready(pool, workers):
    """The processes of all workers, once each of them has run something."""
    pids = set()
    while len(pids) < workers:
        pids |= set(pool.map(nap_and_pid, [0.02] * workers, 1))
    return sorted(pids)


def resident_bytes():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def pss_megabytes(pid):
    with open("/proc/%d/smaps_rollup" % pid) as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def probe(peer, workers):
    """Makes two pools, one after the other, and prints how many milliseconds each took to its first result."""
    words = []
    for _ in range(2):
        begun = time.perf_counter()
        pool = opener(peer)(workers)
        pool.apply(same, 1)
        words.append("%.3f" % (1e3 * (time.perf_counter() - begun)))
        pool.close()
    print(*words, flush=True)


def main(peer, benches):
    try:
        session = Session(peer)
    except ImportError as e:
        print(e, file=sys.stderr)
        sys.exit(3)
    for bench in benches:
        try:
            getattr(session, bench)()
        except Missing as e:
            print(bench, "not measured:", e, file=sys.stderr)
        except Exception:
            print(bench, "failed", file=sys.stderr)
            traceback.print_exc()
            session.shared = None
    session.rest()
    os._exit(0)  # some leave threads behind


if __name__ == "__main__":
    if sys.argv[1] == "--probe":
        probe(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1], sys.argv[3].split(","))
