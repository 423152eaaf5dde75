"""CloudFormation where MiniStack has no such type, and where it is more lenient than AWS."""
