"""An embeddings address of the operator's own, against real servers that answer well, badly, slowly or not at all."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ombud.embeddings import Encoder, Endpoint, EndpointFailed, Engine, Options, encoder
from ombud.embeddings.endpoint import AtEndpoint

KEY = "sk-very-secret"
type Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def tell(line: BaseHTTPRequestHandler, body: object, status: int = 200, **headers: str) -> None:
    """One whole answer."""
    said = body if isinstance(body, bytes) else json.dumps(body).encode()
    line.send_response(status)
    for name, value in {"Content_Length": str(len(said)), **headers}.items():
        line.send_header(name.replace("_", "-"), value)
    line.end_headers()
    line.wfile.write(said)


def by_length(line: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    """A vector of the text's length and its first letter, told in the wrong order as a server may."""
    rows = [
        {"object": "embedding", "index": place, "embedding": [len(text), ord(text[0]), 0.5, -1]}
        for place, text in enumerate(asked["input"])
    ]
    tell(line, {"object": "list", "data": rows[::-1], "model": asked["model"]})


@contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[tuple[Endpoint, list[dict[str, Any]]]]:
    """A server on a free port, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
            answer(self, body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/v1/embeddings?v=1"
        yield Endpoint(url, "small-model", key=KEY, timeout=3.0, batch=3), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def failing(endpoint: Endpoint) -> EndpointFailed:
    with pytest.raises(EndpointFailed) as caught:
        AtEndpoint(endpoint).vectors(["a private text"], 1)
    told = repr(caught.value) + str(caught.value)
    assert "private" not in told
    assert KEY not in told
    assert caught.value.__cause__ is None
    return caught.value


def test_rows_come_in_batches_in_order_and_of_unit_length() -> None:
    with serving(by_length) as (endpoint, asked):
        asking = encoder(Options(engine=Engine.ENDPOINT, endpoint=endpoint))
        vectors = asking.encode(["one", "", "three", "one", "four", "fifteen", "\0"])
    assert [(turn["path"], turn["key"], turn["model"]) for turn in asked] == [
        ("/v1/embeddings?v=1", f"Bearer {KEY}", "small-model")
    ] * 2
    assert [turn["input"] for turn in asked] == [["one", "three", "four"], ["fifteen"]]
    expected = np.array([[3, ord("o"), 0.5, -1], [5, ord("t"), 0.5, -1], [7, ord("f"), 0.5, -1]], np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.abs(vectors[[0, 2, 5]] - expected).max() < 1e-6
    assert not vectors[[1, 6]].any()
    assert asking.encode([""]).shape == (1, 4)


def test_the_name_tells_model_and_place_and_no_secret() -> None:
    endpoint = Endpoint("https://models.example.org/v1/embeddings?token=hush", "small", key=KEY)
    assert AtEndpoint(endpoint).name == "endpoint/small@models.example.org/v1/embeddings"
    assert KEY not in repr(Options(engine=Engine.ENDPOINT, endpoint=endpoint))


def test_a_prefix_is_put_before_each_text() -> None:
    with serving(by_length) as (endpoint, asked):
        AtEndpoint(replace(endpoint, prefix="query: ", key="")).vectors(["hello"], 1)
    assert [(turn["input"], turn["key"]) for turn in asked] == [(["query: hello"], None)]


@pytest.mark.parametrize(
    ("status", "said", "temporary", "after"),
    [
        (401, {}, False, None),
        (404, {}, False, None),
        (429, {"Retry_After": "7"}, True, 7.0),
        (429, {"Retry_After": "99999999"}, True, 3600.0),
        (503, {"Retry_After": "Sun, 22 Nov 2026 10:00:00 GMT"}, True, None),
        (302, {"Location": "http://127.0.0.1:1/"}, False, None),
    ],
)
def test_a_refusal_says_whether_to_ask_again(
    status: int, said: dict[str, str], temporary: bool, after: float | None
) -> None:
    with serving(lambda line, _: tell(line, {"error": KEY}, status, **said)) as (endpoint, asked):
        error = failing(endpoint)
    assert (error.reason, error.temporary, error.retry_after) == (f"status_{status}", temporary, after)
    assert len(asked) == 1, "a redirect is not followed"


ROW = [1.0, 2.0]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 100_000, "not_json"),
        ([], "wrong_shape"),
        ({"data": None}, "wrong_shape"),
        ({"data": []}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": ROW}, {"index": 1, "embedding": ROW}]}, "wrong_shape"),
        ({"data": [{"index": 5, "embedding": ROW}]}, "wrong_shape"),
        ({"data": [{"index": 0}]}, "wrong_shape"),
        ({"data": [{"index": [], "embedding": ROW}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": []}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": "AAAA"}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": [[1.0]]}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": [float("nan"), 1.0]}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": [1e300, 1.0]}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": [0.0, 0.0]}]}, "wrong_shape"),
        ({"data": [{"index": 0, "embedding": [1.0] * 20_000}]}, "wrong_shape"),
        (b" " * 500_000, "too_large"),
    ],
)
def test_an_answer_that_is_none_is_refused(body: object, reason: str) -> None:
    with serving(lambda line, _: tell(line, body)) as (endpoint, _):
        error = failing(endpoint)
    assert (error.reason, error.temporary) == (reason, False)


def test_another_width_in_the_middle_is_refused() -> None:
    widths = iter((4, 5))

    def answer(line: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        width = next(widths)
        tell(line, {"data": [{"embedding": [1.0] * width} for _ in asked["input"]]})

    with serving(answer) as (endpoint, _):
        asking = AtEndpoint(endpoint)
        assert asking.vectors(["a", "b"], 1).shape == (2, 4)
        with pytest.raises(EndpointFailed, match="wrong_shape"):
            asking.vectors(["c"], 1)


def test_an_answer_that_drips_is_given_up() -> None:
    stop = threading.Event()

    def drip(line: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        line.send_response(200)
        line.end_headers()
        while not stop.wait(0.05):
            try:
                line.wfile.write(b" ")
            except OSError:
                return

    with serving(drip) as (endpoint, _):
        try:
            error = failing(replace(endpoint, timeout=0.5))
        finally:
            stop.set()
    assert (error.reason, error.temporary) == ("timeout", True)


def test_an_answer_that_breaks_off_is_temporary() -> None:
    with serving(lambda line, _: tell(line, b"{}", Content_Length="100")) as (endpoint, _):
        error = failing(endpoint)
    assert (error.reason, error.temporary) == ("broken", True)


def test_silence_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = failing(Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/", "m", key=KEY, timeout=0.3))
    assert (error.reason, error.temporary) == ("timeout", True)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error = failing(Endpoint(f"http://127.0.0.1:{port}/", "m", key=KEY))
    assert (error.reason, error.temporary) == ("connect", True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "models.example.org",
        "ftp://models.example.org/",
        "http://",
        "http://a:b@example.org/",
        "http://h:x/",
        "http://[",
    ],
)
def test_what_is_no_address_is_said_at_once(url: str) -> None:
    with pytest.raises(EndpointFailed, match="url"):
        encoder(Options(engine=Engine.ENDPOINT, endpoint=Endpoint(url, "m")))


@pytest.mark.parametrize("key", ["broken\nkey", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_said_at_once(key: str) -> None:
    with pytest.raises(EndpointFailed, match="key"):
        AtEndpoint(Endpoint("http://127.0.0.1:1/", "m", key=key))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of 127.0.0.1, signed by nobody else."""
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    words = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    words += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", str(path) + ".crt"]
    subprocess.run(["openssl", "req", *words], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def test_certificates_are_verified(certificate: Path, tmp_path: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving(by_length, tls) as (endpoint, asked):
        assert failing(endpoint).reason == "tls"
        assert asked == []
        assert AtEndpoint(replace(endpoint, ca_file=certificate)).vectors(["hello"], 1).shape == (1, 4)
    assert failing(replace(endpoint, ca_file=tmp_path / "none.pem")).reason == "ca_file"


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving(by_length) as (endpoint, asked):
        assert Encoder(AtEndpoint(endpoint)).encode(["hello"]).any()
    assert len(asked) == 1
