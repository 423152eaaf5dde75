"""The plain AWS CLI and boto3 against a kept rehearsal, as principals who may do what their policies say."""
