"""Batch transform's records: what is sent at once, what becomes of the answers."""

from __future__ import annotations

import json

import pytest

from trainyard_emulator.jobs import batch
from trainyard_emulator.jobs.batch import CSV, JSON, JSON_LINES, RecordError


def sent(content: bytes, *, by_line: bool = True, one_each: bool = False, limit: int = 0) -> list[bytes]:
    return list(batch.requests(content, by_line=by_line, one_each=one_each, limit=limit))


def test_a_file_that_is_not_split_is_sent_whole() -> None:
    assert sent(b"a\nb\n", by_line=False) == [b"a\nb\n"]
    with pytest.raises(RecordError, match="4 bytes is longer than MaxPayloadInMB allows"):
        sent(b"a\nb\n", by_line=False, limit=3)


def test_as_many_records_go_into_a_request_as_fit() -> None:
    assert sent(b"aa\nbb\ncc\n", limit=6) == [b"aa\nbb", b"cc"]
    assert sent(b"aa\nbb\ncc", limit=9) == [b"aa\nbb\ncc"]
    with pytest.raises(RecordError, match="a record of 4 bytes"):
        sent(b"a\nbbbb\n", limit=3)


def test_single_records_are_sent_one_by_one() -> None:
    assert sent(b"a\r\nb\n", one_each=True, limit=100) == [b"a", b"b"]
    assert sent(b"") == []


def test_answers_are_put_together_in_their_order() -> None:
    assert batch.assembled([b"1\n2", b"3\n"], by_line=True) == b"1\n2\n3\n"
    assert batch.assembled([b"1", b"2"], by_line=False) == b"12"


def test_answers_are_appended_to_cells() -> None:
    assert batch.joined(b'a,"x, y"\nb,z', b"1,\n2,no\n", CSV) == b'a,"x, y",1,\nb,z,2,no'


def test_answers_are_put_into_objects() -> None:
    lines = batch.joined(b'{"a": 1}\n[2]', b'{"p": 1}\n2\n', JSON_LINES).splitlines()
    assert [json.loads(line) for line in lines] == [
        {"a": 1, "SageMakerOutput": {"p": 1}},
        {"SageMakerInput": [2], "SageMakerOutput": 2},
    ]
    assert json.loads(batch.joined(b'{"a": 1}', b"[1]", JSON)) == {"a": 1, "SageMakerOutput": [1]}


def test_what_cannot_be_joined_is_told() -> None:
    with pytest.raises(RecordError, match=r"mismatched line count between the input and the output \(2 and 1\)"):
        batch.joined(b"a\nb", b"1\n", CSV)
    with pytest.raises(RecordError, match="is not JSON"):
        batch.joined(b"a", b"1", JSON_LINES)
