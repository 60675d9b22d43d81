"""A writer and a translator of the operator's own: real servers that answer well, badly, slowly or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ombud.endpoints import Address, EndpointFailed, Translator, Writer

KEY = "sk-very-secret"
type Answer = Callable[[dict[str, Any]], tuple[int, object]]


@contextmanager
def serving(answer: Answer, path: str = "/v1/chat/completions") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on a free port: its address, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
            status, told = answer(body)
            said = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            if status in (301, 302, 307):
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}", asked
    finally:
        server.shutdown()
        server.server_close()


def chat(text: object) -> dict[str, object]:
    """As chat servers tell it."""
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1764000000, "model": "small",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 200, "completion_tokens": 40, "total_tokens": 240},
    }  # fmt: skip


def test_a_draft_is_asked_for_once_with_instructions_apart_from_the_words() -> None:
    with serving(lambda _: (200, chat(" Hello {customer_name},\nI am sorry. "))) as (url, asked):
        written = Writer(Address(url, KEY), "small").write("Write a reply.", '{"conversation": []}')
    assert written == "Hello {customer_name},\nI am sorry."
    assert [m["role"] for m in asked[0]["messages"]] == ["system", "user"]
    assert asked[0]["messages"][0]["content"] == "Write a reply."
    assert (asked[0]["model"], asked[0]["stream"], asked[0]["key"]) == ("small", False, f"Bearer {KEY}")


def test_what_no_database_could_keep_is_taken_out() -> None:
    with serving(lambda _: (200, b'{"choices": [{"message": {"content": "Hi\\u0000 \\ud800 there"}}]}')) as (url, _):
        assert Writer(Address(url), "small").write("x", "y") == "Hi ? there"


@pytest.mark.parametrize(
    ("status", "told", "reason"),
    [
        (200, chat(""), "wrong_shape"), (200, chat(None), "wrong_shape"), (200, {"choices": []}, "wrong_shape"),
        (200, [1, 2], "wrong_shape"), (200, b"<html>", "not_json"), (200, b'"' + b"x" * 500_000 + b'"', "too_large"),
        (401, {}, "status_401"), (503, {}, "status_503"), (302, b"", "status_302"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_a_reason_without_a_word_or_key(status: int, told: object, reason: str) -> None:
    with serving(lambda _: (status, told)) as (url, _), pytest.raises(EndpointFailed) as failed:
        Writer(Address(url, KEY), "small").write("instructions", "her words")
    assert failed.value.reason == reason
    assert KEY not in repr(failed.value)
    assert "her words" not in repr(failed.value)


@pytest.mark.parametrize("url", ["", "ftp://x/y", "http://", "http://a:b@models.example/v1", "http://[::1/x"])
def test_what_is_no_address_is_said_before_anything_is_sent(url: str) -> None:
    with pytest.raises(EndpointFailed, match="url"):
        Address(url)


def test_nobody_there_is_temporary() -> None:
    with pytest.raises(EndpointFailed) as failed:
        Writer(Address("http://127.0.0.1:9/v1/chat/completions", timeout=2.0), "small").write("x", "y")
    assert failed.value.temporary


def test_a_translation_carries_its_key_in_the_question_alone() -> None:
    with serving(lambda _: (200, {"translatedText": "My lamp is dead."}), "/translate") as (url, asked):
        assert Translator(Address(url, KEY)).translate("Meine Lampe ist tot.", "unknown", "en") == "My lamp is dead."
    assert asked[0]["key"] is None
    assert {k: asked[0][k] for k in ("q", "source", "target", "format", "api_key")} == {
        "q": "Meine Lampe ist tot.", "source": "auto", "target": "en", "format": "text", "api_key": KEY,
    }  # fmt: skip


@pytest.mark.parametrize("told", [{}, {"translatedText": None}, [], {"error": "no"}])
def test_what_is_no_translation_is_a_reason(told: object) -> None:
    with serving(lambda _: (200, told), "/translate") as (url, _), pytest.raises(EndpointFailed, match="wrong_shape"):
        Translator(Address(url)).translate("Hej", "da", "en")
