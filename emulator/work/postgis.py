"""The database as the platform has it: PostgreSQL with PostGIS, one schema per stored data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from osgeo import gdal
from psycopg import conninfo, sql

from emulator.work.database import Integration, checked_schema, failed, reprojection_refused
from emulator.work.delivery import gdal_messages
from emulator.work.joblog import Clock, JobLog
from emulator.work.layercheck import layers_of
from emulator.work.loading import SqlFailure, Target, load_delivery
from emulator.work.relations import common_srs, extent_feature

COLUMNS = """
    SELECT c.relname, c.relkind IN ('v', 'm'), a.attname, format_type(a.atttypid, a.atttypmod),
           coalesce(i.indisprimary, false)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)
    WHERE n.nspname = %s AND c.relkind IN ('r', 'v', 'm')
    ORDER BY c.oid, a.attnum
"""
SIZE = """
    SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r'
"""


class PostgisDatabase:
    """The PostgreSQL database of a URL ``postgresql://user@host:port/name``; PostGIS is created when missing."""

    def __init__(self, url: str) -> None:
        self._parameters = conninfo.conninfo_to_dict(url)
        self._conninfo = conninfo.make_conninfo("", **self._parameters)
        with self._connect() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")

    def integrate(
        self, folder: Path, schema: str, target_srs: str | None, now: Clock, declared_srs: str | None = None
    ) -> Integration:
        log = JobLog(now, "vector_integration")
        if reprojection_refused(target_srs, log):
            return failed(log)
        with self._connect() as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(checked_schema(schema))))
        try:
            done = self._load(folder, schema, target_srs, declared_srs, log)
        except BaseException:
            self.drop(schema)
            raise
        if done is None:
            self.drop(schema)
            return failed(log)
        return done

    def drop(self, schema: str) -> None:
        with self._connect() as connection:
            connection.execute(
                sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(checked_schema(schema)))
            )

    def ogr_source(self, schema: str) -> str:
        return f"PG:{self._conninfo} schemas={checked_schema(schema)}"

    def qgis_uri(self, schema: str, table: str) -> tuple[str, str]:
        with self._connect() as connection:
            geometry = connection.execute(
                "SELECT f_geometry_column FROM geometry_columns WHERE f_table_schema = %s AND f_table_name = %s",
                (schema, table),
            ).fetchone()
        place = f'table="{checked_schema(schema)}"."{table}"'
        return "postgres", f"{self._quoted_parameters()} {place}" + (f" ({geometry[0]})" if geometry else "")

    def _load(
        self, folder: Path, schema: str, target_srs: str | None, declared_srs: str | None, log: JobLog
    ) -> Integration | None:
        with gdal_messages() as messages:
            dataset = gdal.OpenEx(self._writable_source(schema), gdal.OF_VECTOR | gdal.OF_UPDATE)
        if dataset is None:
            log.fail(77, f"La base de données n'est pas joignable : {'; '.join(messages)}")
            return None
        target = Target(dataset, "PostgreSQL", target_srs, declared_srs, run_sql=partial(self._run, schema))
        load_delivery(folder, target, log)
        del dataset, target
        if log.failed:
            return None
        reader = gdal.OpenEx(self.ogr_source(schema), gdal.OF_VECTOR | gdal.OF_READONLY)
        layers = layers_of(reader)
        extent, srs = extent_feature(layers), common_srs(layers)
        del layers, reader
        with self._connect() as connection:
            (size,) = connection.execute(SIZE, (schema,)).fetchone()
            relations = _relations(connection.execute(COLUMNS, (schema,)).fetchall())
        return Integration(True, relations, extent, size, srs, log.lines)

    def _run(self, schema: str, script: str) -> None:
        try:
            with self._connect() as connection, connection.transaction():
                connection.execute(sql.SQL("SET LOCAL search_path TO {}, public").format(sql.Identifier(schema)))
                connection.execute(script.encode())
        except psycopg.Error as error:
            raise SqlFailure(str(error).splitlines()[0]) from error

    def _writable_source(self, schema: str) -> str:
        return f"PG:{self._conninfo} active_schema={schema} schemas={schema}"

    def _quoted_parameters(self) -> str:
        names = {"host": "host", "port": "port", "dbname": "dbname", "user": "user", "password": "password"}
        found = [(names[key], str(value)) for key, value in self._parameters.items() if key in names]
        return " ".join(f"{key}='{_escaped(value)}'" for key, value in found)

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._conninfo, autocommit=True)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def _relations(rows: list[tuple[str, bool, str, str, bool]]) -> list[dict[str, Any]]:
    """``type_infos.relations`` from the catalogue's columns."""
    found: dict[str, dict[str, Any]] = {}
    for table, is_view, column, kind, in_key in rows:
        item = found.setdefault(table, {"name": table, "type": "VIEW" if is_view else "TABLE", "attributes": {}})
        item["attributes"][column] = kind
        if in_key:
            item.setdefault("primary_key", []).append(column)
    return list(found.values())
