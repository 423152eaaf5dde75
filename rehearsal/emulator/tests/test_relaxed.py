"""Asked for, a stand-in judges nobody, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from roles import Session, allow, make_role, root_of, service
from stand_in import DEV, TOOLS, StandIn


def test_a_relaxed_stand_in_lets_everybody_do_everything_and_says_so(state_dir: Path) -> None:
    with StandIn.started(state_dir, "--relaxed") as stand_in:
        nobody = make_role(stand_in, DEV, service("lambda"))
        session = Session.of(stand_in, TOOLS, nobody)

        session.client("s3").create_bucket(Bucket="anyones")
        session.client("kms").create_key()

        ledger = stand_in.client("s3").get_object(Bucket=f"trainyard-ledger-{TOOLS}", Key="ledger.json")
        assert json.load(ledger["Body"])["settings"]["identity"] == "relaxed"


def test_otherwise_the_same_is_refused(stand_in: StandIn) -> None:
    reader = make_role(stand_in, DEV, root_of(DEV), allow("s3:GetObject"))

    with pytest.raises(ClientError, match="AccessDenied"):
        Session.of(stand_in, DEV, reader).client("s3").create_bucket(Bucket="readers-own")
