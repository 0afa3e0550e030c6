"""The same figures for CPython's multiprocessing.Pool. Usage: cpython_pool.py fork|spawn|forkserver"""
import json
import multiprocessing
import sys
import time

RUNS = 5


def same(x):
    return x


def zeros(length):
    return bytes(length)


def primes_below(limit):
    count = 0
    for n in range(2, limit):
        d = 2
        while d * d <= n and n % d:
            d += 1
        count += d * d > n
    return count


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def show(peer, bench, unit, values):
    ordered = sorted(values)
    print(json.dumps({"bench": bench, "peer": peer, "value": round(ordered[len(ordered) // 2], 1),
                      "min": round(ordered[0], 1), "max": round(ordered[-1], 1), "unit": unit}), flush=True)


def main(method):
    peer = "mp.Pool/" + method
    context = multiprocessing.get_context(method)

    def start():
        with context.Pool(2) as pool:
            pool.apply(same, (1,))

    show(peer, "pool_start_first_result", "ms", [1e3 * seconds(start) for _ in range(RUNS)])
    with context.Pool(2) as pool:
        calls = sorted(1e6 * seconds(lambda: pool.apply(same, (1,))) for _ in range(5000))
        show(peer, "apply_latency_p50", "us", [calls[2500]])
        show(peer, "apply_latency_p99", "us", [calls[4950]])

        def small():
            for result in [pool.apply_async(same, (i,)) for i in range(20000)]:
                result.get()

        show(peer, "apply_async", "tasks/s", [20000 / seconds(small) for _ in range(RUNS)])
        show(peer, "map_default_chunk", "items/s",
             [2e6 / seconds(lambda: pool.map(same, range(2000000))) for _ in range(RUNS)])
        one = min(seconds(lambda: primes_below(3000)) for _ in range(50))
        show(peer, "cpu_efficiency of %.1f ms tasks" % (1e3 * one), "% of ideal",
             [100 * one * 1000 / 2 / seconds(lambda: pool.map(primes_below, [3000] * 1000)) for _ in range(RUNS)])
        show(peer, "return_bytes of 100 MB", "MB/s",
             [100 / seconds(lambda: pool.apply(zeros, (100000000,))) for _ in range(RUNS)])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "fork")
