"""sourcedir.tar.gz and the sample."""

from __future__ import annotations

import csv
import gzip
import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from runs import MODULE, read

import model_definition
from packing import archive, narwhals_zip, sample
from packing.__main__ import main

# Of gzip with stored blocks of 65535 bytes, and what remains.
LARGE = "dd45dcfb6d0c2cae48d11079f5ac5984981891006b8ff7e6cb6ef99921e1e0ce"

ALONE = """
import sys; sys.path[:0] = ["src", "."]
import packing.__main__
assert not {"numpy", "pandas", "sklearn"} & set(sys.modules)
"""


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    archive.write(tmp_path / "one.tar.gz", {"b.py": b"2", "a.py": b"1"})
    archive.write(tmp_path / "two.tar.gz", {"a.py": b"1", "b.py": b"2"})
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()


def test_another_content_gives_other_bytes(tmp_path: Path) -> None:
    archive.write(tmp_path / "one.tar.gz", {"a.py": b"1"})
    archive.write(tmp_path / "two.tar.gz", {"a.py": b"2"})
    assert (tmp_path / "one.tar.gz").read_bytes() != (tmp_path / "two.tar.gz").read_bytes()


def test_the_archive_is_flat_and_names_nobody(tmp_path: Path) -> None:
    archive.write(tmp_path / "a.tar.gz", {"b.py": b"2", "a.py": b"1"})
    with tarfile.open(tmp_path / "a.tar.gz") as tar:
        entries = tar.getmembers()
    assert (tmp_path / "a.tar.gz").read_bytes()[4:8] == bytes(4), "gzip's own time"
    assert [entry.name for entry in entries] == ["a.py", "b.py"]
    assert {(entry.mtime, entry.uid, entry.gid, entry.uname, entry.mode) for entry in entries} == {(0, 0, 0, "", 0o644)}


def test_the_bytes_are_the_same_whichever_zlib_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a zlib makes of the same data is its own affair; it is asked for a checksum alone."""
    for compressing in ("compress", "compressobj"):
        monkeypatch.delattr(f"zlib.{compressing}")
    assert archive.stored(b"abc").hex() == "1f8b08000000000000ff" + "010300fcff616263" + "c241243503000000"
    assert hashlib.sha256(archive.stored(bytes(range(256)) * 1024)).hexdigest() == LARGE


@pytest.mark.parametrize("size", [0, 1, archive.BLOCK, archive.BLOCK + 1, 200_000])
def test_readers_of_gzip_take_the_stored_bytes(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    packed = archive.stored(data)
    assert gzip.decompress(packed) == data
    assert subprocess.run(["gzip", "-dc"], input=packed, capture_output=True, check=True).stdout == data


def test_the_jobs_tar_unpacks_the_pack(tmp_path: Path) -> None:
    assert main(MODULE, tmp_path) == 0
    subprocess.run(["tar", "-xzf", "sourcedir.tar.gz"], cwd=tmp_path, check=True)
    assert (tmp_path / "train.py").read_bytes() == (MODULE / "src" / "train.py").read_bytes()


@pytest.fixture
def rows(tmp_path: Path) -> list[dict[str, str]]:
    sample.write(tmp_path / "sample.csv")
    with (tmp_path / "sample.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sample_begins_with_the_smoke_car(rows: list[dict[str, str]]) -> None:
    assert rows[0] == {
        "Name": "chevrolet chevelle malibu",
        "Miles_per_Gallon": "18",
        "Cylinders": "8",
        "Displacement": "307",
        "Horsepower": "130",
        "Weight_in_lbs": "3504",
        "Acceleration": "12",
        "Year": "1970-01-01",
        "Origin": "USA",
    }


def test_the_sample_keeps_every_row_and_leaves_nulls_empty(rows: list[dict[str, str]]) -> None:
    assert len(rows) == 406
    assert sum(row["Miles_per_Gallon"] == "" for row in rows) == 8
    assert sum(row["Horsepower"] == "" for row in rows) == 6


def test_two_packs_of_the_module_are_the_same_bytes(tmp_path: Path) -> None:
    assert main(MODULE, tmp_path / "one") == main(MODULE, tmp_path / "two") == 0
    one, two = (tmp_path / name / "sourcedir.tar.gz" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_the_pack_holds_the_scripts_and_a_definition_that_they_can_read(tmp_path: Path) -> None:
    assert main(MODULE, tmp_path) == 0
    with tarfile.open(tmp_path / "sourcedir.tar.gz") as tar:
        tar.extractall(tmp_path / "code", filter="data")
    found = {file.name for file in (tmp_path / "code").iterdir()}
    more = {model_definition.FILE_NAME, narwhals_zip.FILE_NAME}
    assert found == {file.name for file in (MODULE / "src").glob("*.py")} | more
    assert {"preprocess.py", "train.py", "evaluate.py", "inference.py"} < found
    assert model_definition.load(tmp_path / "code").name == read(tmp_path / "code" / "model.json")["name"]


def test_packing_needs_no_package_of_the_image() -> None:
    """So that the first packaging waits for one small environment, not for the large one."""
    subprocess.run([sys.executable, "-B", "-c", ALONE], cwd=MODULE, check=True)


def test_the_packed_narwhals_is_the_images_and_imports_from_its_zip(tmp_path: Path) -> None:
    (tmp_path / narwhals_zip.FILE_NAME).write_bytes(narwhals_zip.content())
    code = "import narwhals, narwhals._spark_like.dataframe as lazy; print(narwhals.__version__, narwhals.__file__)"
    command = [sys.executable, "-S", "-B", "-c", code]
    env = {"PYTHONPATH": str(tmp_path / narwhals_zip.FILE_NAME)}
    said = subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout.split()
    pinned = (MODULE / "requirements.in").read_text(encoding="utf-8")
    assert f"narwhals=={said[0]}" in pinned.split()
    assert narwhals_zip.FILE_NAME in said[1]
