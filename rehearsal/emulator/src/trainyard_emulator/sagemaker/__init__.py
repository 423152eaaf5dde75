"""SageMaker's API over local processes: requests are judged by AWS's own service model before anything runs."""
