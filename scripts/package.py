"""Builds dist/cartes_gouv_plugin-<version>.zip and verifies it with the plugin site's rules and scanners.

scripts/package.py [FOLDER]    (default: dist)

The same sources give the same bytes: sorted names, fixed times and modes.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.gate import findings_of  # noqa: E402 - the folder above must be known first
from scripts.plugin_tree import assemble, version  # noqa: E402
from scripts.site_rules import problems_of  # noqa: E402

NAME = "cartes_gouv_plugin"
# The oldest date that the format knows.
_TIME = (1980, 1, 1, 0, 0, 0)


def build(folder: Path) -> Path:
    """Writes the zip into `folder` and returns its path; nothing is verified."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{NAME}-{version()}.zip"
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_package_") as work:
        tree = assemble(Path(work))
        # The site takes the package's name from the first entry.
        files = sorted((path for path in tree.rglob("*") if path.is_file()), key=_order(tree))
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as content:
            for path in files:
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(tree).as_posix()}", _TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o100644 << 16
                content.writestr(entry, path.read_bytes())
    return archive


def _order(tree: Path) -> Callable[[Path], tuple[bool, str]]:
    return lambda path: (path != tree / "__init__.py", path.relative_to(tree).as_posix())


def main() -> int:
    archive = build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
    problems = [*problems_of(archive, NAME), *findings_of(archive)]
    if problems:
        print("\n".join(problems), file=sys.stderr)
        print(f"package: {len(problems)} findings; {archive} must not be published", file=sys.stderr)
        return 1
    print(f"{archive} ({archive.stat().st_size / 1000:.0f} kB, verified)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
