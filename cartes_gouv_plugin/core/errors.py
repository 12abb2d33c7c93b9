"""What can go wrong, as one tree. Each class answers `retry`: who, if anybody, makes the next attempt.

    CartesGouvError
    ├─ EntrepotError                the platform, or the way to it
    │  ├─ Offline                   LATER            no connection, name not resolved, time-out
    │  ├─ RateLimited               LATER            429, with the delay that the server asks for
    │  ├─ ServerTrouble             LATER            5xx
    │  ├─ SignInNeeded              AFTER_SIGN_IN    401, or no token at all
    │  ├─ Forbidden                 BY_USER          403: a right is missing
    │  │  ├─ QuotaReached           BY_USER
    │  │  └─ SandboxNotJoined       BY_USER          the user has to join it on the website first
    │  ├─ NotFound                  NEVER            404
    │  ├─ Conflict                  BY_USER          409: name taken, entity in use
    │  ├─ Rejected                  NEVER            other 4xx: the server says what is wrong in `details`
    │  └─ ContractBroken            LATER            an answer that we cannot read
    ├─ PublicationError             the publication itself
    │  ├─ ExportRefused             BY_USER          the layers cannot be exported as they are
    │  ├─ ExportInterrupted         BY_USER          QGIS ended while the package was being written
    │  ├─ ChecksFailed              BY_USER          the platform refused the delivery
    │  ├─ IntegrationFailed         BY_USER          the platform could not load the delivery in its database
    │  ├─ ServiceFailed             BY_USER          the platform could not serve the data
    │  │  └─ NoAccessPoint          BY_USER          the datastore has nothing that could serve it in the way asked for
    │  ├─ PackageMissing            BY_USER          the sealed file is gone from the outbox
    │  ├─ FileNeeded                BY_USER          a delivery begun elsewhere waits for its file
    │  └─ DiskFull                  BY_USER          there is no room for the package
    ├─ NotOurs                      NEVER            somebody else's entity was about to be changed
    └─ Cancelled                    NEVER            asked for, not an error: caught apart, never shown as a failure

Messages are for logs, in English, without secrets. Sentences for people are made in `gui/wording.py` from the class and
its attributes.
"""

from __future__ import annotations

from enum import Enum


class Retry(Enum):
    """Who makes the next attempt."""

    LATER = "later"
    AFTER_SIGN_IN = "after sign-in"
    BY_USER = "by user"
    NEVER = "never"


class CartesGouvError(Exception):
    """Root of the tree."""

    retry = Retry.NEVER


class EntrepotError(CartesGouvError):
    """The platform, or the way to it. `status`: the HTTP status, if there was an answer; `details`: the server's
    words.
    """

    def __init__(self, message: str, *, status: int | None = None, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.details = details


class Offline(EntrepotError):
    retry = Retry.LATER


class RateLimited(EntrepotError):
    """`retry_after`: seconds to wait, as the server asks; None when it does not say."""

    retry = Retry.LATER

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        status: int | None = 429,
        details: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, status=status, details=details)
        self.retry_after = retry_after


class ServerTrouble(EntrepotError):
    """`retry_after` as in `RateLimited`: a 503 may carry it too."""

    retry = Retry.LATER

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        status: int | None = None,
        details: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, status=status, details=details)
        self.retry_after = retry_after


class SignInNeeded(EntrepotError):
    retry = Retry.AFTER_SIGN_IN


class Forbidden(EntrepotError):
    retry = Retry.BY_USER


class QuotaReached(Forbidden):
    pass


class SandboxNotJoined(Forbidden):
    pass


class NotFound(EntrepotError):
    pass


class Conflict(EntrepotError):
    retry = Retry.BY_USER


class Rejected(EntrepotError):
    pass


class ContractBroken(EntrepotError):
    retry = Retry.LATER


class PublicationError(CartesGouvError):
    retry = Retry.BY_USER


class ExportRefused(PublicationError):
    """`reasons`: one sentence per problem."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class ExportInterrupted(PublicationError):
    pass


class ChecksFailed(PublicationError):
    """`report`: lines `check name: message`, errors first."""

    def __init__(self, report: tuple[str, ...]) -> None:
        super().__init__("; ".join(report) or "the checks failed")
        self.report = report


class IntegrationFailed(PublicationError):
    """`log`: the lines of the execution's log, errors first."""

    def __init__(self, log: tuple[str, ...]) -> None:
        super().__init__("; ".join(log[:3]) or "the integration failed")
        self.log = log


class ServiceFailed(PublicationError):
    """`log` as in `IntegrationFailed`; empty when the platform does not say why."""

    def __init__(self, message: str, log: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.log = log


class NoAccessPoint(ServiceFailed):
    """`details`: the type of the service."""

    def __init__(self, type_: str, *, is_open: bool) -> None:
        super().__init__(f"the datastore has no {'open' if is_open else 'restricted'} endpoint for {type_}")
        self.details = (type_,)


class PackageMissing(PublicationError):
    pass


class FileNeeded(PublicationError):
    """`details`: the delivery's name on the platform, and the title of its datasheet."""

    def __init__(self, delivery: str, datasheet: str) -> None:
        super().__init__(f"the delivery {delivery} of the datasheet {datasheet} is open and waits for its file")
        self.details = (delivery, datasheet)


class DiskFull(PublicationError):
    """`needed` and `free` in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} bytes are needed, {free} are free")
        self.needed = needed
        self.free = free


class NotOurs(CartesGouvError):
    pass


class Cancelled(CartesGouvError):
    pass
