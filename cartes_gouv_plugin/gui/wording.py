"""Every stage, status and failure as a sentence: what happens, what happened, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication.decision import WaitReason
from cartes_gouv_plugin.core.publication.publication import Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import (
    Condition,
    Event,
    EventKind,
    Failure,
    PublicationRecord,
    StageState,
)
from cartes_gouv_plugin.gui import quantities, wording_takeover


@dataclass(frozen=True)
class Explanation:
    """A failure in plain words. `report`: the platform's own lines, worth showing below; may be empty."""

    happened: str
    advice: str
    report: tuple[str, ...] = ()

    def text(self) -> str:
        return "\n".join(part for part in (self.happened, *self.report, self.advice) if part)


def stage(which: Stage) -> str:
    return {
        Stage.EXPORT: QCoreApplication.translate("CartesGouv", "Preparation"),
        Stage.UPLOAD: QCoreApplication.translate("CartesGouv", "Upload"),
        Stage.CHECKS: QCoreApplication.translate("CartesGouv", "Checks"),
        Stage.INTEGRATION: QCoreApplication.translate("CartesGouv", "Integration"),
        Stage.SERVICES: QCoreApplication.translate("CartesGouv", "Services"),
    }[which]


def status(which: StageStatus) -> str:
    return {
        StageStatus.WAITING: QCoreApplication.translate("CartesGouv", "waiting"),
        StageStatus.IN_PROGRESS: QCoreApplication.translate("CartesGouv", "in progress"),
        StageStatus.SUCCESSFUL: QCoreApplication.translate("CartesGouv", "done"),
        StageStatus.FAILED: QCoreApplication.translate("CartesGouv", "failed"),
    }[which]


def waiting(reason: WaitReason, word: str = "") -> str:
    """Why nothing is done at the moment. `word`: the platform's own status word when we do not know it."""
    return _waiting()[reason].format(word=word)


def _waiting() -> dict[WaitReason, str]:
    return {
        WaitReason.CHECKS: QCoreApplication.translate("CartesGouv", "the platform is checking the delivery"),
        WaitReason.INTEGRATION: QCoreApplication.translate("CartesGouv", "the platform is loading the data"),
        WaitReason.TILES: QCoreApplication.translate("CartesGouv", "the platform is cutting the tiles"),
        WaitReason.SERVICE: QCoreApplication.translate("CartesGouv", "the platform is opening the service"),
        WaitReason.OTHER_SIDE: QCoreApplication.translate(
            "CartesGouv", "the website, or another machine, is working on this delivery"
        ),
        WaitReason.CLAIM: QCoreApplication.translate(
            "CartesGouv", "making sure that nobody else is working on this delivery"
        ),
        WaitReason.UNKNOWN_STATUS: QCoreApplication.translate(
            "CartesGouv", "the platform answers “{word}”, a status that this version does not know"
        ),
        WaitReason.SENDING_TURN: QCoreApplication.translate("CartesGouv", "another file is being sent first"),
        WaitReason.OFFLINE: QCoreApplication.translate("CartesGouv", "no connection; it goes on by itself"),
        WaitReason.RATE_LIMITED: QCoreApplication.translate("CartesGouv", "the platform asks for a short pause"),
        WaitReason.SERVER_TROUBLE: QCoreApplication.translate(
            "CartesGouv", "the platform is in trouble; it goes on by itself"
        ),
        WaitReason.SIGN_IN: QCoreApplication.translate("CartesGouv", "sign in to go on"),
        WaitReason.OTHER_WINDOW: QCoreApplication.translate("CartesGouv", "followed in another QGIS window"),
    }


def summary(record: PublicationRecord) -> str:
    """One line: where the publication is."""
    if record.condition is Condition.DONE:
        return QCoreApplication.translate("CartesGouv", "Published")
    if record.condition is Condition.STOPPED:
        text = QCoreApplication.translate("CartesGouv", "Stopped at: {stage}")
        return text.format(stage=stage(record.stage))
    if record.failure is not None and record.condition is Condition.FAILED:
        text = QCoreApplication.translate("CartesGouv", "{stage} failed: {reason}")
        return text.format(stage=stage(record.failure.stage), reason=failure(record.failure).happened)
    text = QCoreApplication.translate("CartesGouv", "{stage}: {what}")
    return text.format(stage=stage(record.stage), what=_activity(record))


