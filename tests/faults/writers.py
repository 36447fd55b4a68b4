"""Partners who pledge, sign and pay as fast as they are let, and know what was acknowledged to them."""

import threading
import time
import uuid

from registry import Person

# Kinds of rows, with the column and table where each stands once.
KINDS = {
    "pledge": "SELECT amount_minor FROM pledge",
    "commitment": "SELECT amount_minor FROM ledger_entry WHERE kind = 'commitment'",
    "disbursement": "SELECT amount_minor FROM ledger_entry WHERE kind = 'disbursement'",
}
PARTNERS = ["banco@demo.example", "fundacion@demo.example", "empresa@demo.example"]
# A pledge carries so many agreements, each with a payment.
PER_PLEDGE = 40


class Attempt:
    """One form, sent until it is acknowledged, always with the same number."""

    def __init__(self, kind, minor, path, fields):
        self.kind, self.minor, self.path = kind, minor, path
        self.fields = {"request_id": str(uuid.uuid4()), "amount": f"{minor // 100},{minor % 100:02}", **fields}
        self.location = None


class Writer:
    """One partner. Amounts are its marks: no two rows of a kind have the same."""

    def __init__(self, number, project, book):
        self.number = number
        self.email = PARTNERS[number]
        self.project = project
        self.book = book
        self.count = 0
        self.open = None
        self.pledge = None
        self.verified = False
        self.signed = 0
        # The agreement that is not paid yet.
        self.commitment = None
        self.is_signed_in = False

    def sign_in(self, server):
        self.person, self.officer = Person(server, self.email), Person(server, "officer@demo.example")
        return self.person.sign_in() and self.officer.sign_in()

    def minor(self, least):
        """An amount in cents that this writer has not used before, nor any other."""
        self.count += 1
        return least + self.count * len(PARTNERS) + self.number

    def step(self):
        """Sends the next form, or the one that was not acknowledged again; says whether it was."""
        if self.open is None:
            self.open = self.plan()
        if self.open is None:
            return False
        sent = self.open
        status, location = self.person.post(sent.path, sent.fields)
        if status != 303:
            self.book.refused(status)
            self.is_signed_in = status != 401
            return False
        sent.location, self.open = location, None
        self.book.acknowledged(sent)
        if sent.kind == "pledge":
            self.pledge, self.verified, self.signed, self.commitment = location, False, 0, None
        elif sent.kind == "commitment":
            self.commitment, self.signed = sent, self.signed + 1
        else:
            self.commitment = None
        return True

    def plan(self):
        """The next form; none while a pledge is not verified."""
        today = self.book.today
        if self.pledge is None or (self.signed >= PER_PLEDGE and self.commitment is None):
            fields = {
                "project": self.project,
                "kind": "financial",
                "finance_type": "110",
                "currency": "USD",
                "pledged_on": today,
                "authorised_by": "Junta directiva",
                "intent": "submit",
            }
            return self.attempt("pledge", self.minor(20_000_000), "/es/desk/pledges", fields)
        reference = self.pledge.rsplit("/", 1)[1]
        if not self.verified and not self.verify(reference):
            return None
        if self.commitment is None:
            fields = {"currency": "USD", "signed_on": today, "agreement_reference": "C"}
            path = f"/es/desk/pledges/{reference}/commitments"
            return self.attempt("commitment", self.minor(10_000), path, fields)
        fields = {"currency": "USD", "paid_on": today, "bank_reference": "T"}
        path = f"{self.commitment.location}/disbursements"
        return self.attempt("disbursement", self.commitment.minor, path, fields)

    def verify(self, reference):
        """Has the pledge verified. A repetition after an answer that was lost may find it verified already."""
        address = f"/es/office/pledges/{reference}"
        status, _ = self.officer.post(f"{address}/reviews", {"decision": "verify", "reason": ""})
        if status == 303:
            self.book.verified.add(reference)
        else:
            self.book.refused(status)
        read, _, page = self.officer.ask("GET", address)
        self.verified = read == 200 and f"{address}/reviews" not in page
        return self.verified

    def attempt(self, kind, minor, path, fields):
        made = Attempt(kind, minor, path, fields)
        self.book.attempted(made)
        return made


class Book:
    """What was sent and what was acknowledged."""

    def __init__(self):
        self.attempts = []
        self.acked = []
        self.verified = set()
        self.answers = {}
        self.today = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 5 * 3600))
        self.lock = threading.Lock()

    def attempted(self, attempt):
        with self.lock:
            self.attempts.append(attempt)

    def acknowledged(self, attempt):
        with self.lock:
            self.acked.append(attempt)

    def refused(self, status):
        with self.lock:
            self.answers[status] = self.answers.get(status, 0) + 1

    def audit(self, query):
        """What was lost, and what stands twice; `query` gives the first column of a statement's rows."""
        lost, doubled = [], []
        for kind, statement in KINDS.items():
            counts = {}
            for minor in query(statement):
                counts[minor] = counts.get(minor, 0) + 1
            acked = {one.minor for one in self.acked if one.kind == kind}
            sent = {one.minor for one in self.attempts if one.kind == kind}
            lost += [f"{kind} of {minor}" for minor in sorted(acked) if not counts.get(minor)]
            doubled += [f"{kind} of {minor}" for minor in sorted(sent) if counts.get(minor, 0) > 1]
        standing = set(query("SELECT reference FROM pledge WHERE state = 'verified'"))
        lost += [f"verification of {reference}" for reference in sorted(self.verified - standing)]
        return lost, doubled


def run(server, writers, go_on):
    """Lets all writers write, each in a thread, while `go_on` says so."""

    def work(writer):
        while go_on():
            if not writer.is_signed_in:
                writer.is_signed_in = writer.sign_in(server)
            if not writer.is_signed_in or not writer.step():
                time.sleep(0.02)

    threads = [threading.Thread(target=work, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    return threads
