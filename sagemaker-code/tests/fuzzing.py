"""Requests that nobody should send: seeded, so that a bad one can be had again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JSON, CSV, JSON_LINES = "application/json", "text/csv", "application/jsonlines"
TYPES = (JSON, CSV, JSON_LINES)
ODD_TYPES = (
    "application/json;charset=utf-8",
    "text/csv; header=present",
    "",
    "text/plain",
    "x" * 3000,
    ";;,",
    "\xff/\xfe",
)
ACCEPTS = (JSON, CSV, JSON_LINES, "*/*", "", ";;,", "text/html", "image/png, text/csv;q=0.5", "\xe9" * 200)
NUMBERS = ("NaN", "-Infinity", "Infinity", "1e999", "-1e999", "1e308", "3.5e38", "-0.0", "1" * 5000, "0x10", "1_0", "٣")
TEXTS = (
    "",
    "\ud800",
    "\x00",
    "é",
    "\ufffd",
    "\ufeff",
    "\u202eabc",
    "🚗" * 50,
    "a" * 70_000,
    "1970-13-01",
    "0000-00-00",
    "null",
)
VALUES: tuple[Any, ...] = (None, True, [], {}, [None], {"a": [1]}, 10**30, -(10**400), 1e308, 3.5e38, 5e-324, *TEXTS)
MAGIC = (b"\x93NUMPY\x01\x00", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"PAR1", b"\x80\x04\x95", b"\xff\xfe", b"\x00" * 64)
PIECES = (b"", b"\x00", b'"', b",", b"]", b"}", b"\n", b"\r", b"\xff", b"\xef\xbb\xbf", b"\\u", b"NaN", b"[[[")
MIB = 1024**2


@dataclass(frozen=True)
class Request:
    """What is sent. Header values are what HTTP can carry."""

    body: bytes
    content_type: str
    accept: str


@dataclass(frozen=True)
class Fuzz:
    """Makes requests around one right row of a model."""

    row: dict[str, Any]

    def request(self, source: random.Random) -> Request:
        """The next request; two sources of one seed give the same."""
        kinds: tuple[tuple[Callable[[random.Random], bytes], str], ...] = (
            (self._json, JSON),
            (self._csv, CSV),
            (self._lines, JSON_LINES),
            (self._csv, JSON_LINES),
            (_binary, source.choice(TYPES)),
            (_nested, JSON),
            (self._numbers, JSON),
            (self._twins, JSON),
            (self._encoded, source.choice(TYPES)),
            (self._huge, source.choice(TYPES)),
        )
        make, kind = source.choices(kinds, weights=(20, 15, 15, 5, 10, 10, 10, 5, 9, 1))[0]
        body = make(source)
        if source.random() < 0.4:
            body = mangled(source, body)
        kind = kind if source.random() < 0.8 else source.choice([*TYPES, *ODD_TYPES])
        return Request(body, kind, source.choice(ACCEPTS if source.random() < 0.4 else TYPES))

    def _instance(self, source: random.Random) -> Any:
        row = dict(self.row)
        for _ in range(source.randrange(3)):
            row[source.choice([*row, "Colour", "", "\ud800"])] = source.choice(VALUES)
        for _ in range(source.randrange(2)):
            row.pop(source.choice(list(row)))
        return source.choice([row, row, row, list(row.values()), source.choice(VALUES)])

    def _json(self, source: random.Random) -> bytes:
        document: Any = {"instances": [self._instance(source) for _ in range(source.randrange(4))]}
        document = source.choice([document] * 9 + [document["instances"]])
        return json.dumps(document, ensure_ascii=source.random() < 0.5).encode("utf-8", "surrogatepass")

    def _csv(self, source: random.Random) -> bytes:
        lines = [",".join(self.row)] * source.randrange(2)
        for _ in range(source.randrange(4)):
            cells = [str(value) for value in self.row.values()]
            for _ in range(source.randrange(3)):
                cells[source.randrange(len(cells))] = str(source.choice([*VALUES, *NUMBERS]))
            lines.append(",".join(cells[: len(cells) - source.randrange(2)]))
        return source.choice(["\n", "\r\n", "\r"]).join(lines).encode("utf-8", "surrogatepass")

    def _lines(self, source: random.Random) -> bytes:
        lines = [json.dumps(self._instance(source)) for _ in range(source.randrange(5))]
        return source.choice(["\n", "\r\n", "\n\n"]).join(lines).encode("utf-8", "surrogatepass")

    def _numbers(self, source: random.Random) -> bytes:
        """JSON that only a lenient parser takes for numbers."""
        row = json.dumps({"instances": [{**self.row, source.choice(list(self.row)): "HERE"}]})
        return row.replace('"HERE"', source.choice(NUMBERS)).encode()

    def _twins(self, source: random.Random) -> bytes:
        members = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in self.row.items())
        return f'{{"instances": [{{{members}, {members[: source.randrange(len(members))]}}}]}}'.encode()

    def _encoded(self, source: random.Random) -> bytes:
        text = json.dumps({"instances": [self.row]})
        return text.encode(source.choice(["utf-16", "utf-16-be", "utf-32", "utf-7", "cp037", "utf-8-sig"]))

    def _huge(self, source: random.Random) -> bytes:
        """Around AWS's 6 MiB, in bytes and in rows."""
        row = json.dumps(list(self.row.values()))
        line = ",".join(str(value) for value in self.row.values())
        return source.choice(
            (
                b" " * (6 * MIB + source.choice((-1, 0, 1, MIB))),
                ('{"instances": [' + ",".join([row] * 20_000) + "]}").encode(),
                "\n".join([line] * 20_000).encode(),
                "\n".join([row] * 20_000).encode(),
                b'{"instances": [["' + b"x" * (5 * MIB) + b'"]]}',
                b"9" * (2 * MIB),
            )
        )


def _binary(source: random.Random) -> bytes:
    return source.choice(MAGIC) + source.randbytes(source.randrange(2000))


def _nested(source: random.Random) -> bytes:
    depth = source.choice((10, 500, 990, 1010, 5000, 100_000))
    opening, closing = source.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'{"instances":[', b"]}")))
    return opening * depth + (closing * depth if source.random() < 0.5 else b"")


def mangled(source: random.Random, body: bytes) -> bytes:
    """One piece of the body lost, doubled or changed."""
    start = source.randrange(len(body) + 1)
    end = start + source.randrange(1, 9)
    piece = source.choice([*PIECES, body[start:end] * 3, source.randbytes(4)])
    return body[:start] + piece + body[end:]
