"""The trials: see `run`. Ends with a table; its exit code is 1 where anything was lost, doubled or out of order."""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import postgres
from registry import Server
from writers import PARTNERS, Book, Writer, run

READY_AGAIN_SECONDS = 10


class Trial:
    """One registry, its writers, and what went wrong."""

    def __init__(self, name, binary, scratch, database=None):
        self.name = name
        self.server = Server(binary, os.path.join(scratch, "data"), database)
        os.makedirs(self.server.folder, exist_ok=True)
        self.book = Book()
        self.faults = []
        self.notes = []
        self.database = database
        self.server.start()
        _, _, text = self.server.request("GET", "/es/projects.json?status=seeking_funding&provenance=registered")
        rows = json.loads(text)["rows"]
        project = next(row for row in rows if (row["totals"]["requirement"] or {}).get("currency") == "USD")["code"]
        self.writers = [Writer(number, project, self.book) for number in range(len(PARTNERS))]

    def expect(self, holds, said):
        if not holds:
            self.faults.append(said)

    def write_for(self, seconds, meanwhile=None):
        until = time.monotonic() + seconds
        threads = run(self.server, self.writers, lambda: time.monotonic() < until)
        if meanwhile:
            meanwhile()
        for thread in threads:
            thread.join()

    def query(self, statement):
        if self.database:
            return postgres.column(self.database, statement)
        with tempfile.TemporaryDirectory() as folder:
            # A copy, of a file that was closed.
            shutil.copy(f"{self.server.folder}/puente.db", f"{folder}/copy.db")
            with sqlite3.connect(f"{folder}/copy.db") as connection:
                return [row[0] for row in connection.execute(statement)]

    def end(self):
        """Stops the server, checks all that it acknowledged, and gives a row of the table."""
        self.server.stop()
        if not self.database:
            self.expect(not os.path.exists(f"{self.server.folder}/puente.db-wal"), "the file was not left whole")
        lost, doubled = self.book.audit(self.query)
        wrong = self.server.verify()
        self.expect(not wrong, f"verify: {wrong}")
        for said in lost[:10]:
            self.faults.append(f"lost: {said}")
        for said in doubled[:10]:
            self.faults.append(f"doubled: {said}")
        refused = ", ".join(f"{count} × {status or 'no answer'}" for status, count in sorted(self.book.answers.items()))
        acked = len(self.book.acked) + len(self.book.verified)
        row = [self.name, "; ".join(self.notes), acked, refused or "none", len(lost), len(doubled)]
        row.append("; ".join(self.faults) or "holds")
        print(" | ".join(str(cell) for cell in row), flush=True)
        if self.faults:
            with open(self.server.log, encoding="utf-8", errors="replace") as log:
                print("".join(f"  {line}" for line in log.readlines()[-20:]), flush=True)
        return row

    def must_recover(self):
        until = time.monotonic() + READY_AGAIN_SECONDS
        while time.monotonic() < until:
            if self.server.get("/health/ready") == 200:
                return
            time.sleep(0.1)
        self.faults.append("not ready again without a restart")

    def public_pages_are_up(self):
        for path in ["/es/", "/en/projects"]:
            status = self.server.get(path, 10)
            self.expect(status == 200, f"{path} answered {status}")


def kill_rounds(trial, rounds, cluster=None):
    """Kills the process at any moment, and on PostgreSQL every tenth time its server too."""
    chance = random.Random(7)
    killed_servers = 0
    for number in range(rounds):
        acked = len(trial.book.acked)
        stop = threading.Event()
        threads = run(trial.server, trial.writers, lambda stop=stop: not stop.is_set())
        # The moment is drawn from the first acknowledgement on, so that each round has something to lose.
        waited = time.monotonic()
        while len(trial.book.acked) == acked and time.monotonic() < waited + 20:
            time.sleep(0.005)
        trial.expect(len(trial.book.acked) > acked, f"round {number}: nothing was acknowledged")
        time.sleep(chance.uniform(0.1, 0.6))
        takes_server = cluster and number % 10 == 9
        if takes_server:
            cluster.kill()
            killed_servers += 1
        trial.server.kill()
        stop.set()
        for thread in threads:
            thread.join()
        if takes_server:
            cluster.start()
        trial.server.start()
        for writer in trial.writers:
            writer.is_signed_in = False
    trial.notes.append(f"{rounds} rounds" + (f", {killed_servers} of them with its server" if killed_servers else ""))


