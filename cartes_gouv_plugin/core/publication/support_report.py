"""A publication as plain text, for whoever helps: what it is, how far, what happened. No secret, no local path."""

from __future__ import annotations

from datetime import datetime, timezone

from cartes_gouv_plugin.core.entrepot.answers import redacted
from cartes_gouv_plugin.core.publication.publication import Publication, Stage
from cartes_gouv_plugin.core.publication.record import PublicationRecord


def support_report(record: PublicationRecord) -> str:
    """`record` with its events. Times are UTC."""
    lines = [*_identity(record.publication), f"condition: {record.condition.value}"]
    lines += [f"{stage.value}: {record.stages[stage].status.value}" for stage in Stage]
    if record.waiting is not None:
        lines.append(f"waiting: {record.waiting.value} {record.word}".rstrip())
    if record.failure is not None:
        failure = record.failure
        lines += ["", f"failure: {failure.stage.value}, {failure.kind}: {failure.message}"]
        lines += [f"  {line}" for line in (*failure.details, *failure.report)]
    lines.append("")
    for event in record.events:
        stage = event.stage.value if event.stage else "-"
        lines.append(f"{_moment(event.at)}  {stage:<11}  {event.kind.value:<8}  {event.text}".rstrip())
    return redacted("\n".join(lines)) + "\n"


def _identity(publication: Publication) -> list[str]:
    refs, package = publication.refs, publication.package
    lines = [
        f"publication: {publication.id}",
        f"datastore: {publication.datastore}",
        f"datasheet: {publication.datasheet}",
        f"technical name: {publication.technical_name}",
        f"begun by: {publication.origin.value}",
    ]
    known = {"upload": refs.upload, "execution": refs.execution, "stored data": refs.stored_data}
    lines += [f"{name}: {value}" for name, value in known.items() if value]
    if package is not None:
        lines.append(f"package: {package.size} bytes, {package.srs}, md5 {package.md5}")
        lines += [f"  table {table.name}: {table.rows} rows, {table.geometry_type}" for table in package.tables]
    return lines


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
