"""Why a sign-in did not succeed, each with its sentence and its way out."""

from __future__ import annotations

from enum import Enum

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import SignInNeeded


class Problem(Enum):
    """What stands between the user and a session."""

    NEVER_SIGNED_IN = "never signed in"
    EXPIRED = "expired"
    ABANDONED = "abandoned"
    TIMED_OUT = "timed out"
    REFUSED = "refused"
    PORT_BUSY = "port busy"
    UNREACHABLE = "unreachable"
    LOCKED = "locked"
    DISABLED = "disabled"
    NOT_STORED = "not stored"
    UNKNOWN_CONFIGURATION = "unknown configuration"
    NO_HEADER = "no header"
    UNDER_WAY = "under way"
    NOT_FORGOTTEN = "not forgotten"


class SignInFailed(SignInNeeded):
    """A sign-in that did not succeed, or that is missing. `sentence`: what happened and what to do, for the user."""

    def __init__(self, problem: Problem, *, subject: str = "") -> None:
        super().__init__(f"sign-in: {problem.value}")
        self.problem = problem
        self.sentence = sentence(problem, subject)


def sentence(problem: Problem, subject: str = "") -> str:
    """`subject`: the port, the server or the configuration's id, where the sentence names one."""
    return {**_of_the_session(), **_of_the_browser(), **_of_qgis()}[problem].format(subject=subject)


def _of_the_session() -> dict[Problem, str]:
    return {
        Problem.NEVER_SIGNED_IN: QCoreApplication.translate(
            "CartesGouv", "You are not signed in. Click “Sign in” to go on."
        ),
        Problem.EXPIRED: QCoreApplication.translate(
            "CartesGouv", "Your session has ended. Sign in again; your publications go on from where they are."
        ),
        Problem.UNDER_WAY: QCoreApplication.translate(
            "CartesGouv", "A sign-in is under way. Finish it in the browser, or cancel it."
        ),
        Problem.NOT_FORGOTTEN: QCoreApplication.translate(
            "CartesGouv", "The session is closed here, but its file could not be deleted. Delete it by hand: {subject}"
        ),
    }


def _of_the_browser() -> dict[Problem, str]:
    return {
        Problem.ABANDONED: QCoreApplication.translate(
            "CartesGouv", "The sign-in was cancelled. Click “Sign in” to start again."
        ),
        Problem.TIMED_OUT: QCoreApplication.translate(
            "CartesGouv",
            "The browser did not come back in time. Click “Sign in” and finish on the page that opens; if no page "
            "opens, check the default browser of this computer.",
        ),
        Problem.REFUSED: QCoreApplication.translate(
            "CartesGouv",
            "The server refused the sign-in. Try again; if it goes on, check the client identifier, and the client "
            "secret that the server may ask for, in the options.",
        ),
        Problem.PORT_BUSY: QCoreApplication.translate(
            "CartesGouv",
            "Another program uses port {subject}, on which the browser has to answer. Close that program (often "
            "another QGIS that is signing in), or choose another port in the options.",
        ),
        Problem.UNREACHABLE: QCoreApplication.translate(
            "CartesGouv",
            "The sign-in server {subject} does not answer. Check the connection, and the proxy in the options of QGIS.",
        ),
    }


def _of_qgis() -> dict[Problem, str]:
    return {
        Problem.LOCKED: QCoreApplication.translate(
            "CartesGouv",
            "The master password of QGIS was not given, so QGIS cannot open the place where it keeps your session. "
            "Click “Sign in” and give it; it is asked once per session.",
        ),
        Problem.DISABLED: QCoreApplication.translate(
            "CartesGouv",
            "The authentication system of QGIS is off on this computer: {subject} Ask your administrator, or sign in "
            "with another profile.",
        ),
        Problem.NOT_STORED: QCoreApplication.translate(
            "CartesGouv",
            "QGIS could not store the sign-in in its authentication database. Check that the profile folder can be "
            "written: {subject}",
        ),
        Problem.UNKNOWN_CONFIGURATION: QCoreApplication.translate(
            "CartesGouv",
            "The authentication configuration “{subject}” chosen in the options is not in this profile. Choose "
            "another one.",
        ),
        Problem.NO_HEADER: QCoreApplication.translate(
            "CartesGouv",
            "The authentication configuration “{subject}” does not give the access that the platform asks for (a "
            "header named Authorization). Choose another one in the options.",
        ),
    }
