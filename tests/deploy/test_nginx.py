"""The nginx file: nginx takes it, and a request goes through it as the site needs."""

import datetime
import gzip
import http.client
import ipaddress
import os
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection

from tests.deploy.programs import needed

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "giaouoc.example.vn"
MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers it was sent, and with a long page."""

    seen = []

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append(dict(self.headers))
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()
        self.wfile.write(b"a" * 5000)

    do_POST = do_GET

    def log_message(self, *args):
        pass


def free_ports():
    """Return two different free ports: the first stays taken while the second is chosen."""
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def make_certificate(folder):
    """Write a certificate of our own for the host, and for the address the tests connect to."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = [x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Proxy:
    """nginx with the site's file, on ports of its own."""

    def __init__(self, folder, upstream):
        self.folder = folder
        self.plain, self.secure = free_ports()
        make_certificate(folder)
        changes = {
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.secure} ssl http2;",
            "http://127.0.0.1:8000": f"http://127.0.0.1:{upstream}",
            "/etc/ssl/giao-uoc": str(folder),
            "/var/log/nginx": str(folder),
        }
        site = (ROOT / "pactsite" / "deploy" / "nginx.conf").read_text()
        for before, after in changes.items():
            assert before in site
            site = site.replace(before, after)
        (folder / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""  # the folder is closed to www-data
        (folder / "main.conf").write_text(MAIN.format(folder=folder, user=user))
        self.command = [needed("nginx"), "-p", folder, "-c", folder / "main.conf", "-e", folder / "error.log"]

    def test(self):
        done = subprocess.run([*self.command, "-t"], capture_output=True, text=True)
        return done.returncode, (self.folder / "error.log").read_text()

    @contextmanager
    def running(self):
        process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        try:
            wait_for_port(self.secure)
            yield self
        finally:
            process.terminate()
            process.wait()

    def ask(self, method, path, *, secure=True, body=None, **headers):
        """Return (status, headers, content) of a request; header names are written with underscores."""
        trusted = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        opened = (
            http.client.HTTPSConnection("127.0.0.1", self.secure, context=trusted, timeout=30)
            if secure
            else http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30)
        )
        with closing(opened):
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            opened.request(method, path, body=body, headers={"Host": HOST, **sent})
            answer = opened.getresponse()
            return answer.status, dict(answer.headers), answer.read()

    def log(self, lines=0):
        """Return the access log, once it has so many lines: nginx writes one after its response was received."""
        for _attempt in range(600):
            text = (self.folder / "giao-uoc.log").read_text()
            if text.count("\n") >= lines:
                break
            time.sleep(0.05)
        return text


def wait_for_port(port):
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nobody listens")


@pytest.fixture
def echo(tmp_path):
    """nginx before a server that tells what reaches it."""
    Echo.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with Proxy(tmp_path, server.server_port).running() as proxy:
        yield proxy
    server.shutdown()
    thread.join()
    server.server_close()


def test_nginx_finds_no_fault(tmp_path):
    proxy = Proxy(tmp_path, 1)

    code, said = proxy.test()

    assert code == 0, said


def test_the_site_is_told_the_real_address_host_and_scheme_and_nothing_a_client_invents(echo):
    invented = {
        "X_Forwarded_For": "10.9.8.7",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
        "X_Real_IP": "10.9.8.7",
        "Forwarded": "for=10.9.8.7",
        "X_Request_ID": "made-up-by-the-client",
    }

    echo.ask("GET", "/", **invented)

    (seen,) = Echo.seen
    told = {name: value for name, value in seen.items() if name not in ("Accept-Encoding", "Connection")}
    number = told.pop("X-Request-ID")
    assert re.fullmatch("[0-9a-f]{32}", number)
    assert echo.log(lines=1).split()[-1] == number
    assert told == {"Host": HOST, "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"}


def test_plain_http_leads_to_the_secure_address_and_does_not_reach_the_site(echo):
    status, headers, _content = echo.ask("GET", "/giao-uoc/?q=a", secure=False, Host="evil.example")

    assert (status, headers["Location"]) == (301, f"https://{HOST}/giao-uoc/?q=a")
    assert Echo.seen == []


def test_long_answers_are_compressed(echo):
    _status, headers, content = echo.ask("GET", "/", Accept_Encoding="gzip")

    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(content) == b"a" * 5000


def test_an_upload_may_be_as_large_as_the_site_takes_and_not_much_larger(echo):
    fitting = echo.ask("POST", "/", body=b"x" * (21 * 1024 * 1024))
    large = echo.ask("POST", "/", body=b"", Content_Length=str(26 * 1024 * 1024))

    assert (fitting[0], large[0], len(Echo.seen)) == (200, 413, 1)


def test_the_log_has_no_tokens_no_searches_and_no_pages_one_came_from(echo):
    echo.ask("GET", "/loi-moi/token-a/", Referer="https://giaouoc.example.vn/loi-moi/token-b/")
    echo.ask("GET", "/mat-khau/dat-lai/MQ/token-c/")
    echo.ask("GET", "/tim-kiem/?q=token-d")

    assert [line.split('"')[1] for line in echo.log(lines=3).splitlines()] == [
        "GET /loi-moi/*** HTTP/1.1",
        "GET /mat-khau/dat-lai/MQ/*** HTTP/1.1",
        "GET /tim-kiem/ HTTP/1.1",
    ]
    assert "token" not in echo.log()


@pytest.mark.django_db(transaction=True)
def test_the_site_itself_answers_through_nginx(tmp_path):
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(tmp_path / "register.sqlite3")) as copy,
    ):
        source.backup(copy)
    port, _other = free_ports()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
        "TEST_FOLDER": str(tmp_path),
        "TEST_DATABASE_URL": f"sqlite:///{tmp_path}/register.sqlite3",
    }
    command = "-m gunicorn pactsite.wsgi --limit-request-line 0 --no-control-socket --log-level warning".split()
    command += ["--bind", f"127.0.0.1:{port}"]
    site = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment)
    try:
        wait_for_port(port)
        with Proxy(tmp_path, port).running() as proxy:
            health = proxy.ask("GET", "/healthz")
            home = proxy.ask("GET", "/", Accept_Encoding="gzip")
            again = proxy.ask("GET", "/", Accept_Encoding="gzip", If_None_Match=home[1]["ETag"])
    finally:
        site.terminate()
        site.wait()

    assert (health[0], health[2]) == (200, b"ok\n")
    assert (home[0], home[1]["Content-Encoding"], home[1]["Server"]) == (200, "gzip", "nginx")
    assert home[1]["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Sổ giao ước thi đua" in gzip.decompress(home[2]).decode()
    assert again[0] == 304
