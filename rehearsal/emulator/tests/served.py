"""An endpoint of a test's own: models, configurations, updates, questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ml_account import IMAGE, MlAccount, archive, unique, until

# A model that says which it is.
ANSWERING = """
import os
def model_fn(folder): return open(os.path.join(folder, "name.txt")).read()
def transform_fn(model, body, content_type, accept):
    if body == "raise": raise ValueError("asked to")
    if body == "pid": return str(os.getpid()), "text/plain"
    return f"{model}|{body}|{content_type}|{accept}", accept
"""


class Endpoint:
    """One endpoint of a test's own."""

    def __init__(self, account: MlAccount) -> None:
        self.account = account
        self.sagemaker = account.client("sagemaker")
        self.runtime = account.client("sagemaker-runtime")
        self.name = unique("endpoint")

    @staticmethod
    @contextmanager
    def named(account: MlAccount) -> Iterator[Endpoint]:
        """Give a name for an endpoint; what was made under it is deleted afterwards."""
        endpoint = Endpoint(account)
        yield endpoint
        if endpoint.sagemaker.list_endpoints(NameContains=endpoint.name)["Endpoints"]:
            endpoint.settled()
            endpoint.delete()

    def config(
        self, name: str, code: str = ANSWERING, count: int = 1, kind: str = "ml.m5.large", **environment: str
    ) -> str:
        """Make a model and a configuration, both called like this; returns the name."""
        full = self.model(name, code, **environment)
        variant = {"VariantName": "AllTraffic", "ModelName": full}
        return self._config(full, variant | {"InitialInstanceCount": count, "InstanceType": kind})

    def config_of(self, **variants: tuple[str, float]) -> str:
        """Make a configuration of several variants, each with the name of its model and its weight."""
        full = unique("config")
        instances = {"InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
        given = [
            {"VariantName": name, "ModelName": self.model(model), "InitialVariantWeight": weight, **instances}
            for name, (model, weight) in variants.items()
        ]
        return self._config(full, *given)

    def model(self, name: str, code: str = ANSWERING, **environment: str) -> str:
        """Make a model that says its name; returns the model's own."""
        full = unique(name)
        model = archive(**{"name.txt": name, "code/inference.py": code})
        given = {"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"}
        container = {
            "Image": IMAGE,
            "ModelDataUrl": self.account.put(f"models/{full}.tar.gz", model),
            "Environment": environment or given,
        }
        self.sagemaker.create_model(ModelName=full, ExecutionRoleArn=self.account.role, PrimaryContainer=container)
        return full

    def serverless(self, name: str, code: str = ANSWERING, concurrency: int = 2) -> str:
        """Make a model and a serverless configuration."""
        full = self.model(name, code)
        given = {"MemorySizeInMB": 2048, "MaxConcurrency": concurrency}
        return self._config(full, {"VariantName": "AllTraffic", "ModelName": full, "ServerlessConfig": given})

    def capturing(self, name: str, **capture: Any) -> str:
        """Make a model and a configuration that captures its answers."""
        full = self.model(name)
        variant = {"VariantName": "AllTraffic", "ModelName": full}
        instances = {"InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
        return self._config(full, variant | instances, DataCaptureConfig=capture)

    def _config(self, name: str, *variants: dict[str, Any], **more: Any) -> str:
        self.sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=list(variants), **more)
        return name

    def create(self, config: str) -> dict[str, Any]:
        self.sagemaker.create_endpoint(EndpointName=self.name, EndpointConfigName=config)
        return self.settled()

    def update(self, config: str, **options: Any) -> dict[str, Any]:
        self.begin_update(config, **options)
        return self.settled()

    def begin_update(self, config: str, **options: Any) -> None:
        self.sagemaker.update_endpoint(EndpointName=self.name, EndpointConfigName=config, **options)

    def settled(self) -> dict[str, Any]:
        return until(
            lambda: self.sagemaker.describe_endpoint(EndpointName=self.name),
            lambda found: found["EndpointStatus"] not in ("Creating", "Updating", "RollingBack"),
        )

    def delete(self) -> None:
        self.sagemaker.delete_endpoint(EndpointName=self.name)
        until(lambda: self.sagemaker.list_endpoints(NameContains=self.name)["Endpoints"], lambda found: not found)

    def ask(self, body: str = "b", **options: str) -> str:
        options = {"ContentType": "text/csv"} | options
        answer = self.runtime.invoke_endpoint(EndpointName=self.name, Body=body, **options)
        text: str = answer["Body"].read().decode()
        return text
