"""What does a certificate of cover (加入者証) say, and by which code is a printed one recognised?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sonae.core.enrolment_events import Holder, InsuredFacility, Office
from sonae.core.moments import Term, iso
from sonae.core.scheme import Text
from sonae.core.written_quotation import Condition

# what an assumption can stand beside on a certificate; anything else stands in the list alone
TERM, PREMIUM, LIMITS, FACILITIES = "term", "premium", "limits", "facilities"
CODE_DIGITS, CODE_GROUP = 16, 4


@dataclass(frozen=True, slots=True)
class Assumed:
    """What no paper says and was assumed: beside which value it is marked, and in what words it is told."""

    about: str
    text: Text


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """All that one edition of one certificate certifies; holder, facilities and offices are the ledger's.

    ``number`` names the certificate, ``edition`` counts from 1. ``shared`` says that all facilities have one stack of
    limits together. ``premium_yen`` is owed for ``term``; ``way`` is a way of the scheme's payment. An empty
    ``master_contract`` stays with the policyholder. ``digest`` is that of the scheme's edition joined under.
    """

    number: str
    edition: int
    issued_at: datetime
    holder: Holder
    facilities: tuple[InsuredFacility, ...]
    shared: bool
    term: Term
    premium_yen: int
    way: str
    instalments: int
    digest: str
    master_contract: str = ""
    offices: tuple[Office, ...] = ()
    conditions: tuple[Condition, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    demonstration: bool = True


def check_code(content: CertificateContent) -> str:
    """Return the sixteen hexadecimal digits of the content's SHA-256 that the certificate prints: ``7F3A-91C2-…``.

    Whoever issues a certificate keeps it: a later shape of the content gives another code for the same facts.
    """
    text = json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, default=iso)
    digits = hashlib.sha256(text.encode()).hexdigest()[:CODE_DIGITS].upper()
    return "-".join(digits[place : place + CODE_GROUP] for place in range(0, CODE_DIGITS, CODE_GROUP))
