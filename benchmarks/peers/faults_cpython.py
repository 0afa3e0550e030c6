"""What Python's process pools do when a task goes wrong: a Markdown table of what the caller sees, and of what is left.

Usage: faults_cpython.py [peer ...], each fault in a process of its own. Peers that cannot be imported are left out.
"""
import glob
import importlib
import os
import platform
import re
import resource
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time

HANG_SECONDS = 30  # for everything about one fault
CALL_SECONDS = 8  # for the call itself
CHECK_SECONDS = 6  # for the pool's next calls
LIMIT_SECONDS = 2  # the peer's own time limit, for the endless loop
WORKERS = 2
HOARD_BYTES = 96 << 20  # that a worker may take on top of what it has


# ---- tasks


class Unreadable(Exception):
    """Can be pickled, but not unpickled, because pickle passes one argument where two are needed."""

    def __init__(self, a, b):
        super().__init__(a)


def throw():
    raise ValueError("the task fails")


def throw_unreadable():
    raise Unreadable("a", "b")


def unpicklable():
    return threading.Lock()


def hoard():
    with open("/proc/self/statm") as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + HOARD_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    blocks = []
    while True:
        blocks.append(bytes(1 << 20))


def leave(code):
    os._exit(code)


def signal_self(number):
    os.kill(os.getpid(), number)
    time.sleep(60)


def spin():
    while True:
        pass


def same(x):
    return x


def nap(seconds):
    time.sleep(seconds)


def broken_initializer(tally):
    with open(tally, "a") as file:
        file.write("x")
    raise ValueError("the initializer fails")


def broken_callback(_):
    raise ValueError("the callback fails")


# name, function, arguments
FAULTS = {
    "task raises": (throw, ()),
    "result cannot be pickled": (unpicklable, ()),
    "exception cannot be unpickled": (throw_unreadable, ()),
    "out of memory": (hoard, ()),
    "`sys.exit(3)`": (sys.exit, (3,)),
    "`os._exit(0)`": (leave, (0,)),
    "`os._exit(3)`": (leave, (3,)),
    "kill -9": (signal_self, (signal.SIGKILL,)),
    "SIGSEGV": (signal_self, (signal.SIGSEGV,)),
    "SIGSTOP": (signal_self, (signal.SIGSTOP,)),
    "endless loop, time limit %d s" % LIMIT_SECONDS: (spin, ()),
    "callback throws": (same, (1,)),
    "initializer throws": (same, (1,)),
}


# ---- peers: each makes a pool, and calls a function in it


class Pool:
    """multiprocessing.Pool"""

    def __init__(self, initializer, initargs):
        import multiprocessing

        self.pool = multiprocessing.Pool(WORKERS, initializer, initargs)

    def call(self, function, args, limit=None, callback=None):
        return self.pool.apply_async(function, args, callback=callback).get(limit)

    def end(self):
        self.pool.close()
        self.pool.join()


class Executor:
    """concurrent.futures.ProcessPoolExecutor"""

    def __init__(self, initializer, initargs):
        self.pool = self.executor_class()(WORKERS, initializer=initializer, initargs=initargs)

    def executor_class(self):
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor

    def call(self, function, args, limit=None, callback=None):
        future = self.pool.submit(function, *args)
        if callback:
            future.add_done_callback(callback)
        return future.result(limit)

    def end(self):
        self.pool.shutdown()


class Loky(Executor):
    """loky.ProcessPoolExecutor"""

    def executor_class(self):
        return loky().ProcessPoolExecutor


class Pebble:
    """pebble.ProcessPool"""

    def __init__(self, initializer, initargs):
        import pebble

        self.pool = pebble.ProcessPool(WORKERS, initializer=initializer, initargs=list(initargs))

    def call(self, function, args, limit=None, callback=None):
        future = self.pool.schedule(function, args=list(args), timeout=limit)
        if callback:
            future.add_done_callback(callback)
        return future.result()

    def end(self):
        self.pool.close()
        self.pool.join()


def loky():
    try:
        return importlib.import_module("loky")
    except ImportError:
        return importlib.import_module("joblib.externals.loky")


PEERS = {"Pool": Pool, "ProcessPoolExecutor": Executor, "loky": Loky, "pebble": Pebble}


