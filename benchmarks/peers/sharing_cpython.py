"""What CPython's multiprocessing takes for what benchmarks/sharing measures. Usage: sharing_cpython.py [--quick|--smoke]"""
import json
import multiprocessing
import platform
import sys
import time

# As in Plan.java: runs, warm-ups, items, megabytes, round trips, calls, accesses, seconds of contention.
FULL = (5, 1, 300_000, 400, 10_000, 5_000, 1_000_000, 1.0)
QUICK = (3, 1, 80_000, 60, 2_000, 2_000, 200_000, 0.3)
SMOKE = (1, 0, 200, 2, 20, 20, 100, 0.005)
PEER = "CPython " + platform.python_version()
BOUND = 1_000
MEGABYTE = 1_000_000
KEYS = 100
CLOCK_INTERVAL = 100


def show(bench, unit, values):
    ordered = sorted(values)
    print(json.dumps({"bench": bench, "peer": PEER, "value": round(ordered[len(ordered) // 2], 1),
                      "min": round(ordered[0], 1), "max": round(ordered[-1], 1), "unit": unit}), flush=True)


def runs(plan, run):
    return [run() for _ in range(-plan[1], plan[0])][plan[1]:]


# ---- two children, of which one counts


def helper(start, work, args):
    start.wait()
    work(*args)


def counting(start, work, args, answer):
    start.wait()
    begun = time.perf_counter()
    result = work(*args)
    answer.send((time.perf_counter() - begun, result))


def together(other, other_args, work, args):
    """The seconds of a child's work while the other child does its part, both beginning together; and its result."""
    start = multiprocessing.Barrier(2)
    answer, said = multiprocessing.Pipe(False)
    children = [multiprocessing.Process(target=helper, args=(start, other, other_args)),
                multiprocessing.Process(target=counting, args=(start, work, args, said))]
    for child in children:
        child.start()
    result = answer.recv()
    for child in children:
        child.join()
    return result


def alone(work, *args):
    begun = time.perf_counter()
    work(*args)
    return time.perf_counter() - begun


# ---- queues and pipes


def put(queue, items):
    for i in range(items):
        queue.put(i)


def take(queue, items):
    for i in range(items):
        assert queue.get() == i


def send(end, items):
    for i in range(items):
        end.send(i)


def receive(end, items):
    for i in range(items):
        assert end.recv() == i


def send_large(end, messages):
    large = bytes(MEGABYTE)
    for _ in range(messages):
        end.send_bytes(large)


def receive_large(end, messages):
    for _ in range(messages):
        assert len(end.recv_bytes()) == MEGABYTE


def echo(end, trips):
    for _ in range(trips):
        end.send(end.recv())


def call(end, trips):
    for i in range(trips):
        end.send(i)
        assert end.recv() == i


def transfers(plan):
    _, _, items, megabytes, trips, _, _, _ = plan

    def queue(bound):
        shared = multiprocessing.Queue(bound)
        return items / together(put, (shared, items), take, (shared, items))[0]

    def pipe(duplex, amount, other, work):
        right, left = multiprocessing.Pipe(duplex)
        return together(other, (left, amount), work, (right, amount))[0]

    show("queue", "items/s", runs(plan, lambda: queue(0)))
    show("queue, at most 1000", "items/s", runs(plan, lambda: queue(BOUND)))
    show("pipe, small messages", "messages/s", runs(plan, lambda: items / pipe(False, items, send, receive)))
    show("pipe, arrays of 1 MB", "MB/s",
         runs(plan, lambda: megabytes / pipe(False, megabytes, send_large, receive_large)))
    show("pipe, there and back", "us", runs(plan, lambda: 1e6 * pipe(True, trips, echo, call) / trips))


# ---- turns


def lock_and_unlock(lock, times):
    for _ in range(times):
        lock.acquire()
        lock.release()


def contend(lock, seconds, tally=None):
    begun = time.perf_counter()
    times = 0
    while times % CLOCK_INTERVAL or time.perf_counter() - begun < seconds:
        lock.acquire()
        lock.release()
        times += 1
    if tally is not None:
        tally.value = times
    return times


def semaphores_there(ping, pong, trips):
    for _ in range(trips):
        ping.acquire()
        pong.release()


def semaphores_here(ping, pong, trips):
    for _ in range(trips):
        ping.release()
        pong.acquire()


def events_there(ping, pong, trips):
    for _ in range(trips):
        ping.wait()
        ping.clear()
        pong.set()


def events_here(ping, pong, trips):
    for _ in range(trips):
        ping.set()
        pong.wait()
        pong.clear()


def handoffs(plan):
    _, _, _, _, trips, _, accesses, contention = plan
    lock = multiprocessing.Lock()
    show("lock, alone", "ns", runs(plan, lambda: 1e9 * alone(lock_and_unlock, lock, accesses) / accesses))

    def both():
        tally = multiprocessing.Value("q", 0, lock=False)
        _, times = together(contend, (lock, contention, tally), contend, (lock, contention))
        return (times + tally.value) / contention

    show("lock, two processes", "times/s", runs(plan, both))

    def trip(there, here, make):
        args = (make(), make(), trips)
        return 1e6 * together(there, args, here, args)[0] / trips

    show("semaphores, there and back", "us",
         runs(plan, lambda: trip(semaphores_there, semaphores_here, lambda: multiprocessing.Semaphore(0))))
    show("events, there and back", "us", runs(plan, lambda: trip(events_there, events_here, multiprocessing.Event)))


# ---- values and a manager's objects


def get_value(value, times):
    for _ in range(times):
        value.value


def set_value(value, times):
    for i in range(times):
        value.value = i


def add_to_value(value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def accesses(plan):
    calls, times = plan[5], plan[6]
    value = multiprocessing.Value("q", 0)
    for name, work in (("number, get", get_value), ("number, set", set_value), ("number, add", add_to_value)):
        show(name, "ns", runs(plan, lambda: 1e9 * alone(work, value, times) / times))
    with multiprocessing.Manager() as manager:
        shared_map = manager.dict({i: i for i in range(KEYS)})
        shared_list = manager.list(range(KEYS))
        queue = manager.Queue()

        def set_in_map(i):
            shared_map[i % KEYS] = i

        def set_in_list(i):
            shared_list[i % KEYS] = i

        def put_and_take(i):
            queue.put(i)
            queue.get()

        for name, one in (("manager's map, get", lambda i: shared_map[i % KEYS]), ("manager's map, put", set_in_map),
                          ("manager's list, get", lambda i: shared_list[i % KEYS]),
                          ("manager's list, set", set_in_list), ("manager's queue, put and take", put_and_take)):
            def all_calls():
                for i in range(calls):
                    one(i)

            show(name, "us", runs(plan, lambda: 1e6 * alone(all_calls) / calls))


def main(plan):
    transfers(plan)
    handoffs(plan)
    accesses(plan)


if __name__ == "__main__":
    main(QUICK if "--quick" in sys.argv else SMOKE if "--smoke" in sys.argv else FULL)
