"""Which passwords does the house refuse beside those that Django's own rules refuse?"""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128


class LongestPasswordValidator:
    """No password is longer than anybody's manager makes them: hashing one of a megabyte is work for nothing."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  Django's hook
        if len(password) > LONGEST:
            raise ValidationError(_("パスワードは%(longest)d文字以内にしてください。") % {"longest": LONGEST})

    def get_help_text(self) -> str:
        return _("パスワードは%(longest)d文字以内にしてください。") % {"longest": LONGEST}


class LikenessValidator(UserAttributeSimilarityValidator):
    """As Django's own, in words: no name of a column stands in the message."""

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            said = _("名前やメールアドレスに似たパスワードは使えません。")
            raise ValidationError(said, code="password_too_similar") from None


def is_common(password: str) -> bool:
    """Whether it stands in the list of passwords that have become known."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False