class Strace:
    """Injects faults into what the server does with its database files."""

    def __init__(self, trial, injection):
        files = [f"{trial.server.folder}/puente.db{suffix}" for suffix in ("", "-wal", "-shm")]
        paths = [word for file in files for word in ("-P", file)]
        calls = injection.split(":")[0]
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(trial.server.process.pid), *paths]
        self.process = subprocess.Popen(
            [*command, "-e", f"trace={calls}", "-e", f"inject={injection}"], stderr=subprocess.DEVNULL
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def injected(trial, injection, target):
    """Spells of failing calls between spells of health."""
    spells = 0
    while len(trial.book.acked) < target:
        trial.write_for(1.0)
        with Strace(trial, injection):
            trial.write_for(1.0, trial.public_pages_are_up)
        spells += 1
        trial.must_recover()
        trial.expect(spells < 20 + target, "too slow")
        trial.expect(spells < 10 or trial.book.answers.get(503), "no write failed")
        if trial.faults:
            break
    trial.write_for(0.5)
    trial.notes.append(f"{spells} spells of {injection}")


def slow(trial, injection, target):
    with Strace(trial, injection):
        started = time.monotonic()
        while len(trial.book.acked) < target and time.monotonic() < started + target * 2 + 60:
            trial.write_for(2.0, trial.public_pages_are_up)
    trial.notes.append(injection)


def fill(ballast):
    """Fills a disk with one file."""
    with open(ballast, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(64 * 1024))
        except OSError:
            pass


def full_disk(trial, target, disk):
    """Fills the disk, lets it refuse, makes space again."""
    spells = 0
    ballast = os.path.join(disk, "ballast")
    while len(trial.book.acked) < target:
        trial.write_for(1.0)
        fill(ballast)
        refused = dict(trial.book.answers)

        ready = set()

        def look():
            # A little longer than they write: the last of them may be the one that is not kept.
            until = time.monotonic() + 1.6
            while time.monotonic() < until:
                ready.add(trial.server.get("/health/ready"))
                time.sleep(0.05)
            trial.public_pages_are_up()

        # What the write-ahead log holds already is used again first, and again when it was emptied meanwhile.
        failed, started = 0, time.monotonic()
        while not failed and time.monotonic() < started + 60:
            trial.write_for(1.0, look)
            failed = trial.book.answers.get(503, 0) - refused.get(503, 0)
        trial.expect(failed > 0, "a full disk took everything")
        trial.expect(503 in ready, f"readiness did not tell: {ready}")
        os.remove(ballast)
        spells += 1
        trial.must_recover()
        if trial.faults:
            break
    trial.notes.append(f"{spells} times full")


def terminated_backends(trial, target):
    stop = threading.Event()

    def terminate():
        statement = (
            "SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 2) AS t"
        )
        while not stop.is_set():
            try:
                postgres.column(trial.database, statement)
            except RuntimeError:
                pass
            time.sleep(0.1)

    thread = threading.Thread(target=terminate)
    thread.start()
    started = time.monotonic()
    while len(trial.book.acked) < target and time.monotonic() < started + target:
        trial.write_for(2.0)
    stop.set()
    thread.join()
    trial.must_recover()
    trial.write_for(0.5)
    trial.notes.append("two connections terminated ten times a second")


def full_wal(trial, target, cluster, disk):
    """PostgreSQL ends when its log cannot grow; it is started again when there is space."""
    spells = 0
    ballast = os.path.join(disk, "ballast")
    while len(trial.book.acked) < target:
        trial.write_for(1.0)
        fill(ballast)
        # A segment of the log has 16 MB: what is left of it is used up first.
        trial.write_for(4.0)
        os.remove(ballast)
        cluster.start()
        spells += 1
        trial.must_recover()
        if trial.faults:
            break
    trial.notes.append(f"{spells} times full")


def mount(folder, megabytes):
    os.makedirs(folder)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder], check=True)


