"""python -m packing: from the module's directory, with PYTHONPATH=src (Maven's package phase does so)."""

from __future__ import annotations

import sys
from pathlib import Path

import model_definition
from packing import archive, narwhals_zip, sample
from packing.definition import DefinitionProblem, rendered


def main(module: Path, target: Path) -> int:
    """Write sourcedir.tar.gz, its model.json (read by a synth), and sample/auto-mpg.csv into `target`."""
    try:
        model_json = rendered(module / "model.yaml", module.parent / "contracts" / "model.schema.json")
    except DefinitionProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    files = {script.name: script.read_bytes() for script in (module / "src").glob("*.py")}
    target.mkdir(parents=True, exist_ok=True)
    (target / model_definition.FILE_NAME).write_text(model_json, encoding="utf-8")
    more = {model_definition.FILE_NAME: model_json.encode(), narwhals_zip.FILE_NAME: narwhals_zip.content()}
    archive.write(target / "sourcedir.tar.gz", {**files, **more})
    sample.write(target / "sample" / "auto-mpg.csv")
    return 0


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    sys.exit(main(here, here / "target"))
