"""Each fact lives in one place: a tag, a status word and a sentence are written once in the plugin."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cartes_gouv_plugin.core.entrepot import models, statuses
from cartes_gouv_plugin.core.publication import tags

PACKAGE = Path(__file__).resolve().parents[2] / "cartes_gouv_plugin"
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in PACKAGE.rglob("*.py")
    if "_vendor" not in path.parts
}
# Names of outputs and of form fields, spelled as the tag or the status is.
NAMESAKES = {
    ("DELETED", "processing/delete_datasheet.py"),
    ("producer", "gui/record_form.py"),
    ("theme", "core/services/iso.py"),
}
NAMESAKES |= {(tags.CREATOR, "installation.py"), (tags.CREATOR, "core/entrepot/transport.py")}
SHORTEST_SENTENCE = 30


def texts(tree: ast.Module) -> Iterator[str]:
    """Every text of a file but its docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def elsewhere(words: set[str], home: str) -> set[tuple[str, str]]:
    return {(text, name) for name, tree in TREES.items() if name != home for text in texts(tree) if text in words}


def test_tags_are_named_in_the_vocabulary_only() -> None:
    vocabulary = {value for name, value in vars(tags).items() if name.isupper() and isinstance(value, str)}
    assert len(vocabulary) > 10
    assert elsewhere(vocabulary, "core/publication/tags.py") - NAMESAKES == set()


def test_status_words_are_spelled_in_one_file_only() -> None:
    families = [kind for kind in vars(statuses).values() if isinstance(kind, type) and hasattr(kind, "__members__")]
    words = {member.value for family in families for member in family if isinstance(member.value, str)}
    assert {"CHECKING", "GENERATED", "PUBLISHED"} <= words
    assert elsewhere(words, "core/entrepot/statuses.py") - NAMESAKES == set()


def test_types_of_stored_data_are_spelled_beside_their_model_only() -> None:
    assert elsewhere({models.DATABASE_TYPE, models.PYRAMID_TYPE}, "core/entrepot/models/database.py") == set()


def test_a_sentence_is_written_once() -> None:
    written = defaultdict(list)
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "translate":
                source = node.args[1] if len(node.args) > 1 else None
                if isinstance(source, ast.Constant) and len(source.value) >= SHORTEST_SENTENCE:
                    written[source.value].append(f"{name}:{node.lineno}")
    assert len(written) > 100
    assert {text: places for text, places in written.items() if len(places) > 1} == {}
