"""SageMaker jobs as child processes: AWS's documented contract with the container, without the container."""
