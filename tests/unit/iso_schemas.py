"""Validates metadata records against the ISO 19139 schemas. Runs in the tools' environment, which has the schemas.

Prints a JSON list, one item a file: what each edition of the schemas says against it. The website's own attributes of
`gmd:onLine` are taken off first: the schemas do not know them.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

from lxml import etree

EDITIONS = ("20060504", "20070417")
SCHEMAS = Path("plugins/profiles/apiso/schemas/ogc/iso/19139")
ON_LINE = "{http://www.isotc211.org/2005/gmd}onLine"


def main(paths: list[str]) -> None:
    found = importlib.util.find_spec("pycsw")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / SCHEMAS
    schemas = [etree.XMLSchema(etree.parse(str(folder / edition / "gmd" / "gmd.xsd"))) for edition in EDITIONS]
    answers = []
    for path in paths:
        record = etree.parse(path)
        for link in record.iter(ON_LINE):
            link.attrib.clear()
        said = []
        for schema in schemas:
            schema.validate(record)
            said += [str(fault) for fault in schema.error_log]
        answers.append(said)
    sys.stdout.write(json.dumps(answers))


if __name__ == "__main__":
    main(sys.argv[1:])
