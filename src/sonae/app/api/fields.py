"""Which values may a caller send in a field? Strict: no number stands for a text, no fraction for a whole number."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

from sonae.core.moments import TOKYO
from sonae.core.reading import RECEIPT_YEARS

LARGEST = 10**15
LONGEST = 64


def _typed(value: object) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PydanticCustomError("count_type", "must be a whole number, or text as a person types it")
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        raise PydanticCustomError("count_range", "is too large a number", {"largest": LARGEST})
    if isinstance(value, str) and len(value) > LONGEST:
        raise PydanticCustomError("string_too_long", "is too long a text", {"max_length": LONGEST})
    return value


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise PydanticCustomError("moment", "must be ISO 8601 with an offset")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("moment", "must be ISO 8601 with an offset") from error
    if moment.tzinfo is None:
        raise PydanticCustomError("moment", "must be ISO 8601 with an offset")
    if moment.year not in RECEIPT_YEARS:
        raise PydanticCustomError(
            "moment_range", "is too far away", {"first": str(RECEIPT_YEARS[0]), "last": str(RECEIPT_YEARS[-1])}
        )
    return moment.astimezone(TOKYO)


PLAIN = r"^[^\x00-\x1f\x7f]*$"
Code = Annotated[str, Field(strict=True, max_length=LONGEST, pattern=PLAIN)]
Typed = Annotated[
    int | str,
    PlainValidator(_typed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
                {"type": "string", "maxLength": LONGEST},
            ]
        }
    ),
]
Moment = Annotated[datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Flag = StrictBool
Language = Literal["ja", "en"]
