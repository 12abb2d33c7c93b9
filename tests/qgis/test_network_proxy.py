"""`requests` dressed by QGIS: behind a proxy that wants a password, and towards a server that only QGIS trusts."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtNetwork import QNetworkProxy, QSslCertificate

from cartes_gouv_plugin.bridge.network import QgisNetwork
from cartes_gouv_plugin.core.entrepot.transport import Call, RequestsTransport
from cartes_gouv_plugin.core.errors import Offline

SQUID = shutil.which("squid") or "/usr/sbin/squid"
LOGIN, WORD = "mairie", "mot de passe: é@/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    url: str
    authority: Path
    asked: list[dict[str, str]]


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """A TLS server at `localhost`, signed by an authority of its own."""
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=Autorite de la mairie"]
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
            "-days", "2", *subject, "-addext", "basicConstraints=critical,CA:TRUE")  # fmt: skip
    openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "s.key", "-out", "s.csr", "-subj",
            "/CN=localhost")  # fmt: skip
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    openssl(folder, "x509", "-req", "-in", "s.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "s.pem", "-days", "2", "-extfile", "names")  # fmt: skip
    asked: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append({"path": self.path, "port": str(self.client_address[1]), **dict(self.headers)})
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "s.pem", folder / "s.key")
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield Server(f"https://localhost:{listening.server_address[1]}", folder / "ca.pem", asked)
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def trusted(server: Server, qgis_app) -> Iterator[Server]:
    """QGIS trusts the server's authority, as after « Import authorities » in its options; nobody else does."""
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("cartes-gouv-tests", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("cartes-gouv-tests", True)
    certificate = QSslCertificate(server.authority.read_bytes())
    assert manager.storeCertAuthority(certificate)
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()
    yield server
    manager.removeCertAuthority(certificate)
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()


@pytest.fixture(scope="module")
def squid() -> Iterator[int]:
    """A proxy on loopback that lets nobody through without user name and password; its port."""
    folder, port = Path(tempfile.mkdtemp(prefix="cartes_gouv_squid_")), free_port()
    if os.geteuid() == 0:
        # Squid refuses to work as root, and gives its rights up for this user's.
        shutil.chown(folder, "proxy")
    helper = folder / "helper.py"
    helper.write_text(
        "import sys, urllib.parse\n"
        "for line in sys.stdin:\n"
        "    user, word = [urllib.parse.unquote(part) for part in line.split()[:2]]\n"
        f"    print('OK' if (user, word) == ({LOGIN!r}, {WORD!r}) else 'ERR', flush=True)\n"
    )
    (folder / "squid.conf").write_text(
        f"http_port 127.0.0.1:{port}\n"
        f"auth_param basic program /usr/bin/python3 {helper}\n"
        "auth_param basic children 1\nauth_param basic realm mairie\nauth_param basic utf8 on\n"
        "acl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all\n"
        f"access_log stdio:{folder}/access.log\ncache_log {folder}/cache.log\npid_filename {folder}/squid.pid\n"
        f"coredump_dir {folder}\ncache deny all\nshutdown_lifetime 0 seconds\n"
        "visible_hostname localhost\nmax_filedescriptors 256\n"
    )
    # The service's name keeps its shared memory apart from that of other squids.
    command = [SQUID, "-N", "-n", f"test{os.getpid()}", "-f", str(folder / "squid.conf")]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert running.poll() is None, (folder / "cache.log").read_text()
        time.sleep(0.05)
    yield port
    running.terminate()
    running.wait(10)
    shutil.rmtree(folder)


@pytest.fixture
def network(qgis_app, tmp_path: Path) -> Iterator[QgisNetwork]:
    yield QgisNetwork(tmp_path / "authorities")
    QgsNetworkAccessManager.instance().setFallbackProxyAndExcludes(QNetworkProxy(), [], [])


def use_proxy(port: int, user: str = LOGIN, word: str = WORD, excluded: tuple[str, ...] = ()) -> None:
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", port, user, word)
    QgsNetworkAccessManager.instance().setFallbackProxyAndExcludes(proxy, list(excluded), [])


def ask(server: Server, network: QgisNetwork) -> int:
    transport = RequestsTransport(
        server.url, dress=network.dress, authorization=lambda _url: "Bearer abc", pause=lambda _seconds: None
    )
    return transport.send(Call("GET", ("users", "me"))).status


def test_an_authority_that_only_qgis_knows_is_trusted(trusted: Server, network: QgisNetwork) -> None:
    assert ask(trusted, network) == 200


def test_without_qgis_s_word_the_server_is_not_trusted(server: Server, network: QgisNetwork) -> None:
    with pytest.raises(Offline, match="certificate"):
        ask(server, network)


def test_the_environment_neither_adds_nor_replaces_authorities(server, network, monkeypatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.authority))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(server.authority))
    with pytest.raises(Offline, match="certificate"):
        ask(server, network)


