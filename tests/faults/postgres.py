"""A PostgreSQL cluster of the trials' own, which keeps what it commits, and a way to ask it."""

import glob
import os
import pwd
import signal
import subprocess
import time

from registry import free_port

BIN = max(glob.glob("/usr/lib/postgresql/*/bin"), default=None)


def as_server(command, **options):
    """Runs a command as somebody whom the server allows to run it: anybody but root."""
    if os.getuid() == 0 and "postgres" in [user.pw_name for user in pwd.getpwall()]:
        command = ["runuser", "-u", "postgres", "--", *command]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **options)


def column(url, statement):
    """The first column of a statement's rows; numbers as numbers."""
    done = as_server([f"{BIN}/psql", "-X", "-A", "-t", "-c", statement, url])
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return [int(line) if line.lstrip("-").isdigit() else line for line in done.stdout.splitlines() if line]


class Cluster:
    def __init__(self, folder):
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "log")
        self.port = free_port()
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        made = as_server(
            [f"{BIN}/initdb", f"--pgdata={self.data}", "--username=postgres", "--auth=trust", "--encoding=UTF8"]
            + ["--locale=C.UTF-8", "--no-sync"]
        )
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        settings = [
            "listen_addresses = '127.0.0.1'",
            f"port = {self.port}",
            f"unix_socket_directories = '{folder}'",
            "max_connections = 60",
            "max_wal_size = 64MB",
            "min_wal_size = 32MB",
            # It keeps what it commits: nothing of durability is turned off.
            "fsync = on",
            "synchronous_commit = on",
        ]
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
            file.write("\n".join(settings) + "\n")
        self.start()
        maintenance = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        column(maintenance, "CREATE DATABASE puente")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/puente"

    def start(self):
        """Starts the server if it does not run, and waits until it answers."""
        for _ in range(30):
            as_server([f"{BIN}/pg_ctl", "start", "--silent", f"--pgdata={self.data}", f"--log={self.log}"])
            if as_server([f"{BIN}/pg_isready", "-h", "127.0.0.1", "-p", str(self.port)]).returncode == 0:
                return
            time.sleep(0.5)
        raise RuntimeError(f"PostgreSQL did not start; see {self.log}")

    def kill(self):
        """As when the machine's power fails, but for what the machine itself still holds."""
        with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
            postmaster = int(file.readline())
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False)
        for pid in [postmaster, *map(int, children.stdout.split())]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        # Its shared memory is free when the last of them is gone.
        for pid in map(int, children.stdout.split()):
            while os.path.exists(f"/proc/{pid}"):
                time.sleep(0.01)

    def stop(self):
        as_server([f"{BIN}/pg_ctl", "stop", "--silent", "--mode=immediate", f"--pgdata={self.data}"])
