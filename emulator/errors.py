"""Refusals, in the shape of the platform: `{"error": word, "error_description": [sentences]}`."""

from __future__ import annotations

_WORDS = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "payload_too_large",
    422: "unprocessable_entity",
    429: "too_many_requests",
}


class ApiError(Exception):
    """An answer other than 2xx. `sentences` are French, as the platform's are."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(f"{status} {'; '.join(sentences)}")
        self.status = status
        self.sentences = sentences

    def body(self) -> dict[str, object]:
        return body_of(self.status, *self.sentences)


def body_of(status: int, *sentences: str) -> dict[str, object]:
    """The platform's error body (SDK reads `error_description` as a list of strings)."""
    return {"error": _WORDS.get(status, "server_error"), "error_description": list(sentences)}


def invalid(*sentences: str) -> ApiError:
    return ApiError(400, *sentences)


def forbidden(*sentences: str) -> ApiError:
    return ApiError(403, *sentences)


def not_found(kind: str, identifier: str) -> ApiError:
    return ApiError(404, f"{kind} {identifier} n'existe pas")


def conflict(*sentences: str) -> ApiError:
    return ApiError(409, *sentences)
