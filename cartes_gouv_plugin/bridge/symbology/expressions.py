"""QGIS expressions as bridgestyle's lists: whether they can be said at all, which attributes they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bridgestyle.qgis.expressions import ExpressionConverter, UnsupportedExpressionException
from qgis.core import (
    QgsExpression,
    QgsExpressionNode,
    QgsExpressionNodeBetweenOperator,
    QgsExpressionNodeBinaryOperator,
    QgsExpressionNodeInOperator,
    QgsExpressionNodeLiteral,
    QgsExpressionNodeUnaryOperator,
)

_NULL_TESTS = ("PropertyIsNull", "PropertyIsNotNull")


def converted(text: str, converter: ExpressionConverter) -> Any:
    """The expression as lists; None when bridgestyle, or the style languages, cannot say it."""
    try:
        expression = converter.convert(QgsExpression(simplified(text)))
        return _flat(expression) if _is_whole(expression) else None
    except (UnsupportedExpressionException, AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None


def any_of(conditions: Sequence[str]) -> str:
    """The conditions joined by « or » two by two: bridgestyle and its readers go as deep as the text is nested."""
    parts = [f"({condition})" for condition in conditions]
    while len(parts) > 1:
        pairs = [parts[at : at + 2] for at in range(0, len(parts), 2)]
        parts = [f"({' OR '.join(pair)})" for pair in pairs]
    return parts[0] if parts else ""


def _flat(expression: Any) -> Any:
    """« a or (b or c) » is one « or » of three: what is served stays readable, and shallow."""
    if not isinstance(expression, list):
        return expression
    operands = [_flat(operand) for operand in expression[1:]]
    if expression[0] in ("And", "Or"):
        nested = [operand if _joins(operand, expression[0]) else [None, operand] for operand in operands]
        operands = [part for parts in nested for part in parts[1:]]
    return [expression[0], *operands]


def _joins(expression: Any, joint: str) -> bool:
    return isinstance(expression, list) and bool(expression) and expression[0] == joint


def simplified(text: str) -> str:
    """The same condition without the operators that bridgestyle does not know: negated lists, patterns, ranges."""
    expression = QgsExpression(text)
    return _said(expression.rootNode()) if expression.isValid() else text


def _said(node: QgsExpressionNode) -> str:
    if isinstance(node, QgsExpressionNodeBinaryOperator):
        return _binary(node)
    if isinstance(node, QgsExpressionNodeUnaryOperator):
        sign = "NOT" if node.op() == QgsExpressionNodeUnaryOperator.UnaryOperator.uoNot else "-"
        return f"({sign} {_said(node.operand())})"
    if isinstance(node, QgsExpressionNodeInOperator):
        tested = _said(node.node())
        among = any_of([f"{tested} = {item.dump()}" for item in node.list().list()])
        return f"(NOT ({among}))" if node.isNotIn() else among
    if isinstance(node, QgsExpressionNodeBetweenOperator):
        tested, low, high = (_said(part) for part in (node.node(), node.lowerBound(), node.higherBound()))
        between = f"({tested} >= {low} AND {tested} <= {high})"
        return f"(NOT {between})" if node.negate() else between
    return str(node.dump())


def _binary(node: QgsExpressionNodeBinaryOperator) -> str:
    kinds = QgsExpressionNodeBinaryOperator.BinaryOperator
    left, right = _said(node.opLeft()), _said(node.opRight())
    if node.op() in (kinds.boILike, kinds.boNotILike):
        pattern = node.opRight().value() if isinstance(node.opRight(), QgsExpressionNodeLiteral) else None
        if not isinstance(pattern, str):
            return str(node.dump())
        left, right = f"lower({left})", QgsExpression.quotedString(pattern.lower())
    if node.op() in (kinds.boLike, kinds.boILike):
        return f"({left} LIKE {right})"
    if node.op() in (kinds.boNotLike, kinds.boNotILike):
        return f"(NOT ({left} LIKE {right}))"
    return f"({left} {node.text()} {right})"


def _is_whole(expression: Any) -> bool:
    """bridgestyle answers an operator that it does not know as None."""
    if not isinstance(expression, list):
        return True
    if not expression or not isinstance(expression[0], str):
        return False
    if expression[0] == "PropertyName":
        return True
    operands = expression[1:]
    if any(operand is None for operand in operands) and expression[0] not in _NULL_TESTS:
        return False
    return all(_is_whole(operand) for operand in operands)


def properties_of(expression: Any) -> set[str]:
    """The attributes that an expression names."""
    if not isinstance(expression, list):
        return set()
    if len(expression) == 2 and expression[0] == "PropertyName":
        return {str(expression[1])}
    return set().union(*(properties_of(item) for item in expression)) if expression else set()


def renamed(node: Any, fields: Mapping[str, str]) -> Any:
    """The same style with its attributes under their published names."""
    if isinstance(node, dict):
        return {key: renamed(value, fields) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    if len(node) == 2 and node[0] == "PropertyName" and isinstance(node[1], str):
        return ["PropertyName", fields.get(node[1], node[1])]
    return [renamed(item, fields) for item in node]
