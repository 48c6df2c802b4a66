"""The API's first version: which resources does it have, and what is common to them all?"""

from ninja import NinjaAPI

from sonae.app.api import (
    applications,
    comparisons,
    costs,
    enrolments,
    me,
    members,
    papers,
    problems,
    quotes,
    remaining,
    schemes,
    simulations,
)
from sonae.app.api.body import StrictParser
from sonae.app.api.door import guarded

ABOUT = """Prices, comparisons and simulated incidents of group cyber insurance for medical institutions in Japan.

The answers are those of the pages and of the command line: same question, same edition, same moment, same answer.
Every figure has a status (`printed`, `computed`, `estimate`, `referred`) and a trace of its sources; **an estimate is
never a price**, and `binding` says whether a price binds. Yen are whole numbers. Moments are ISO 8601 with an offset.
Words are Japanese or English, by `language` or `Accept-Language`; keys never change with the language. Clients must
ignore members they do not know: more may be added within a version.

What is not for everybody wants a token (`Authorization: Bearer sonae_…`): people make theirs on their own page, for
some of the acts of their role and for a time. It reads what their organisation may see, and nothing else.

Errors are problem details (RFC 9457); 422 names every field at once. A referral is an answer, not an error.

Sonae is not the insurer's, and no answer is an offer of insurance: the insurer's documents and decisions rule.
"""
TAGS = [
    {"name": "schemes", "description": "The programmes of associations: plans, premiums, dates, contacts, facts"},
    {"name": "quotes", "description": "What facilities would pay, and for which cover"},
    {"name": "papers", "description": "The same quotes as PDF"},
    {"name": "comparisons", "description": "All plans of a facility side by side"},
    {"name": "simulations", "description": "What an incident costs, and what each plan pays of it"},
    {"name": "members", "description": "Who has joined or may join, for a token: what its role sees on the pages"},
    {"name": "enrolments", "description": "What is insured, on any day as it was known on any day, for a token"},
    {"name": "applications", "description": "Applications to join, as the token's organisation sees them"},
    {"name": "me", "description": "For whom a token acts, and what it may do"},
]

api = NinjaAPI(
    title="Sonae",
    version="1",
    description=ABOUT,
    openapi_url=None,  # `documentation` serves it, with what ninja does not know
    docs_url=None,
    parser=StrictParser(),
    openapi_extra={"tags": TAGS, "info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
)
for resource in (schemes, quotes, comparisons, simulations, costs, me, members, enrolments, applications):
    resource.router.add_decorator(guarded("api"), mode="view")
    api.add_router("", resource.router)
api.add_router("", papers.router)
problems.handle_exceptions(api, remaining.problems_besides)
