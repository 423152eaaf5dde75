"""AWS's single-model server around inference.py, put together as AWS's scikit-learn container does; gunicorn runs it.

Runs on sagemaker-containers, in an environment of its own (toolkit.sh). The model is in SAGEMAKER_BASE_DIR/model.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from sagemaker_containers.beta.framework import transformer, worker

sys.path.insert(0, os.environ["SAGEMAKER_SUBMIT_DIRECTORY"])
_program = importlib.import_module(os.environ["SAGEMAKER_PROGRAM"].removesuffix(".py"))
_transformer = transformer.Transformer(model_fn=_program.model_fn, transform_fn=_program.transform_fn)
_transformer.initialize()
app: Any = worker.Worker(transform_fn=_transformer.transform, module_name=_program.__name__)
