"""Costs: what does an incident's every item cost, and who says so?"""

import hashlib

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from sonae.app.api.reply import kept
from sonae.app.api.simulation_shapes import CostBooks
from sonae.app.common.catalogue import current
from sonae.core.answer import Json
from sonae.core.incident import CostBook
from sonae.core.scheme_answer import words_of

router = Router(tags=["simulations"])


@router.get("/costs", operation_id="listCosts", summary="Unit costs and example incidents", response={200: CostBooks})
def list_costs(request: HttpRequest) -> HttpResponse:
    """Everything `POST /api/v1/simulations` counts with, each figure with its source; texts in both languages."""
    answer = {"costs": [book_answer(book) for book in current().costs.values()]}
    digest = hashlib.sha256(msgspec.json.encode(answer)).hexdigest()
    return kept(request, digest, lambda: answer)


def book_answer(book: CostBook) -> Json:
    return {
        "code": book.code,
        "trades": list(book.trades),
        "groups": [{"id": code, "text": words_of(text)} for code, text in book.groups.items()],
        "quantities": [
            {
                "id": one.id,
                "group": one.group,
                "text": words_of(one.text),
                "unit": words_of(one.unit),
                "about": one.about and words_of(one.about),
                "highest": one.highest,
                "same_as": one.same_as,
            }
            for one in book.quantities.values()
        ],
        "items": [
            {
                "id": item.id,
                "side": item.side,
                "quantity": item.quantity,
                "yen": item.yen,
                "per": item.per,
                "lowest_yen": item.lowest_yen,
                "highest_yen": item.highest_yen,
                "text": words_of(item.text),
                "covered_by": dict(item.covered_by),
                "status": item.status,
                "sources": list(item.sources),
            }
            for item in book.items
        ],
        "scenarios": [
            {
                "id": one.id,
                "text": words_of(one.text),
                "quantities": dict(one.quantities),
                "kinds": sorted(one.kinds),
                "status": one.status,
                "sources": list(one.sources),
            }
            for one in book.scenarios.values()
        ],
        "notes": [words_of(note.text) for note in book.notes],
        "sources": [{"file": file, "text": words_of(text)} for file, text in book.sources.items()],
    }
