"""`requests` dressed by QGIS: the proxy and the authorities that the user set in QGIS, read for each request.

Safe to call from any thread: QGIS keeps one network manager per thread, all with the same proxy settings.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from qgis.core import Qgis, QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from cartes_gouv_plugin.core.entrepot.transport import Dress
from cartes_gouv_plugin.core.errors import Offline

_KEPT_SECONDS = 30 * 24 * 3600


class QgisNetwork:
    """The way out of this machine as QGIS knows it.

    `folder` holds QGIS's trusted authorities as files for `requests`, one for each set of them; no secret is in them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._bundles: dict[str, str] = {}

    def dress(self, url: str) -> Dress:
        """Proxy and authorities for `url`. Raises `Offline` when QGIS asks for a proxy that cannot be used here."""
        return Dress(proxies=_proxies(url), verify=self._authorities())

    def _authorities(self) -> str | bool:
        """The file of QGIS's trusted authorities; a new file when the user adds one, so that no old answer is kept.

        Raises `Offline` when the folder cannot be written.
        """
        pem = bytes(QgsApplication.authManager().trustedCaCertsPemText())
        if not pem.strip():
            return True
        digest = hashlib.sha256(pem).hexdigest()
        with self._lock:
            if digest not in self._bundles:
                self._bundles[digest] = str(self._written(pem, digest))
            return self._bundles[digest]

    def _written(self, pem: bytes, digest: str) -> Path:
        """Whole or not at all: another window may be reading it."""
        path = self._folder / f"{digest}.pem"
        try:
            if path.is_file() and path.read_bytes() == pem:
                return path
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "wb") as stream:
                stream.write(pem)
            os.replace(unfinished, path)
            self._forget_old(path)
        except OSError as error:
            raise Offline(f"QGIS's authorities cannot be written for requests: {error.strerror}") from error
        return path

    def _forget_old(self, present: Path) -> None:
        """Files that no window can be using any more, those that a crash left unfinished included."""
        long_ago = time.time() - _KEPT_SECONDS
        for path in self._folder.iterdir():
            if path != present and path.stat().st_mtime < long_ago:
                path.unlink(missing_ok=True)


def user_agent(plugin_version: str) -> str:
    """How the plugin presents itself, as `Product/version` words."""
    return f"cartes_gouv_plugin/{plugin_version} QGIS/{Qgis.version().split('-')[0]}"


def _proxies(url: str) -> dict[str, str]:
    """Cleartext is for this machine only, and never goes through a proxy, which would read it."""
    if urlsplit(url).scheme == "http":
        return {}
    proxy = _proxy_for(url)
    if proxy is None:
        return {}
    scheme = "socks5h" if proxy.type() == QNetworkProxy.ProxyType.Socks5Proxy else "http"
    if scheme == "socks5h":
        _require_socks()
    login = ""
    if proxy.user():
        login = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@"
    host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    address = f"{scheme}://{login}{host}:{proxy.port()}"
    return {"http": address, "https": address}


def _proxy_for(url: str) -> QNetworkProxy | None:
    """QGIS's choice for this very address: its exclusions are obeyed, and the system's proxy when the user wants it."""
    query = QNetworkProxyQuery(QUrl(url))
    factory = QgsNetworkAccessManager.instance().proxyFactory()
    found = factory.queryProxy(query) if factory is not None else []
    proxy = found[0] if found else QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
    if proxy.type() == QNetworkProxy.ProxyType.DefaultProxy:
        proxy = _system_proxy(query)
    usable = (
        QNetworkProxy.ProxyType.HttpProxy,
        QNetworkProxy.ProxyType.HttpCachingProxy,
        QNetworkProxy.ProxyType.Socks5Proxy,
    )
    if proxy.type() not in usable or not proxy.hostName():
        return None
    return _with_stored_login(proxy)


def _system_proxy(query: QNetworkProxyQuery) -> QNetworkProxy:
    """An address excluded in QGIS goes out directly, unless QGIS follows the system's own proxy."""
    if not QgsNetworkAccessManager.instance().useSystemProxy():
        return QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
    found = QNetworkProxyFactory.systemProxyForQuery(query)
    return found[0] if found else QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)


def _with_stored_login(proxy: QNetworkProxy) -> QNetworkProxy:
    """The proxy with the user name and password that QGIS's authentication database holds for it, if there are any."""
    authcfg = str(QgsSettings().value("proxy/authcfg", "") or "")
    if proxy.user() or not authcfg:
        return proxy
    dressed = QNetworkProxy(proxy)
    accepted, dressed = QgsApplication.authManager().updateNetworkProxy(dressed, authcfg)
    return dressed if accepted else proxy


def _require_socks() -> None:
    try:
        import socks  # noqa: F401 - only asked for its presence
    except ImportError as error:
        raise Offline("QGIS is set to a SOCKS proxy, and Python's PySocks, which it needs, is not installed") from error