def version(peer):
    """Of a peer that can be imported; None of another."""
    try:
        if peer == "loky":
            return loky().__version__
        if peer == "pebble":
            importlib.import_module("pebble")
            from importlib.metadata import version as installed

            return installed("pebble")
    except ImportError:
        return None
    return platform.python_version()


# ---- one fault at one peer, in a process of its own


def within(seconds, work):
    """What work does, in words; it may never end."""
    words = []

    def run():
        try:
            words.append("returns " + repr(work()))
        except BaseException as e:  # whatever the caller would see
            message = textwrap.shorten(re.sub(r" at 0x[0-9a-f]+", "", str(e)), 75, placeholder=" ...")
            words.append("`" + type(e).__name__ + "`" + (": " + message if message else ""))

    thread = threading.Thread(target=run, daemon=True)
    begun = time.monotonic()
    thread.start()
    thread.join(seconds)
    return (words[0] if words else "no answer in %d s" % seconds), time.monotonic() - begun


def next_calls(pool):
    """Whether two naps at once take no longer than one: on both workers, once a lost one has been replaced."""
    deadline = time.monotonic() + CHECK_SECONDS
    words = "no answer in %d s" % CHECK_SECONDS
    while time.monotonic() < deadline:
        results = []
        threads = [threading.Thread(target=lambda: results.append(pool.call(nap, (1,))), daemon=True) for _ in "ab"]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        if any(thread.is_alive() for thread in threads):
            return words
        if len(results) < 2:
            return "refuses work"
        if time.monotonic() - begun < 1.8:
            return "works"
        words = "works, on 1 worker of 2"
    return words


def one(peer, fault, folder):
    function, args = FAULTS[fault]
    limit = LIMIT_SECONDS if function is spin else None
    callback = broken_callback if fault.startswith("callback") else None
    tally = os.path.join(folder, "tally")
    initializer = (broken_initializer, (tally,)) if fault.startswith("initializer") else (None, ())
    pool = PEERS[peer](*initializer)
    if not initializer[0]:
        pool.call(same, (1,))
    sees, seconds = within(CALL_SECONDS, lambda: pool.call(function, args, limit, callback))
    if os.path.exists(tally):
        sees += " (%d workers started in %.0f s)" % (os.path.getsize(tally), seconds)
    print("sees\t" + sees, flush=True)
    print("then\t" + next_calls(pool), flush=True)
    end, _ = within(CHECK_SECONDS, pool.end)
    print("end\t" + end.replace("returns None", "ends").replace("no answer", "no end"), flush=True)
    os._exit(0)


# ---- all of them


def observe(peer, fault):
    with tempfile.TemporaryDirectory() as folder:
        return answers_of(peer, fault, folder)


def answers_of(peer, fault, folder):
    """The answers of a process that tries a fault; it and all it started are killed afterwards."""
    process = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--one", peer, fault, folder],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    answers = {}
    killer = threading.Timer(HANG_SECONDS, lambda: os.killpg(process.pid, signal.SIGKILL))
    killer.start()
    try:
        for line in process.stdout:
            question, _, answer = line.rstrip("\n").partition("\t")
            answers[question] = answer
            if question == "end":
                break  # workers left over still hold the other end
    finally:
        killer.cancel()
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        for semaphore in glob.glob("/dev/shm/sem.loky-%d-*" % process.pid):
            os.remove(semaphore)  # loky's, for its resource tracker was killed too
    return [answers.get(question, "not reached in %d s" % HANG_SECONDS) for question in ("sees", "then", "end")]


def main(wanted):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # past the clean-up of what is under way
    for peer in [peer for peer in wanted if not version(peer)]:
        print("%s cannot be imported and is left out" % peer, file=sys.stderr)
    peers = [peer for peer in wanted if version(peer)]
    print("Python %s, %s; %s" % (platform.python_version(), platform.system(),
                                 ", ".join("%s %s" % (peer, version(peer)) for peer in peers)))
    print()
    print("| fault | peer | the caller sees | the pool afterwards | its end |")
    print("|---|---|---|---|---|")
    for fault in FAULTS:
        for peer in peers:
            cells = [cell.replace("|", "\\|") for cell in observe(peer, fault)]
            print("| %s | %s | %s |" % (fault, peer, " | ".join(cells)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:5])
    else:
        main(sys.argv[1:] or list(PEERS))
