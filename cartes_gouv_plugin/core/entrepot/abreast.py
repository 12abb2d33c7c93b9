"""Several questions at a time: a list of a hundred pages over a slow link is a hundred times its latency otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from multiprocessing.pool import ThreadPool
from typing import Callable, TypeVar

Question = TypeVar("Question")
Reply = TypeVar("Reply")
Other = TypeVar("Other")

AT_ONCE = 4
"""Requests under way: fewer than a browser sends to one server."""


def abreast(ask: Callable[[Question], Reply], questions: Iterable[Question]) -> Iterator[Reply]:
    """The replies in the order of the questions, `AT_ONCE` of which are asked at a time, on threads of their own.

    Raises what `ask` raises; what was not asked yet is not asked any more then. The threads are the kind that the end
    of Python does not wait for.
    """
    with ThreadPool(AT_ONCE) as threads:
        yield from threads.imap(ask, questions)


def both(one: Callable[[], Reply], other: Callable[[], Other]) -> tuple[Reply, Other]:
    """Two questions of different kinds, asked together; raises what either raises."""
    with ThreadPool(1) as thread:
        under_way = thread.apply_async(other)
        return one(), under_way.get()