def test_an_authority_added_while_qgis_runs_counts_at_once(server, network, request) -> None:
    with pytest.raises(Offline):
        ask(server, network)
    trusted = request.getfixturevalue("trusted")
    assert ask(trusted, network) == 200


def test_a_proxy_with_a_password_is_passed(trusted: Server, network: QgisNetwork, squid: int) -> None:
    use_proxy(squid)
    assert ask(trusted, network) == 200
    assert f":{squid}" in network.dress(trusted.url).proxies["https"]
    assert "Proxy-Authorization" not in trusted.asked[-1], "the proxy's password stays with the proxy"


def test_a_proxy_s_password_may_be_kept_in_qgis_s_authentication_database(trusted, network, squid) -> None:
    kept = QgsAuthMethodConfig("Basic")
    kept.setName("proxy")
    kept.setConfigMap({"username": LOGIN, "password": WORD, "realm": ""})
    _stored, kept = QgsApplication.authManager().storeAuthenticationConfig(kept)
    use_proxy(squid, "", "")
    QgsSettings().setValue("proxy/authcfg", kept.id())
    try:
        assert ask(trusted, network) == 200
    finally:
        QgsSettings().remove("proxy/authcfg")
        QgsApplication.authManager().removeAuthenticationConfig(kept.id())


def test_a_wrong_password_is_said_without_being_told(trusted, network, squid) -> None:
    use_proxy(squid, LOGIN, "wrong-word")
    with pytest.raises(Offline) as refusal:
        ask(trusted, network)
    assert "proxy" in str(refusal.value)
    assert "wrong-word" not in f"{refusal.value!r}{refusal.value.__cause__!r}{refusal.value.__context__!r}"


def test_an_excluded_address_goes_out_directly(trusted, network, squid) -> None:
    use_proxy(free_port(), excluded=(trusted.url,))
    assert ask(trusted, network) == 200
    assert network.dress(trusted.url).proxies == {}


def test_cleartext_never_goes_through_the_proxy(network, squid) -> None:
    use_proxy(squid)
    assert network.dress("http://127.0.0.1:9/api").proxies == {}


def test_the_environment_s_proxy_is_not_qgis_s(trusted, network, monkeypatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    assert ask(trusted, network) == 200


def test_the_system_s_proxy_is_used_when_qgis_follows_it(trusted, network, squid, monkeypatch) -> None:
    """On Linux, Qt takes the environment for the system."""
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{squid}")
    monkeypatch.delenv("no_proxy", raising=False)
    settings, manager = QgsSettings(), QgsNetworkAccessManager.instance()
    settings.setValue("proxy/proxyEnabled", True)
    settings.setValue("proxy/proxyType", "DefaultProxy")
    try:
        manager.setupDefaultProxyAndCache()
        assert manager.useSystemProxy()
        assert network.dress("https://data.example/api").proxies["https"] == f"http://127.0.0.1:{squid}"
        with pytest.raises(Offline, match="proxy"):
            ask(trusted, network)
    finally:
        settings.remove("proxy")
        manager.setupDefaultProxyAndCache()
    assert ask(trusted, network) == 200


def test_the_settings_are_read_for_each_request(trusted, network, squid) -> None:
    transport = RequestsTransport(trusted.url, dress=network.dress, pause=lambda _seconds: None)
    call = Call("GET", ("users", "me"))
    assert transport.send(call).status == 200
    use_proxy(free_port())
    with pytest.raises(Offline):
        transport.send(call)
    use_proxy(squid)
    assert transport.send(call).status == 200


def test_connections_are_used_again_and_threads_do_not_disturb_each_other(trusted, network) -> None:
    transport = RequestsTransport(trusted.url, dress=network.dress)
    trusted.asked.clear()
    troubles: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(10):
                transport.send(Call("GET", ("users", "me")))
        except Exception as error:  # noqa: BLE001 - handed to the test
            troubles.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(trusted.asked) == 40
    assert len({seen["port"] for seen in trusted.asked}) == 4


def test_a_session_uses_the_file_of_the_one_before_and_drops_what_is_old(trusted, tmp_path: Path) -> None:
    first = Path(str(QgisNetwork(tmp_path).dress(trusted.url).verify))
    written = first.stat().st_mtime_ns
    assert Path(str(QgisNetwork(tmp_path).dress(trusted.url).verify)) == first
    assert first.stat().st_mtime_ns == written
    old = tmp_path / "old.pem"
    old.write_text("x")
    os.utime(old, (0, 0))
    first.write_text("damaged")
    assert QgisNetwork(tmp_path).dress(trusted.url).verify == str(first)
    assert b"CERTIFICATE" in first.read_bytes()
    assert list(tmp_path.iterdir()) == [first]


def test_a_folder_that_takes_nothing_is_told(trusted, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Offline, match="authorities"):
        QgisNetwork(tmp_path / "file" / "x").dress(trusted.url)
