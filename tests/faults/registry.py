"""A demonstration registry as a process, and people who use it over HTTP. Standard library only."""

import http.client
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse

PASSWORD = "puente-demo-2026"


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Server:
    """`puente demo` in a folder, or with its data in a PostgreSQL database."""

    def __init__(self, binary, folder, database=None):
        self.binary = os.path.realpath(binary)
        self.folder = folder
        self.database = database
        self.port = free_port()
        self.process = None
        self.log = os.path.join(os.path.dirname(folder), "server.log")

    def start(self, seconds=60):
        command = [self.binary, "demo", "--no-limits", "--dir", self.folder]
        if self.database:
            command += ["--database", self.database]
        environment = {"PUENTE_PORT": str(self.port), "PATH": os.environ["PATH"], "RUST_LOG": "puente=error"}
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, cwd=os.path.dirname(self.folder), env=environment, stdout=log, stderr=log
            )
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}; see {self.log}")
            if self.get("/health/live") == 200:
                return
            time.sleep(0.02)
        raise RuntimeError("the server did not come up")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=30) != 0:
            raise RuntimeError(f"the server stopped with {self.process.returncode}")

    def get(self, path, seconds=5):
        """The status of a page; 0 where nobody answers."""
        return self.request("GET", path, seconds=seconds)[0]

    def request(self, method, path, body=None, headers=None, seconds=30):
        """Status, headers and text; status 0 where the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            connection.close()

    def verify(self):
        """What `puente verify` found wrong; nothing where everything holds."""
        url = self.database or f"sqlite://{self.folder}/puente.db"
        done = subprocess.run(
            [self.binary, "verify"],
            cwd=os.path.dirname(self.folder),
            env={"DATABASE_URL": url, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
        )
        return "" if done.returncode == 0 else done.stdout + done.stderr


class Person:
    """Somebody who is signed in."""

    def __init__(self, server, email):
        self.server = server
        self.email = email
        self.cookies = {}
        self.csrf = ""

    def sign_in(self):
        self.cookies = {}
        _, _, page = self.ask("GET", "/es/account/session")
        self.csrf = hidden(page, "csrf")
        status, _, _ = self.ask("POST", "/es/account/session", {"email": self.email, "password": PASSWORD, "next": ""})
        if status != 303:
            return False
        status, _, page = self.ask("GET", "/es/desk/pledges/new")
        self.csrf = hidden(page, "csrf")
        return status == 200

    def ask(self, method, path, fields=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.server.port}"
            body = urllib.parse.urlencode({"csrf": self.csrf, **fields})
        status, answered, text = self.server.request(method, path, body, headers)
        for cookie in answered.get_all("Set-Cookie") or [] if answered else []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return status, answered, text

    def post(self, path, fields):
        """Status, and where the answer leads."""
        status, answered, _ = self.ask("POST", path, fields)
        return status, answered.get("Location", "") if answered else ""


def hidden(page, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return found.group(1) if found else ""
