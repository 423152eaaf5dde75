"""Which way a VPC leaves open to an AWS service: no packet flows here, but routes, groups and endpoints are read."""
