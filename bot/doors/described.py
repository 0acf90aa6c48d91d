"""What the JSON door takes and gives, as types; and from them its OpenAPI description."""

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.json_schema import models_json_schema

from bot.doors.forms import LONGEST_TEXT, QUESTION, VALUE

_SIGN = r"[^\x00-\x08\x0b-\x1f\x7f]"
"""Anything but control signs, which no keyboard writes; tab and line are written."""
Written = Annotated[
    str,
    StringConstraints(
        min_length=1,
        max_length=LONGEST_TEXT,
        pattern=rf"^{_SIGN}*[^\s\x00-\x1f\x7f]{_SIGN}*$",
    ),
]
Value = Annotated[str, StringConstraints(pattern=f"^{VALUE}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]


class Chosen(BaseModel):
    """A pressed answer: its question, and its value; of a question that takes several, a list."""

    model_config = ConfigDict(extra="forbid", title="Chosen")

    question: Annotated[str, StringConstraints(pattern=f"^{QUESTION}$")]
    value: Value | Annotated[list[Value], Field(min_length=1, max_length=20)]


class TurnIn(BaseModel):
    """One event: `text`, `choose`, or neither, which begins or repeats the question."""

    model_config = ConfigDict(
        extra="forbid",
        title="Turn",
        json_schema_extra={"not": {"required": ["text", "choose"]}},
    )

    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")] = Field(
        description="Made by the caller, another for each event: sent again nothing is done twice."
    )
    conversation: Annotated[str, StringConstraints(max_length=600)] = Field(
        "", description="What the last answer gave; empty for somebody new."
    )
    languages: Annotated[list[Code], Field(max_length=5)] = Field(
        default_factory=list, description="Those of the device, the most wanted first."
    )
    text: Written | None = Field(None, description="What was typed.")
    choose: Chosen | None = Field(None, description="What was pressed.")

    @model_validator(mode="after")
    def _one(self) -> "TurnIn":
        if self.text is not None and self.choose is not None:
            raise ValueError("text or choose, not both")
        return self

    @property
    def spoken(self) -> str:
        """The language to be answered in, where nothing else is known."""
        return self.languages[0] if self.languages else ""


class Offered(BaseModel):
    """An answer to show as a button."""

    value: str
    label: str
    chosen: bool = False


class Provided(BaseModel):
    """A provider on a card; what is `unknown` is not lacking."""

    provider: str
    name: str
    lines: list[str]
    meets: list[str]
    unknown: list[str]
    lacks: list[str]


class Compared(BaseModel):
    """One line of a comparison: a value for each of the `names`."""

    label: str
    values: list[str]
    note: str = ""


class Alike(BaseModel):
    """Lines that differ, or that are the same."""

    heading: str
    lines: list[Compared]


class Said(BaseModel):
    """One reply. `kind` tells which fields come with it; the text is always whole sentences."""

    model_config = ConfigDict(title="Reply")

    kind: Literal["say", "ask", "cards", "compare", "paper", "file", "line"]
    text: str
    lang: str
    dir: Literal["ltr", "rtl"]
    by: str = ""
    question: str = ""
    choices: list[Offered] = []
    multiple: bool = False
    cards: list[Provided] = []
    names: list[str] = []
    groups: list[Alike] = []
    title: str = ""
    parts: list["Said"] = []
    filename: str = ""
    content: str = ""


class TurnOut(BaseModel):
    """What is said, and where the conversation stands."""

    model_config = ConfigDict(title="Answer")

    conversation: str = Field(description="Signed; keep it for the next event, and show it nobody.")
    language: str
    dir: Literal["ltr", "rtl"]
    question: str
    n: int
    duplicate: bool
    replies: list[Said]


class Wrong(BaseModel):
    """Why it was not heard: `error` for the program, `message` for the person."""

    model_config = ConfigDict(title="Error")

    error: str
    message: str
    field: str = ""
    problem: str = ""


STATUS = {
    400: "Not JSON.",
    401: "The conversation is not one that this house gave, or is older than 30 days.",
    413: "More than 64 kB.",
    415: "The content type is not application/json.",
    422: "A field is missing or wrong: `field` and `problem` say which.",
    429: "Too fast: wait as long as Retry-After says.",
    500: "A mistake of ours.",
    503: "The database is away or the chat closed, and nothing was done: send the same again.",
}


@cache
def openapi() -> dict[str, Any]:
    """The description, as OpenAPI 3.1."""
    _, schemas = models_json_schema(
        [(TurnIn, "validation"), (TurnOut, "validation"), (Wrong, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    told = {"200": _answer("What is said.", "TurnOut")}
    told |= {str(status): _answer(why, "Wrong") for status, why in STATUS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kundvalsguiden",
            "version": "1",
            "description": "The conversation for another program: one event in, what is said out.",
        },
        "paths": {
            "/api/turns": {
                "post": {
                    "operationId": "turn",
                    "summary": "One turn of a conversation.",
                    "requestBody": {"required": True, "content": _json("TurnIn")},
                    "responses": told,
                }
            }
        },
        "components": {"schemas": schemas["$defs"]},
    }


def _answer(why: str, model: str) -> dict[str, Any]:
    return {"description": why, "content": _json(model)}


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
