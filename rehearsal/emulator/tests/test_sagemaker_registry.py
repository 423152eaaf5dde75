"""Model packages, tags and lists, without a stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_world import FakeEvents, fake_world
from test_sagemaker_requests import IMAGE
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.names import KINDS, Kind
from trainyard_emulator.sagemaker.store import Store

SPECIFICATION = {
    "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3://bucket/model.tar.gz"}],
    "SupportedContentTypes": ["text/csv"],
}


@pytest.fixture
def api(tmp_path: Path) -> Api:
    """SageMaker with one empty model package group."""
    api = Api(fake_world(tmp_path), Store())
    api.call("CreateModelPackageGroup", {"ModelPackageGroupName": "cars"})
    return api


def register(api: Api) -> str:
    request = {"ModelPackageGroupName": "cars", "InferenceSpecification": SPECIFICATION}
    return str(api.call("CreateModelPackage", request)["ModelPackageArn"])


def test_packages_are_numbered_and_wait_for_approval(api: Api) -> None:
    assert register(api).endswith(":model-package/cars/1")
    second = api.call("DescribeModelPackage", {"ModelPackageName": register(api)})
    assert (second["ModelPackageVersion"], second["ModelApprovalStatus"]) == (2, "PendingManualApproval")


def test_a_number_is_not_given_twice(api: Api) -> None:
    api.call("DeleteModelPackage", {"ModelPackageName": register(api)})
    assert register(api).endswith("/2")


def test_approval_is_kept_and_announced(api: Api) -> None:
    arn = register(api)
    api.call("UpdateModelPackage", {"ModelPackageArn": arn, "ModelApprovalStatus": "Approved"})
    assert api.call("DescribeModelPackage", {"ModelPackageName": arn})["ModelApprovalStatus"] == "Approved"
    events = api.world.events
    assert isinstance(events, FakeEvents)
    title, detail = events.published[-1]
    assert title == "SageMaker Model Package State Change"
    assert (detail["ModelApprovalStatus"], detail["ModelPackageVersion"]) == ("Approved", 1)


def test_a_versioned_package_takes_no_tags_of_its_own(api: Api) -> None:
    request = {"ModelPackageGroupName": "cars", "InferenceSpecification": SPECIFICATION}
    with pytest.raises(ApiError, match="a versioned model package uses the tags of its group"):
        api.call("CreateModelPackage", request | {"Tags": [{"Key": "a", "Value": "1"}]})


def test_metadata_is_merged_and_removed_by_key(api: Api) -> None:
    arn = register(api)
    api.call("UpdateModelPackage", {"ModelPackageArn": arn, "CustomerMetadataProperties": {"a": "1", "b": "2"}})
    api.call("UpdateModelPackage", {"ModelPackageArn": arn, "CustomerMetadataPropertiesToRemove": ["a"]})
    found = api.call("DescribeModelPackage", {"ModelPackageName": arn})
    assert found["CustomerMetadataProperties"] == {"b": "2"}


def test_a_group_with_packages_is_not_deleted(api: Api) -> None:
    register(api)
    with pytest.raises(ApiError) as caught:
        api.call("DeleteModelPackageGroup", {"ModelPackageGroupName": "cars"})
    assert caught.value.code == "ConflictException"


def test_a_group_is_not_created_twice(api: Api) -> None:
    with pytest.raises(ApiError, match="Model Package Group already exists"):
        api.call("CreateModelPackageGroup", {"ModelPackageGroupName": "cars"})


def test_a_list_has_ten_items_unless_asked_for_more(api: Api) -> None:
    for _ in range(12):
        register(api)
    first = api.call("ListModelPackages", {"ModelPackageGroupName": "cars"})
    rest = api.call("ListModelPackages", {"ModelPackageGroupName": "cars", "NextToken": first["NextToken"]})
    pages = [first["ModelPackageSummaryList"], rest["ModelPackageSummaryList"]]
    assert [len(page) for page in pages] == [10, 2]
    assert "NextToken" not in rest
    versions = [item["ModelPackageVersion"] for page in pages for item in page]
    assert versions == list(range(1, 13))


def test_a_list_is_filtered_and_sorted(api: Api) -> None:
    for name in ("cars-b", "cars-a", "boats"):
        api.call("CreateModelPackageGroup", {"ModelPackageGroupName": name})
    request = {"NameContains": "cars", "SortBy": "Name", "SortOrder": "Descending"}
    found = api.call("ListModelPackageGroups", request)["ModelPackageGroupSummaryList"]
    assert [group["ModelPackageGroupName"] for group in found] == ["cars-b", "cars-a", "cars"]


def test_a_list_shows_only_what_awss_summary_has(api: Api) -> None:
    register(api)
    summary = api.call("ListModelPackages", {})["ModelPackageSummaryList"][0]
    assert "InferenceSpecification" not in summary


def test_tags_are_added_listed_and_removed(api: Api) -> None:
    arn = api.call("DescribeModelPackageGroup", {"ModelPackageGroupName": "cars"})["ModelPackageGroupArn"]
    api.call("AddTags", {"ResourceArn": arn, "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]})
    api.call("DeleteTags", {"ResourceArn": arn, "TagKeys": ["a"]})
    assert api.call("ListTags", {"ResourceArn": arn}) == {"Tags": [{"Key": "b", "Value": "2"}]}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_kind_of_resource_keeps_its_tags(api: Api, kind: Kind) -> None:
    api.store.add(kind, "one", {"Tags": [{"Key": "a", "Value": "1"}]})
    assert api.call("ListTags", {"ResourceArn": kind.arn("one")}) == {"Tags": [{"Key": "a", "Value": "1"}]}


def test_tags_of_a_resource_that_is_not_there_are_refused(api: Api) -> None:
    with pytest.raises(ApiError, match="Could not find"):
        api.call("ListTags", {"ResourceArn": "arn:aws:sagemaker:us-east-1:222222222222:model/none"})
