from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from trainyard_bench import builds


def _zip(name: str, mode: int) -> bytes:
    buffer = io.BytesIO()
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (0o100000 | mode) << 16
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "content")
    return buffer.getvalue()


@pytest.mark.parametrize("mode", [0o755, 0o644])
def test_unpacks_file_modes(tmp_path: Path, mode: int) -> None:
    builds.unpack(_zip("bin/tool", mode), tmp_path)

    assert (tmp_path / "bin/tool").stat().st_mode & 0o777 == mode


def test_commands_share_a_shell_and_each_has_its_time(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "CODEBUILD_SRC_DIR": str(tmp_path)}
    commands = ["cd /", 'sleep 0.2; [ "$PWD" = / ]', "read -r line", "false"]

    times = builds.run_commands(tmp_path, commands, environment, tmp_path / "logs" / "log")

    assert [status for _, status in times] == [0, 0, 1, 1]
    assert times[1][0] >= 0.2 > times[0][0]
