"""Buckets and keys of one's own account and of another's."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

import records
from roles import Session, allow, make_role, policy, root_of
from stand_in import DEV, TOOLS, StandIn

READ = allow("s3:GetObject")
DECRYPT = allow("kms:Decrypt")


@dataclass
class Vault:
    """A bucket of the tools account with one object under a key of its own."""

    stand_in: StandIn
    bucket: str
    key: str

    @staticmethod
    def filled(stand_in: StandIn) -> Vault:
        key = stand_in.client("kms").create_key()["KeyMetadata"]["Arn"]
        vault = Vault(stand_in, f"vault-{uuid.uuid4().hex[:12]}", key)
        s3 = stand_in.client("s3")
        s3.create_bucket(Bucket=vault.bucket)
        s3.put_object(
            Bucket=vault.bucket, Key="k", Body=b"hello", ServerSideEncryption="aws:kms", SSEKMSKeyId=vault.key
        )
        return vault

    def open_bucket_to(self, *roles: str) -> None:
        statement = allow("s3:GetObject", f"arn:aws:s3:::{self.bucket}/*", Principal={"AWS": list(roles)})
        self.stand_in.client("s3").put_bucket_policy(Bucket=self.bucket, Policy=policy(statement))

    def open_key_to(self, *roles: str) -> None:
        own = allow("kms:*", Principal=root_of(TOOLS))
        theirs = allow("kms:Decrypt", Principal={"AWS": list(roles)})
        self.stand_in.client("kms").put_key_policy(KeyId=self.key, PolicyName="default", Policy=policy(own, theirs))

    def read_as(self, account: str, role: str) -> bytes:
        client = Session.of(self.stand_in, account, role).client("s3")
        content: bytes = client.get_object(Bucket=self.bucket, Key="k")["Body"].read()
        return content


@pytest.fixture
def vault(stand_in: StandIn) -> Vault:
    return Vault.filled(stand_in)


def dev_role(stand_in: StandIn, *statements: dict[str, Any]) -> str:
    return make_role(stand_in, DEV, root_of(DEV), *statements)


def test_another_accounts_object_needs_a_bucket_policy(stand_in: StandIn, vault: Vault) -> None:
    role = dev_role(stand_in, READ, DECRYPT)
    words = f"s3:GetObject on resource: arn:aws:s3:::{vault.bucket}/k because no resource-based policy allows"

    with pytest.raises(ClientError, match=f"AccessDenied.*/{role.split('/')[1]}/.* not authorized to perform: {words}"):
        vault.read_as(DEV, role)

    assert role in {
        call["principal"]
        for call in records.permissions(stand_in)["calls"]
        if (call["action"], call["decision"]) == ("s3:GetObject", "refused")
    }


@pytest.mark.parametrize(
    ("statements", "policy"),
    [([READ], "identity-based"), ([READ, DECRYPT], "resource-based")],
    ids=["no-kms", "kms"],
)
def test_another_accounts_object_needs_the_key_policy(
    stand_in: StandIn, vault: Vault, statements: list[dict[str, Any]], policy: str
) -> None:
    role = dev_role(stand_in, *statements)
    vault.open_bucket_to(role)

    refusal = rf"not authorized to perform: kms:Decrypt on resource: {vault.key} because no {policy} policy allows"
    with pytest.raises(ClientError, match=refusal):
        vault.read_as(DEV, role)


def test_another_accounts_object_with_all_three_grants(stand_in: StandIn, vault: Vault) -> None:
    role = dev_role(stand_in, READ, DECRYPT)
    vault.open_bucket_to(role)
    vault.open_key_to(role)

    assert vault.read_as(DEV, role) == b"hello"


def test_the_key_policy_alone_does_not_make_up_for_the_identity_side(stand_in: StandIn, vault: Vault) -> None:
    role = dev_role(stand_in, READ)
    vault.open_bucket_to(role)
    vault.open_key_to(role)

    with pytest.raises(ClientError, match="not authorized to perform: kms:Decrypt"):
        vault.read_as(DEV, role)


def test_the_bucket_policy_alone_does_not_make_up_for_the_identity_side(stand_in: StandIn, vault: Vault) -> None:
    role = dev_role(stand_in, allow("sqs:*"))
    vault.open_bucket_to(role)
    vault.open_key_to(role)

    with pytest.raises(ClientError, match="AccessDenied"):
        vault.read_as(DEV, role)


def test_ones_own_object_needs_the_key_too(stand_in: StandIn, vault: Vault) -> None:
    role = make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:*"))

    with pytest.raises(ClientError, match="not authorized to perform: kms:Decrypt"):
        vault.read_as(TOOLS, role)


def test_an_object_that_may_not_be_encrypted_is_not_written(stand_in: StandIn, vault: Vault) -> None:
    role = make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:*"))
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": vault.key}}
    own = stand_in.client("s3")
    own.put_bucket_encryption(Bucket=vault.bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})

    with pytest.raises(ClientError, match="not authorized to perform: kms:GenerateDataKey"):
        Session.of(stand_in, TOOLS, role).client("s3").put_object(Bucket=vault.bucket, Key="new", Body=b"x")

    assert [item["Key"] for item in own.list_objects_v2(Bucket=vault.bucket)["Contents"]] == ["k"]


def test_another_accounts_key_by_its_arn(stand_in: StandIn, vault: Vault) -> None:
    role = dev_role(stand_in, DECRYPT)
    vault.open_key_to(role)
    secret = stand_in.client("kms").encrypt(KeyId=vault.key, Plaintext=b"z")["CiphertextBlob"]

    client = Session.of(stand_in, DEV, role).client("kms")

    assert client.decrypt(KeyId=vault.key, CiphertextBlob=secret)["Plaintext"] == b"z"


def test_ones_own_key_needs_the_action(stand_in: StandIn, vault: Vault) -> None:
    role = make_role(stand_in, TOOLS, root_of(TOOLS), allow("kms:Encrypt"))
    secret = stand_in.client("kms").encrypt(KeyId=vault.key, Plaintext=b"z")["CiphertextBlob"]

    with pytest.raises(ClientError, match="not authorized to perform: kms:Decrypt"):
        Session.of(stand_in, TOOLS, role).client("kms").decrypt(KeyId=vault.key, CiphertextBlob=secret)


def test_a_condition_may_ask_whose_bucket_it_is(stand_in: StandIn, vault: Vault) -> None:
    foreign = {"StringNotEquals": {"s3:ResourceAccount": DEV}}
    role = dev_role(stand_in, allow("s3:GetObject", Condition=foreign), DECRYPT)
    vault.open_bucket_to(role)
    vault.open_key_to(role)

    assert vault.read_as(DEV, role) == b"hello"


def test_another_accounts_bucket_is_listed_below_the_prefix_that_its_policy_names(
    stand_in: StandIn, vault: Vault
) -> None:
    role = dev_role(stand_in, allow("s3:ListBucket"))
    bucket = f"arn:aws:s3:::{vault.bucket}"
    statement = {"Effect": "Allow", "Principal": {"AWS": role}, "Action": "s3:ListBucket", "Resource": bucket}
    condition = {"StringEquals": {"s3:prefix": "k"}}
    stand_in.client("s3").put_bucket_policy(
        Bucket=vault.bucket, Policy=json.dumps({"Statement": [statement | {"Condition": condition}]})
    )
    client = Session.of(stand_in, DEV, role).client("s3")

    assert client.list_objects_v2(Bucket=vault.bucket, Prefix="k")["KeyCount"] == 1
    with pytest.raises(ClientError, match="AccessDenied"):
        client.list_objects_v2(Bucket=vault.bucket, Prefix="other")


def test_a_bucket_that_wants_tls_gets_it(stand_in: StandIn) -> None:
    bucket = f"tls-{uuid.uuid4().hex[:12]}"
    client = stand_in.client("s3")
    client.create_bucket(Bucket=bucket)
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": insecure}
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Statement": [statement]}))

    assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
