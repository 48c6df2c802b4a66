"""What does `openapi.json` say beyond what ninja reads off the views? Problems, headers, media types, examples."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import msgspec
from ninja import NinjaAPI

from sonae.app.api import body, papers, problems
from sonae.app.api.examples import answer_to, asked_by
from sonae.core.problems import Refusal

Schema = dict[str, Any]
SCHEME = "fukuoka-2025"
ANY = (429, 500)
OF_GET = (412, *ANY)
OF_TOKEN = (401, 403)
OF_POST = (400, 413, 415, 422, *ANY)
WHY = {
    400: "The body is not JSON (UTF-8, no NaN, not too deep)",
    401: "There is no token, or it has ended; see `WWW-Authenticate`",
    403: "The token does not allow this",
    404: "There is nothing of this name, or nothing that the token may see",
    412: "`If-Match` names another edition",
    413: f"The body is larger than {body.LARGEST} bytes",
    415: f"The body is not sent as {body.MEDIA_TYPE}",
    422: "What was sent has the wrong shape, or the scheme cannot answer it: every field's error at once",
    429: "Too many requests from this address; `Retry-After` says when to come again",
    500: "The fault is ours; nothing of it is shown here",
}
RATE_HEADERS = {
    "RateLimit-Limit": "Requests a full bucket holds",
    "RateLimit-Remaining": "Requests left now",
    "RateLimit-Reset": "Seconds until the bucket is full again",
}


def document(api: NinjaAPI, *, examples: bool) -> bytes:
    """The OpenAPI document; `examples` adds answers as this installation's catalogue gives them."""
    schema: Schema = msgspec.json.decode(msgspec.json.encode(dict(api.get_openapi_schema())))
    schema["components"]["schemas"] |= _problem_schemas()
    schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["components"]["headers"] = {name: _header(text) for name, text in RATE_HEADERS.items()}
    schema["components"]["responses"] = {f"Problem{status}": _problem(status) for status in WHY}
    if not schema["servers"]:
        del schema["servers"]
    for path, method, operation in operations(schema):
        _complete(path, method, operation)
        if examples and method == "post":
            _exemplify(operation)
    return msgspec.json.format(msgspec.json.encode(schema), indent=1)


def operations(schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    """Each path, method and operation of a document."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _complete(path: str, method: str, operation: Schema) -> None:
    success = operation["responses"]["200"]
    success["headers"] = _references()
    if path.endswith(".pdf"):
        success["content"] = {papers.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    private = "security" in operation
    if method == "get" and not private:
        success["headers"] |= {"ETag": _header("Names this edition", "string")}
        operation["responses"]["304"] = {"description": "The copy named by `If-None-Match` still holds"}
    statuses = OF_POST if method == "post" else ANY if private else OF_GET
    statuses = (*statuses, *(OF_TOKEN if private else ()))
    if any(parameter["in"] == "query" for parameter in operation["parameters"]):
        statuses = (*statuses, 422)
    for status in sorted({*statuses, *({404} if "{" in path else ())}):
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    for parameter in operation["parameters"]:
        if parameter["name"] == "code":
            parameter |= {"description": "A scheme's code, as `listSchemes` gives it", "example": SCHEME}
    operation["parameters"].append(
        {
            "in": "header",
            "name": "Accept-Language",
            "description": "`ja` (default) or `en`, for words that `language` does not decide",
            "schema": {"type": "string"},
            "example": "ja, en;q=0.8",
        }
    )


def _exemplify(operation: Schema) -> None:
    asked = asked_by(operation["operationId"])
    question = operation["requestBody"]["content"][body.MEDIA_TYPE]
    question["examples"] = {one.name: {"summary": one.summary, "value": one.body} for one in asked}
    answers = {one.name: (one.summary, answer_to(one)) for one in asked}
    if content := operation["responses"]["200"]["content"].get(body.MEDIA_TYPE):
        content["examples"] = {
            name: {"summary": summary, "value": answer}
            for name, (summary, answer) in answers.items()
            if not isinstance(answer, Refusal)
        }


def _problem_schemas() -> Schema:
    schema = problems.ProblemDetails.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    return {**schema.pop("$defs"), "ProblemDetails": schema}


def _problem(status: int) -> Schema:
    answer = {
        "description": f"{HTTPStatus(status).phrase}: {WHY[status]}",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["headers"] = {**_references(), "Retry-After": _header("Seconds to wait")}
    return answer


def _references() -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in RATE_HEADERS}


def _header(description: str, kind: str = "integer") -> Schema:
    return {"description": description, "schema": {"type": kind}}
