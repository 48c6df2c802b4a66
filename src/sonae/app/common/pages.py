"""Which part of a long list is shown? Rows are counted only so far as anybody turns pages; a search finds the rest."""

from __future__ import annotations

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


def page_of(found: QuerySet[Any], request: HttpRequest) -> Page[Any]:
    """The page that the request asks for, or the nearest there is."""
    return Pages(found, ON_A_PAGE).get_page(request.GET.get("page"))
