"""The strings that the website reads."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.publication import Publication, StageStatus

DONE, BUSY, WAITS, FAILED = (
    StageStatus.SUCCESSFUL,
    StageStatus.IN_PROGRESS,
    StageStatus.WAITING,
    StageStatus.FAILED,
)


@pytest.mark.parametrize(
    ("steps", "text", "step"),
    [
        (
            (WAITS, WAITS, WAITS),
            '{"send_files_api":"waiting","wait_checks":"waiting","integration_processing":"waiting"}',
            "0",
        ),
        (
            (DONE, BUSY, WAITS),
            '{"send_files_api":"successful","wait_checks":"in_progress","integration_processing":"waiting"}',
            "1",
        ),
        (
            (FAILED, WAITS, WAITS),
            '{"send_files_api":"failed","wait_checks":"waiting","integration_processing":"waiting"}',
            "0",
        ),
        (
            (DONE, DONE, DONE),
            '{"send_files_api":"successful","wait_checks":"successful","integration_processing":"successful"}',
            "3",
        ),
    ],
)
def test_progress_is_written_as_the_website_writes_it(steps: tuple[StageStatus, ...], text: str, step: str) -> None:
    assert tags.progress_tags(*steps) == {"integration_progress": text, "integration_current_step": step}


def test_file_tree_is_encoded_as_php_does() -> None:
    tree = [{"type": "FILE", "name": "été/a.gpkg", "size": 3}]

    assert tags.file_tree_tag(tree) == {"file_tree": '[{"type":"FILE","name":"\\u00e9t\\u00e9\\/a.gpkg","size":3}]'}


def test_only_what_was_given_is_tagged() -> None:
    bare = Publication("p", "ds", "Communes", "communes", "EPSG:2154")

    assert tags.upload_tags(bare) == {"datasheet_name": "Communes", "created_by": "cartes_gouv_plugin:p"}


def test_creator_is_recognised() -> None:
    assert tags.publication_id_of({"created_by": "cartes_gouv_plugin:p"}) == "p"
    assert tags.publication_id_of({"created_by": "somebody:p"}) is None
    assert tags.is_by_this_plugin({"created_by": "cartes_gouv_plugin"})
    assert not tags.is_by_this_plugin({})


def test_values_compare_as_the_platform_stores_them() -> None:
    wanted: dict[str, tags.TagValue] = {"production_year": 2026, "email_notification": True}

    assert tags.differing(wanted, {"production_year": "2026", "email_notification": "true"}) == {}
    assert tags.differing(wanted, {"production_year": "2025"}) == wanted
