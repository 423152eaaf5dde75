from __future__ import annotations

import ast
from pathlib import Path

import model_archive

SOURCE = Path(model_archive.__file__).parent


def test_the_archive_has_every_module_that_serving_imports() -> None:
    """On an endpoint nothing is importable but the image's packages and the archive's code/."""
    packed = set(model_archive.SERVING_CODE)
    lacking = [
        f"{file} imports {module}: No module named '{module}' on an endpoint, add {module}.py to SERVING_CODE"
        for file in sorted(packed)
        if file.endswith(".py")
        for module in sorted(_own_imports(SOURCE / file))
        if f"{module}.py" not in packed
    ]

    assert lacking == []


def _own_imports(file: Path) -> set[str]:
    """Return what a module of ours imports of ours."""
    named = set[str]()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.add(node.module)
    return {name for name in named if (SOURCE / f"{name}.py").is_file()}