def trials(options, scratch):
    """Name → the trial, run."""
    rounds, target, slow_target = (12, 120, 25) if options.short else (500, 2000, 2000)

    def folder(name):
        made = os.path.join(scratch, name)
        os.makedirs(made)
        return made

    def on_sqlite(name, work):
        trial = Trial(f"SQLite: {name}", options.binary, folder(name.replace(" ", "-")))
        work(trial)
        return trial.end()

    def on_small_disk(name, work):
        disk = os.path.join(scratch, f"{name}-sqlite".replace(" ", "-"))
        mount(disk, 24 if options.short else 96)
        trial = Trial(f"SQLite: {name}", options.binary, disk)
        work(trial, disk)
        return trial.end()

    def on_postgres(name, work, megabytes=None):
        place = os.path.join(scratch, f"{name}-postgres".replace(" ", "-"))
        if megabytes:
            mount(place, megabytes)
        else:
            os.makedirs(place)
        cluster = postgres.Cluster(place)
        try:
            trial = Trial(f"PostgreSQL: {name}", options.binary, folder(f"{name}-server".replace(" ", "-")), cluster.url)
            work(trial, cluster, place)
            return trial.end()
        finally:
            cluster.stop()

    yield "kill", lambda: on_sqlite("kill -9", lambda trial: kill_rounds(trial, rounds))
    yield "full", lambda: on_small_disk("disk full", lambda trial, disk: full_disk(trial, target, disk))
    for name, injection in [
        ("EIO on fsync", "fsync,fdatasync:error=EIO"),
        ("EIO on write", "write,pwrite64:error=EIO:when=2+3"),
        ("ENOSPC on write", "write,pwrite64:error=ENOSPC:when=3+2"),
    ]:
        yield name.replace(" ", "-"), lambda n=name, i=injection: on_sqlite(n, lambda trial: injected(trial, i, target))
    delay = "fsync,fdatasync:delay_enter=300000"
    yield "slow", lambda: on_sqlite("300 ms sync", lambda trial: slow(trial, delay, slow_target))
    if not postgres.BIN:
        print("PostgreSQL is not installed: its trials are left out", flush=True)
        return
    yield "pg-kill", lambda: on_postgres("kill -9", lambda trial, cluster, _: kill_rounds(trial, rounds, cluster))
    yield "pg-backend", lambda: on_postgres("connections ended", lambda trial, *_: terminated_backends(trial, target))
    full = lambda trial, cluster, disk: full_wal(trial, target, cluster, disk)  # noqa: E731
    yield "pg-full", lambda: on_postgres("disk full", full, 160)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", help="names of trials, separated by commas")
    options = parser.parse_args()
    only = options.only.split(",") if options.only else None
    scratch = tempfile.mkdtemp(prefix="puente-faults-")
    os.chmod(scratch, 0o755)
    rows = []
    try:
        print("trial | how | acknowledged | not acknowledged | lost | doubled | result", flush=True)
        for name, work in trials(options, scratch):
            if only is None or name in only:
                rows.append(work())
    finally:
        subprocess.run(f"umount {scratch}/* 2>/dev/null", shell=True, check=False)
        shutil.rmtree(scratch, ignore_errors=True)
    wrong = [row for row in rows if row[-1] != "holds"]
    acked = sum(row[2] for row in rows)
    print(f"{acked} acknowledged, {sum(row[4] for row in rows)} lost, {sum(row[5] for row in rows)} doubled", flush=True)
    sys.exit(1 if wrong or not rows else 0)


if __name__ == "__main__":
    main()
