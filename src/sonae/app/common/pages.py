"""Which part of a long list is shown? Rows are counted only so far as anybody turns pages; a search finds the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

ON_A_PAGE = 50
MOST = 10_000


class Pages(Paginator[Any]):
    """`more` where the list goes on behind the last page."""

    object_list: QuerySet[Any]

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.counted, MOST)

    @property
    def more(self) -> bool:
        return self.counted > MOST


class KeptPages(Pages):
    """Of a list that is costly to find: its keys are asked for once, counted, and cut into pages."""

    def __init__(self, found: QuerySet[Any], told: Callable[[list[Any]], QuerySet[Any]]) -> None:
        super().__init__(found, ON_A_PAGE)
        self.told = told

    @cached_property
    def keys(self) -> list[Any]:
        return list(self.object_list.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def counted(self) -> int:
        return len(self.keys)

    def page(self, number: int | str) -> Page[Any]:
        place = self.validate_number(number)
        start = (place - 1) * self.per_page
        return Page(self.told(self.keys[start : min(start + self.per_page, self.count)]), place, self)


def page_of(
    found: QuerySet[Any], request: HttpRequest, told: Callable[[list[Any]], QuerySet[Any]] | None = None
) -> Page[Any]:
    """The page that the request asks for, or the nearest there is; `told` gives the rows of some keys, in order."""
    pages = KeptPages(found, told) if told else Pages(found, ON_A_PAGE)
    return pages.get_page(request.GET.get("page"))
