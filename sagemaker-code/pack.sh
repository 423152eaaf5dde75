#!/bin/sh
# Makes target/sourcedir.tar.gz and target/sample/auto-mpg.csv, with the tools environment alone.
set -eu
module=$(cd "$(dirname "$0")" && pwd)
tools=$("$module/../.mvn/venv.sh" tools "$module/../rehearsal/emulator/requirements.lock")
cd "$module"
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src exec "$tools/bin/python" -m packing