def _activity(record: PublicationRecord) -> str:
    if record.waiting is not None:
        return waiting(record.waiting, record.word)
    return progress(record.stages[record.stage])


def progress(state: StageState) -> str:
    """How far a stage is: bytes, rate and time left while sending, a percentage when there is one, else its status."""
    if state.status is not StageStatus.IN_PROGRESS:
        return status(state.status)
    if state.bytes_total:
        sizes = QCoreApplication.translate("CartesGouv", "{done} of {total}").format(
            done=quantities.size(state.bytes_done), total=quantities.size(state.bytes_total)
        )
        left = state.seconds_left
        if state.rate is None or left is None:
            return sizes
        text = QCoreApplication.translate("CartesGouv", "{sizes}, {rate}, {time} left")
        return text.format(sizes=sizes, rate=quantities.rate(state.rate), time=quantities.duration(left))
    if state.fraction is not None:
        text = QCoreApplication.translate("CartesGouv", "{percent} %")
        return text.format(percent=round(100 * state.fraction))
    return status(state.status)


def event(kind: EventKind) -> str:
    return {
        EventKind.ADDED: QCoreApplication.translate("CartesGouv", "Publication asked for"),
        EventKind.EFFECT: QCoreApplication.translate("CartesGouv", "Sent to the platform"),
        EventKind.STAGE: QCoreApplication.translate("CartesGouv", "Stage reached"),
        EventKind.WAITING: QCoreApplication.translate("CartesGouv", "Waiting"),
        EventKind.TROUBLE: QCoreApplication.translate("CartesGouv", "Trouble on the way, tried again"),
        EventKind.FAILED: QCoreApplication.translate("CartesGouv", "Failed"),
        EventKind.DONE: QCoreApplication.translate("CartesGouv", "Published"),
        EventKind.STOPPED: QCoreApplication.translate("CartesGouv", "Stopped by you"),
        EventKind.RESUMED: QCoreApplication.translate("CartesGouv", "Resumed"),
    }[kind]


def event_line(happened: Event) -> str:
    """A line of the timeline: what, at which stage, and the particular in the platform's words."""
    parts = [event(happened.kind)]
    if happened.stage is not None:
        parts.append(stage(happened.stage))
    if happened.text:
        parts.append(happened.text)
    return " · ".join(parts)


def explain(error: CartesGouvError) -> Explanation:
    """An error that was just met, whatever was being done. One that brings its own sentence keeps it."""
    sentence = getattr(error, "sentence", "")
    if sentence:
        return Explanation(sentence, "")
    return failure(Failure.of(Stage.EXPORT, error))


def failure(which: Failure) -> Explanation:
    """A failure that was recorded. An unknown kind is told in its own words rather than hidden."""
    if which.kind == "FileNeeded":
        return Explanation(*wording_takeover.file_needed(*which.details))
    known = _failures().get(which.kind)
    happened, advice = known if known is not None else (which.message, _report_it())
    return Explanation(happened, advice, which.report or which.details)


def _report_it() -> str:
    return QCoreApplication.translate(
        "CartesGouv", "Try again. If it happens again, copy the report and send it to the plugin's authors."
    )


def _failures() -> dict[str, tuple[str, str]]:
    """What happened and what to do, for each class of `core.errors`."""
    return {**_failures_of_the_way(), **_failures_of_the_request(), **_failures_of_the_publication()}


def _failures_of_the_way() -> dict[str, tuple[str, str]]:
    return {
        "Offline": (
            QCoreApplication.translate("CartesGouv", "The platform cannot be reached."),
            QCoreApplication.translate(
                "CartesGouv", "Check your connection and the proxy in QGIS's network options, then try again."
            ),
        ),
        "RateLimited": (
            QCoreApplication.translate("CartesGouv", "The platform receives too many requests."),
            QCoreApplication.translate("CartesGouv", "Wait a minute, then try again."),
        ),
        "ServerTrouble": (
            QCoreApplication.translate("CartesGouv", "The platform has a problem of its own."),
            QCoreApplication.translate("CartesGouv", "Nothing is lost. Try again later."),
        ),
        "ContractBroken": (
            QCoreApplication.translate("CartesGouv", "The platform's answer could not be read."),
            QCoreApplication.translate(
                "CartesGouv", "The platform may have changed: look for a newer version of the plugin, then try again."
            ),
        ),
        "SignInNeeded": (
            QCoreApplication.translate("CartesGouv", "You are not signed in, or your session has ended."),
            QCoreApplication.translate("CartesGouv", "Sign in; the publication goes on from where it was."),
        ),
    }


