"""What a phone sends that seals by itself: its shape, and the description of the whole for other programs."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from convenant.grievances.coming_in import LARGEST_SEALED
from convenant.grievances.keeping import LARGEST, MOST

Name = Annotated[str, Field(pattern=r"^[0-9a-f]{48}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SealedFile(_Shape):
    """A file that came in pieces before: where it lies, what it must be, and its key sealed to the case."""

    upload: Name
    sealed_size: Annotated[int, Field(ge=1, le=LARGEST_SEALED)]
    size: Annotated[int, Field(ge=1, le=LARGEST)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    key: Annotated[str, Field(min_length=1, max_length=400)]


class Complaint(_Shape):
    """A sealed intake, and what is not sealed of it."""

    envelope: dict[str, Any]
    kind: Literal["complaint", "notification"]
    openness: Literal["anonymous", "confidential", "open"]
    behalf: Literal["self", "group", "other"]
    urgent: bool = False
    stop_notices: bool = False
    files: Annotated[list[SealedFile], Field(max_length=MOST)] = []
    challenge: Annotated[str, Field(max_length=100)] = ""
    nonce: Annotated[str, Field(max_length=20)] = ""


class Answer(_Shape):
    """It is kept; `already` where it was kept before."""

    already: bool
    answer_before: str


class Fault(_Shape):
    """Why it was not taken, in the language of the page."""

    fault: str


class Asked(_Shape):
    """Many send something now: solve the challenge for the receipt's locator, and send it again."""

    fault: str
    challenge: str


class HowFar(_Shape):
    """So many bytes of a file are here."""

    size: int


def described(base: str) -> dict[str, Any]:
    """The addresses in the form of OpenAPI 3.1."""
    shapes = {
        one.__name__: one.model_json_schema(ref_template="#/components/schemas/{model}")
        for one in (SealedFile, Complaint, Answer, Fault, Asked, HowFar)
    }
    for shape in shapes.values():
        shape.pop("$defs", None)

    def answer(name: str, says: str) -> dict[str, Any]:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"description": says, "content": {"application/json": {"schema": schema}}}

    upload = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{48}$"},
    }
    offset = {
        "name": "offset",
        "in": "query",
        "required": True,
        "schema": {"type": "integer", "minimum": 0, "maximum": LARGEST_SEALED},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "The door: complaints sealed before they are sent", "version": "1"},
        "servers": [{"url": base}],
        "components": {"schemas": shapes},
        "paths": {
            "/complaints/": {
                "post": {
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Complaint"}
                            }
                        },
                    },
                    "responses": {
                        "201": answer("Answer", "Kept."),
                        "200": answer("Answer", "Kept before: the same receipt."),
                        "409": answer(
                            "Fault", "The door is closed, or the receipt was used for other words."
                        ),
                        "413": answer("Fault", "Too large."),
                        "422": answer("Fault", "Not as it should be."),
                        "429": answer("Asked", "Work is asked first."),
                    },
                }
            },
            "/uploads/{name}/": {
                "get": {
                    "parameters": [upload],
                    "responses": {
                        "200": answer("HowFar", "How far it came."),
                        "404": answer("Fault", "No such name."),
                    },
                },
                "put": {
                    "parameters": [upload, offset],
                    "requestBody": {
                        "required": True,
                        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
                    },
                    "responses": {
                        "200": answer("HowFar", "The piece is on the disk."),
                        "404": answer("Fault", "No such name."),
                        "409": answer("HowFar", "It does not follow on what is here."),
                        "413": answer("Fault", "The piece is too large."),
                        "422": answer("Fault", "No offset, or an empty piece."),
                        "503": answer("Fault", "Too much waits; try again later."),
                    },
                },
            },
        },
    }
