"""Keeping papers: the file first, then the row that names it. Nothing kept is ever changed or removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person
from sonae.app.parties import checks, papers
from sonae.app.parties.models import Member, Paper, Withheld


@transaction.atomic
def keep(
    *, member: Member, kind: str, name: str, content: bytes, media_type: str = papers.PDF, by: Person, at: datetime
) -> Paper:
    """Keep a paper's bytes for ever under their digest; the same paper twice is kept once.

    `kind` is a word of the slice whose paper it is (`certificate`, `quotation`, …), `name` the file's name for people.
    """
    sha256 = papers.digest(content)
    # one at a time for a member, so that a doubled click finds what the first one kept
    Member.objects.select_for_update().get(pk=member.pk)
    known = Paper.objects.filter(member=member, kind=kind, name=name, sha256=sha256).first()
    if known is not None:
        return known
    _store(sha256, content)
    paper = Paper(
        member=member,
        kind=kind,
        name=name,
        media_type=media_type,
        sha256=sha256,
        size=len(content),
        made_at=at,
    )
    paper.full_clean()
    paper.save(force_insert=True)
    record(
        by=by,
        at=at,
        action="paper.kept",
        subject=f"paper:{paper.pk}",
        subject_name=f"{member} {name}",
        about=member.organisation_id,
        after={"kind": kind, "name": name, "sha256": sha256, "size": len(content)},
    )
    return paper


def upload(
    *, member: Member, kind: str, file: UploadedFile[bytes], keeper: int | None = None, by: Person, at: datetime
) -> Paper:
    """Keep a file that somebody sent; with a `keeper` (an organisation) it is withheld from all others but its member.

    Raises ValidationError, under `file`, for one that is not what it says.
    """
    name = checks.plain(file.name or "")
    if not file.size:
        raise ValidationError({"file": _("ファイルが空です。中身のあるファイルを選んでください。")})
    if file.size > papers.LARGEST:
        raise ValidationError({"file": _("ファイルが大きすぎます(上限10MB)。解像度を下げるか、分けてお送りください。")})
    if (_kept(member) + file.size) > papers.QUOTA:
        raise ValidationError(
            {"file": _("この加入者の書類が上限(合計500MB)に達しています。団体の事務局へお問い合わせください。")}
        )
    content = file.read()
    media_type = papers.recognised(content)
    if not media_type:
        raise ValidationError(
            {"file": _("PDF、PNG、JPEG、TIFFとして読めるファイルではありません。名前だけでなく中身も確かめています。")}
        )
    suffixes = papers.SUFFIXES[media_type]
    if papers.suffix(name) not in suffixes:
        raise ValidationError(
            {
                "file": _("名前は「%(name)s」ですが、中身は%(type)sです。名前の終わりを .%(suffix)s にしてください。")
                % {"name": name, "type": suffixes[0].upper(), "suffix": suffixes[0]}
            }
        )
    paper = keep(member=member, kind=kind, name=name, content=content, media_type=media_type, by=by, at=at)
    if keeper is not None and (paper.made_at == at or paper.withheld.exists()):  # what was handed over once stays so
        Withheld.objects.get_or_create(member=member, paper=paper, keeper_id=keeper)
    return paper


def _kept(member: Member) -> int:
    """How many bytes of a member's are kept, those of the house among them."""
    total: int | None = Paper.objects.filter(member=member).aggregate(total=Sum("size"))["total"]
    return total or 0


def hand_over(*, papers: Iterable[int]) -> None:
    """Papers that were withheld are seen by everybody who serves the member."""
    Withheld.objects.filter(paper__in=list(papers)).delete()


def _store(sha256: str, content: bytes) -> None:
    storage, place = papers.storage(), papers.place(sha256)
    if not storage.exists(place):
        try:
            storage.save(place, ContentFile(content))
        except FileExistsError:  # somebody else has just kept the same bytes
            return
