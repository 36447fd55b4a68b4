#!/usr/bin/env python3
"""Signing in under load, against a server that runs already. Needs Python 3 alone.

    puente demo --dir /tmp/puente-load &
    python3 tests/load/sign_in.py http://127.0.0.1:8000 PID

PID is the server's process, whose resident memory is read from /proc. Three trials:

1. the owner signs in once, so that this device is known; then 200 guesses at the account at once, while the owner signs
   in again from the known device;
2. 256 sign-ins at once with right passwords, and the memory before, at most, and each ten seconds of the minute after;
3. how long a wrong password takes for an address that has an account and for one that has none.

It exits with 1 where more than ten guesses were judged, the owner was kept out, or the memory rose by more than 150 MiB
or is not within 8 MiB of where it was a minute later.
"""

import http.client
import re
import statistics
import sys
import threading
import time
import urllib.parse

PASSWORD = "puente-demo-2026"
DOOR = "/es/account/session"
PEOPLE = ["admin", "officer", "officer2", "gestora.pa", "fundacion", "empresa", "cooperativa"]
RISE_MIB_MAX, LEFT_MIB_MAX, JUDGED_MAX = 150, 8, 10


class Browser:
    """Cookies and the secret of the form, kept between requests."""

    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.cookies = {}

    def ask(self, method, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, DOOR, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        return answer.status, text

    def open(self):
        self.csrf = re.search(r'name="csrf" value="([0-9a-f]+)"', self.ask("GET")[1]).group(1)
        return self

    def sign_in(self, email, password):
        fields = {"csrf": self.csrf, "email": email, "password": password}
        return self.ask("POST", urllib.parse.urlencode(fields))[0]


def resident_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def at_once(attempts):
    """Runs all at the same moment; gives how often each status came."""
    ready, statuses = threading.Barrier(len(attempts)), []

    def run(attempt):
        ready.wait()
        try:
            statuses.append(attempt())
        except OSError as error:
            statuses.append(type(error).__name__)

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {status: statuses.count(status) for status in sorted(set(statuses), key=str)}


def guesses(base):
    owner = Browser(base).open()
    print("owner signs in first:", owner.sign_in("banco@demo.example", PASSWORD))
    owner.open()
    strangers = [Browser(base).open() for _ in range(200)]
    told = []
    meanwhile = threading.Thread(target=lambda: told.append(owner.sign_in("banco@demo.example", PASSWORD)))
    attempts = [
        lambda browser=browser, number=number: browser.sign_in("banco@demo.example", f"guess number {number}")
        for number, browser in enumerate(strangers)
    ]
    attempts.append(lambda: (meanwhile.start(), 0)[1])
    statuses = at_once(attempts)
    meanwhile.join()
    judged = statuses.get(422, 0) + statuses.get(303, 0)
    again = owner.open().sign_in("banco@demo.example", PASSWORD)
    stranger = strangers[0].sign_in("banco@demo.example", PASSWORD)
    statuses.pop(0)
    print(f"200 guesses at once: {statuses}; judged {judged}")
    print(f"owner meanwhile from a known device: {told[0]}, after: {again}; a stranger with the password: {stranger}")
    return judged <= JUDGED_MAX and told == [303] and again == 303


def crowd(base, pid):
    browsers = [Browser(base).open() for _ in range(256)]
    rest = resident_mib(pid)
    peak, ended = [rest], threading.Event()

    def watch():
        while not ended.is_set():
            peak[0] = max(peak[0], resident_mib(pid))
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.monotonic()
    statuses = at_once(
        [
            lambda browser=browser, number=number: browser.sign_in(
                f"{PEOPLE[number % len(PEOPLE)]}@demo.example", PASSWORD
            )
            for number, browser in enumerate(browsers)
        ]
    )
    seconds = time.monotonic() - started
    ended.set()
    watcher.join()
    after = []
    for _ in range(6):
        after.append(resident_mib(pid))
        time.sleep(10)
    after.append(resident_mib(pid))
    print(f"256 sign-ins at once: {statuses} in {seconds:.1f} s")
    print(f"MiB before {rest:.1f}, at most {peak[0]:.1f}, then every ten seconds {[round(one, 1) for one in after]}")
    return peak[0] - rest <= RISE_MIB_MAX and after[-1] - rest <= LEFT_MIB_MAX


def times(base):
    taken = {"empresa@demo.example": [], "nobody@demo.example": []}
    browser = Browser(base).open()
    # Turn about, because the machine's pace changes.
    for _ in range(9):
        for email, own in taken.items():
            started = time.monotonic()
            browser.sign_in(email, "not the password")
            own.append((time.monotonic() - started) * 1000)
    for email, own in taken.items():
        print(f"{email}, wrong password: median {statistics.median(own):.1f} ms")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    base, pid = sys.argv[1], int(sys.argv[2])
    held = [guesses(base), crowd(base, pid)]
    times(base)
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
