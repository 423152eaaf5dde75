"""What is answered, and what nobody asks any more."""

from policy_judges import __main__
from policy_judges.accepted import Accepted, Finding, differences, read

STAR = Finding("published", "RoleDefaultPolicy1", "action a:B: on *, though it is for c")
ANSWER = Accepted("published", "Role.*", r"action a:B: on \*.*", "AWS forces it")


def test_an_answered_finding_is_no_difference() -> None:
    assert differences([STAR], [ANSWER]) == ([], [])


def test_the_same_of_another_policy_is_open() -> None:
    other = Finding("published", "OtherRole", STAR.words)
    assert differences([STAR, other], [ANSWER]) == ([other], [])


def test_an_answer_to_nothing_is_stale() -> None:
    assert differences([], [ANSWER]) == ([], [ANSWER])


def test_every_answer_of_the_file_has_a_reason() -> None:
    assert all(len(answer.reason) >= len("As above") for answer in read(__main__.ANSWERS))
