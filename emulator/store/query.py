"""Lists as data: which entities, in which order, which page. Composed into one SQL statement."""

from __future__ import annotations

from dataclasses import dataclass, field

COLUMNS = ("name", "type", "status", "layer_name")
_SORTED_COLUMNS = {**{name: name for name in COLUMNS}, "creation": "creation", "last_event": "last_event", "_id": "id"}


@dataclass(frozen=True)
class Query:
    """`columns`: exact values, or patterns when they hold `%`. `marks`: role → value, all required.
    `paths`: JSON path in the document → value. `without_status`: statuses left out. `limit` None: everything.
    """

    kind: str
    datastore: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    paths: tuple[tuple[str, object], ...] = ()
    without_status: tuple[str, ...] = ()
    sort: tuple[tuple[str, bool], ...] = field(default=(("creation", True),))
    limit: int | None = None
    offset: int = 0


def pattern(value: str) -> str:
    """A LIKE pattern where only `%` is a wildcard (a bare `_` is a letter like any other)."""
    return value.replace("\\", "\\\\").replace("_", "\\_")


def _value_test(expression: str, value: object) -> tuple[str, object]:
    if isinstance(value, str) and "%" in value:
        return f"{expression} LIKE ? ESCAPE '\\'", pattern(value)
    return f"{expression} = ?", value


def _mark_test(expression: str, role: str, value: str) -> tuple[str, object]:
    """Tags and labels are compared exactly: `%` may stand in a datasheet's name."""
    if role.startswith("tag:") or role == "label":
        return f"{expression} = ?", value
    return _value_test(expression, value)


def _where(query: Query) -> tuple[str, list[object]]:
    """Sources and conditions. The first mark leads: it names few entities, the others are asked of these only."""
    source, tests, arguments = "entity", ["kind = ?"], [query.kind]
    if query.marks:
        role, value = query.marks[0]
        test, argument = _mark_test("lead.value", role, value)
        source = "mark AS lead CROSS JOIN entity ON entity.id = lead.entity"
        tests[:0] = ["lead.role = ?", test]
        arguments[:0] = [role, argument]
    for role, value in query.marks[1:]:
        test, argument = _mark_test("mark.value", role, value)
        tests.append(f"EXISTS(SELECT 1 FROM mark WHERE mark.entity = entity.id AND mark.role = ? AND {test})")
        arguments.extend([role, argument])
    if query.datastore is not None:
        tests.append("datastore = ?")
        arguments.append(query.datastore)
    for name, value in query.columns:
        test, argument = _value_test(name, value)
        tests.append(test)
        arguments.append(argument)
    for path, value in query.paths:
        test, argument = _value_test("json_extract(doc, ?)", value)
        tests.append(test)
        arguments.extend([path, argument])
    if query.without_status:
        tests.append(f"(status IS NULL OR status NOT IN ({','.join('?' * len(query.without_status))}))")
        arguments.extend(query.without_status)
    return f"FROM {source} WHERE {' AND '.join(tests)}", arguments


def compose(query: Query, *, counting: bool = False) -> tuple[str, list[object]]:
    """The statement, which gives ids in their order or one number, and its arguments."""
    where, arguments = _where(query)
    if counting:
        return f"SELECT COUNT(DISTINCT entity.id) {where}" if query.marks else f"SELECT COUNT(*) {where}", arguments
    order = []
    for name, ascending in query.sort:
        expression = _SORTED_COLUMNS.get(name)
        if expression is None:
            expression = "json_extract(doc, ?)"
            arguments.append(f"$.{name}")
        order.append(f"{expression} {'ASC' if ascending else 'DESC'}")
    direction = "ASC" if not query.sort or query.sort[-1][1] else "DESC"
    chosen = "SELECT DISTINCT entity.id" if query.marks else "SELECT id"
    sql = f"{chosen} {where} ORDER BY {', '.join([*order, f'entity.id {direction}'])}"
    if query.limit is not None:
        sql += " LIMIT ? OFFSET ?"
        arguments.extend([query.limit, query.offset])
    return sql, arguments
