"""Which expressions of a schedule are taken."""

from __future__ import annotations

import pytest

from trainyard_emulator.cloudformation.schedules import is_valid


@pytest.mark.parametrize(
    "expression",
    [
        "cron(0 6 * * ? *)",
        "cron(0/15 8-17 ? * MON-FRI *)",
        "cron(*/90 23 L JAN,12 ? 1970-2199)",
        "cron(59 0 LW * ? 2199)",
        "cron(0 0 31W * ? *)",
        "cron(0 0 ? * 6#5 *)",
        "cron(0 0 ? * 7L *)",
        "rate(1 day)",
    ],
)
def test_aws_takes_it(expression: str) -> None:
    assert is_valid(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "cron(60 6 * * ? *)",
        "cron(0 25 * * ? *)",
        "cron(0 8-24 * * ? *)",
        "cron(0 0 0 * ? *)",
        "cron(0 0 32 * ? *)",
        "cron(0 0 1 13 ? *)",
        "cron(0 0 ? * 8 *)",
        "cron(0 0 ? * 0 *)",
        "cron(0 0 * * ? 1969)",
        "cron(0 0 * * ? 2200)",
        "cron(? 0 * * ? *)",
        "cron(0 0 ? * 3#1,6#3 *)",
        "cron(70/5 0 * * ? *)",
    ],
)
def test_aws_does_not_take_it(expression: str) -> None:
    assert not is_valid(expression)
