"""Nothing in a rehearsal can reach real AWS: no kind of child sees the host's credentials, files or settings."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

import probes
from isolation import Trap, assert_isolated, assert_without_fakes
from ml_account import MlAccount, unique
from roles import allow, make_role, service
from served import Endpoint
from stand_in import DEV, StandIn
from trainyard_emulator import processes

CODE, LOCAL = "/opt/ml/processing/code", "/opt/ml/processing/output"


@pytest.fixture(scope="module")
def account(isolated: StandIn) -> MlAccount:
    return MlAccount.made(isolated, DEV, allow(["s3:*", "logs:*", "cloudwatch:*"]))


def session_of(role: str) -> str:
    return f"arn:aws:sts::{DEV}:assumed-role/{role.split('/')[1]}/"


def zipped(*files: Path, **texts: str) -> bytes:
    """Return a zip of jars under lib/, other files under their names, and `i="…"` as i.py."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in files:
            archive.write(file, f"lib/{file.name}" if file.suffix == ".jar" else file.name)
        for name, text in texts.items():
            archive.writestr(name.replace("__", "."), text)
    return data.getvalue()


def invoked(stand_in: StandIn, runtime: str, handler: str, code: bytes) -> tuple[dict[str, Any], str]:
    """Run a function once; returns what it answered and its role."""
    role, name = make_role(stand_in, DEV, service("lambda")), unique("probe")
    client = stand_in.client("lambda", DEV)
    settings = {"Runtime": runtime, "Role": role, "Handler": handler, "MemorySize": 512, "Timeout": 60}
    client.create_function(FunctionName=name, Code={"ZipFile": code}, **settings)
    answer = client.invoke(FunctionName=name)
    text = answer["Payload"].read()
    assert "FunctionError" not in answer, text
    return json.loads(text), role


def test_a_python_function(isolated: StandIn, trap: Trap) -> None:
    code = zipped(i__py=f"{probes.PYTHON}\ndef handler(event, context):\n    return probe()\n")

    report, role = invoked(isolated, "python3.12", "i.handler", code)

    assert_isolated(report, isolated.endpoint, session_of(role), trap)


def test_a_node_function(isolated: StandIn, trap: Trap) -> None:
    report, role = invoked(isolated, "nodejs22.x", "i.handler", zipped(i__js=probes.NODE))

    assert_isolated(report, isolated.endpoint, session_of(role), trap)


@pytest.mark.needs("engine")
@pytest.mark.needs("runtime client")
def test_a_java_function(isolated: StandIn, trap: Trap, who_am_i: Path) -> None:
    code = zipped(*probes.java_jars(), who_am_i)

    report, role = invoked(isolated, "java25", "WhoAmI::handleRequest", code)

    assert_isolated(report, isolated.endpoint, session_of(role), trap)


def test_a_training_job(isolated: StandIn, account: MlAccount, trap: Trap) -> None:
    tell = "open(os.environ['SM_MODEL_DIR'] + '/report.json', 'w').write(json.dumps(probe()))"

    job = account.train(f"{probes.PYTHON}\n{tell}\n")

    assert job["TrainingJobStatus"] == "Completed", job
    with tarfile.open(fileobj=io.BytesIO(account.get(job["ModelArtifacts"]["S3ModelArtifacts"]))) as model:
        told = model.extractfile("report.json")
        assert told
        assert_isolated(json.load(told), isolated.endpoint, session_of(account.role), trap)


def test_a_processing_job(isolated: StandIn, account: MlAccount, trap: Trap) -> None:
    tell = "open(sys.argv[1] + '/report.json', 'w').write(json.dumps(probe()))"
    uri = account.put("code/probe.py", f"{probes.PYTHON}\n{tell}\n").rsplit("/", 1)[0]
    code = {"S3Uri": uri, "LocalPath": CODE, "S3DataType": "S3Prefix", "S3InputMode": "File"}
    output = {"S3Uri": f"s3://{account.bucket}/o", "LocalPath": LOCAL, "S3UploadMode": "EndOfJob"}

    account.process(
        ["python3", f"{CODE}/probe.py", LOCAL],
        ProcessingInputs=[{"InputName": "code", "S3Input": code}],
        ProcessingOutputConfig={"Outputs": [{"OutputName": "o", "S3Output": output}]},
    )

    report = json.loads(account.get(f"s3://{account.bucket}/o/report.json"))
    assert_isolated(report, isolated.endpoint, session_of(account.role), trap)


def test_an_endpoint(isolated: StandIn, account: MlAccount, trap: Trap) -> None:
    endpoint = Endpoint(account)
    assert endpoint.create(endpoint.config("probe", TELLING))["EndpointStatus"] == "InService"

    report = json.loads(endpoint.ask())

    assert_isolated(report, isolated.endpoint, session_of(account.role), trap)


TELLING = f"""{probes.PYTHON}
def model_fn(folder):
    return None

def transform_fn(model, body, content_type, accept):
    return json.dumps(probe()), "application/json"
"""


@pytest.mark.needs("engine")
def test_the_engine(isolated: StandIn) -> None:
    below = map(variables_of, processes.descendants(isolated.supervisor))

    (environment,) = (variables for variables in below if "TRAINYARD_TOKEN" in variables)

    assert_without_fakes(environment)
    assert environment["AWS_ENDPOINT_URL"] == isolated.endpoint


def variables_of(pid: int) -> dict[str, str]:
    variables = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(variable.split("=", 1) for variable in variables if variable)