def _failures_of_the_request() -> dict[str, tuple[str, str]]:
    return {
        "Forbidden": (
            QCoreApplication.translate("CartesGouv", "You lack the right to do this in this datastore."),
            QCoreApplication.translate(
                "CartesGouv",
                "Ask the datastore's administrator for it. If you have just joined, wait a minute or two, "
                "then try again.",
            ),
        ),
        "SandboxNotJoined": (
            QCoreApplication.translate("CartesGouv", "You have not joined “Découverte”, the platform's sandbox, yet."),
            QCoreApplication.translate(
                "CartesGouv", "Open it once on cartes.gouv.fr with your account, wait a minute, then try again."
            ),
        ),
        "QuotaReached": (
            QCoreApplication.translate("CartesGouv", "The datastore is full: a quota of the platform is reached."),
            QCoreApplication.translate("CartesGouv", "Delete datasheets that are no longer needed, then try again."),
        ),
        "NotFound": (
            QCoreApplication.translate("CartesGouv", "What was needed no longer exists on the platform."),
            QCoreApplication.translate("CartesGouv", "It was probably deleted elsewhere. Publish the layers again."),
        ),
        "Conflict": (
            QCoreApplication.translate("CartesGouv", "The name is taken, or something still uses what was to change."),
            QCoreApplication.translate("CartesGouv", "Choose another technical name, or try again in a moment."),
        ),
        "Rejected": (
            QCoreApplication.translate("CartesGouv", "The platform refused the request."),
            QCoreApplication.translate("CartesGouv", "Correct what is listed here, then try again."),
        ),
        "NotOurs": (
            QCoreApplication.translate("CartesGouv", "This belongs to somebody else; nothing was changed."),
            QCoreApplication.translate("CartesGouv", "Only what you published yourself can be changed from QGIS."),
        ),
    }


def _failures_of_the_publication() -> dict[str, tuple[str, str]]:
    return {
        "ExportRefused": (
            QCoreApplication.translate("CartesGouv", "The layers cannot be published as they are."),
            QCoreApplication.translate("CartesGouv", "Correct what is listed here, then publish again."),
        ),
        "ExportInterrupted": (
            QCoreApplication.translate("CartesGouv", "QGIS closed while the layers were being prepared."),
            QCoreApplication.translate("CartesGouv", "Press “Resume” to prepare them again."),
        ),
        "ChecksFailed": (
            QCoreApplication.translate("CartesGouv", "The platform's checks refused the data."),
            QCoreApplication.translate(
                "CartesGouv", "Correct the layers as the report says, then send them again to the same datasheet."
            ),
        ),
        "IntegrationFailed": (
            QCoreApplication.translate("CartesGouv", "The platform could not load the data in its database."),
            QCoreApplication.translate(
                "CartesGouv", "Read the report; correct the layers if it names them, otherwise try again."
            ),
        ),
        "ServiceFailed": (
            QCoreApplication.translate("CartesGouv", "The data is there, but the platform could not serve it."),
            QCoreApplication.translate("CartesGouv", "Try again; the data need not be sent a second time."),
        ),
        "NoAccessPoint": (
            QCoreApplication.translate("CartesGouv", "The datastore has no access point for this service."),
            QCoreApplication.translate(
                "CartesGouv",
                "In “Découverte” every service is open to everybody: publish without restricted access, or to another "
                "datastore.",
            ),
        ),
        "PackageMissing": (
            QCoreApplication.translate("CartesGouv", "The prepared file has disappeared from this computer."),
            QCoreApplication.translate("CartesGouv", "Press “Resume” to prepare the layers again."),
        ),
        "DiskFull": (
            QCoreApplication.translate("CartesGouv", "There is too little room on this computer's disk."),
            QCoreApplication.translate("CartesGouv", "Free some space, then publish the layers again."),
        ),
    }
